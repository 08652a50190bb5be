package io.sectorsh.leveldb;

import java.util.Optional;
import java.util.function.BiConsumer;

/** The next version of a database while it is made. Not for use by several threads at once. */
public interface LevelDbEdit extends AutoCloseable {
  /** Whether there is a database already. */
  boolean isPresent();

  /** Sets a key in the next version. */
  void put(byte[] key, byte[] value);

  /** Removes a key from the next version. */
  void delete(byte[] key);

  /** The value that a key has in the next version, as far as it is made. */
  Optional<byte[]> get(byte[] key);

  /** The value that a key has in the database as it is. */
  Optional<byte[]> getBefore(byte[] key);

  /** Every key whose value differs from what is stored, with its new value, empty if removed. */
  void forEachChange(BiConsumer<byte[], Optional<byte[]>> change);

  /** Lets go of it; what was not committed is thrown away. */
  @Override
  void close();
}
