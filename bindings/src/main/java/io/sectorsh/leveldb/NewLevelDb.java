package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Writes a database that was not there before, one key after another, each once; memory does not
 * grow with the keys. Not for use by several threads at once.
 */
public final class NewLevelDb implements AutoCloseable {
  private final Path directory;
  private final NativeLevelDb database;
  private long count;
  private long sum;

  private NewLevelDb(Path directory, NativeLevelDb database) {
    this.directory = directory;
    this.database = database;
  }

  /**
   * Begins in a new directory.
   *
   * @throws OperatorException REFUSED if there is something already
   */
  public static NewLevelDb create(Path directory) {
    if (Files.exists(directory)) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "is there already",
          directory.toString(),
          "Give a path where nothing is.");
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException failure) {
      throw DatabaseFile.failed(directory, failure);
    }
    return new NewLevelDb(directory, NativeLevelDb.open(directory));
  }

  /** Sets a key, which must not have been set before. */
  public void put(byte[] key, byte[] value) {
    database.put(key, value);
    count++;
    sum += digest(key, value);
  }

  /** How many keys were set. */
  public long count() {
    return count;
  }

  /**
   * Writes what is left, gives the files the names that goleveldb looks for, makes all survive a
   * power cut, and reads the whole database to see that exactly what was set is there.
   *
   * @throws OperatorException DAMAGED if it is not
   */
  public void finish() {
    database.finish();
    try {
      for (Path file : files()) {
        settle(file);
      }
      for (Path file : files()) {
        Directories.syncFile(file);
      }
      Directories.sync(directory);
    } catch (IOException failure) {
      throw DatabaseFile.failed(directory, failure);
    }
    verify();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return new ArrayList<>(all.toList());
    }
  }

  private void settle(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    OptionalLong number = FileNames.number(FileNames.TABLE, name);
    if (number.isPresent()) {
      Files.move(file, directory.resolve(FileNames.table(number.getAsLong())));
    } else if (name.startsWith("LOG")) {
      Files.delete(file);
    }
  }

  private void verify() {
    long found = 0;
    long foundSum = 0;
    try (LevelDbSnapshot snapshot = LevelDbSnapshot.open(directory);
        RowCursor<LevelDbEntry> entries = snapshot.scan(new byte[0])) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        found++;
        foundSum += digest(entry.getKey(), entry.getValue());
      }
    }
    if (found != count || foundSum != sum) {
      throw new OperatorException(
          ErrorCode.DAMAGED,
          "holds " + found + " keys that are not exactly the " + count + " that were written",
          directory.toString(),
          "Check memory and disk of this machine, then try again.");
    }
  }

  private static long digest(byte[] key, byte[] value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((key.length + " ").getBytes(StandardCharsets.US_ASCII));
      digest.update(key);
      return ByteBuffer.wrap(digest.digest(value)).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Lets go of the files; what was not finished is no whole database. */
  @Override
  public void close() {
    database.close();
  }
}
