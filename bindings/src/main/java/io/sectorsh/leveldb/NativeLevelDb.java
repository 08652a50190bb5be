package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBException;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteBatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a staging directory through leveldbjni, in batches.
 *
 * <p>leveldbjni writes through a memory map: on a full disk that kills the process. So there must
 * be a good piece of free space before each batch.
 */
final class NativeLevelDb implements AutoCloseable {
  private static final int BATCH_BYTES = 1 << 20;
  private static final long FREE_BYTES = 64L << 20;
  private static final int WRITE_BUFFER = 32 << 20;

  private final Path directory;
  private final DB database;
  private WriteBatch batch;
  private int batchBytes;
  private boolean open = true;

  private NativeLevelDb(Path directory, DB database) {
    this.directory = directory;
    this.database = database;
    this.batch = database.createWriteBatch();
  }

  static NativeLevelDb open(Path directory) {
    checkSpace(directory);
    Options options =
        new Options()
            .compressionType(CompressionType.NONE)
            .createIfMissing(true)
            .paranoidChecks(true)
            .verifyChecksums(true)
            .writeBufferSize(WRITE_BUFFER);
    try {
      return new NativeLevelDb(directory, JniDBFactory.factory.open(directory.toFile(), options));
    } catch (IOException | DBException failure) {
      throw failed(directory, failure);
    } catch (LinkageError missing) {
      throw new OperatorException(
          ErrorCode.NOT_CONFIGURED,
          "leveldbjni has no native part for this machine (" + System.getProperty("os.arch") + ")",
          directory.toString(),
          "Change lotus metadata on a Linux machine with an x86-64 processor; if it is one, look"
              + " whether /tmp is mounted noexec.",
          missing);
    }
  }

  void put(byte[] key, byte[] value) {
    batch.put(key, value);
    grow(key.length + value.length);
  }

  void delete(byte[] key) {
    batch.delete(key);
    grow(key.length);
  }

  /** The value of a key, with what was put so far. */
  byte @Nullable [] get(byte[] key) {
    if (batchBytes > 0) {
      flush();
    }
    try {
      return database.get(key);
    } catch (DBException failure) {
      throw failed(directory, failure);
    }
  }

  private void grow(int bytes) {
    batchBytes += bytes;
    if (batchBytes >= BATCH_BYTES) {
      flush();
    }
  }

  private void flush() {
    checkSpace(directory);
    try {
      database.write(batch);
      batch.close();
      batch = database.createWriteBatch();
      batchBytes = 0;
    } catch (IOException | DBException failure) {
      throw failed(directory, failure);
    }
  }

  /**
   * Writes what is left and closes cleanly, which cuts the zeros behind log and MANIFEST; then
   * opens once more, which turns the log into a table.
   *
   * <p>A log of leveldbjni may begin with lower sequence numbers than its MANIFEST ends with.
   * goleveldb, and so lotus, refuses that as a corrupted batch; an empty log it cannot refuse.
   */
  void finish() {
    flush();
    close();
    open(directory).close();
  }

  private static void checkSpace(Path directory) {
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      if (free < FREE_BYTES) {
        throw new OperatorException(
            ErrorCode.IO_FAILED,
            "only " + (free >> 20) + " MiB are free; the original is untouched",
            directory.toString(),
            "Make room: at least " + (FREE_BYTES >> 20) + " MiB on this file system.");
      }
    } catch (IOException failure) {
      throw DatabaseFile.failed(directory, failure);
    }
  }

  private static OperatorException failed(Path directory, Exception failure) {
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "cannot be written: " + failure.getMessage() + "; the original is untouched",
        directory.toString(),
        "Look at free space, quota and limits (ulimit -f), then try again.",
        failure);
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      batch.close();
      database.close();
    } catch (IOException | DBException failure) {
      throw failed(directory, failure);
    }
  }
}
