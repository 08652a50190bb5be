package io.sectorsh.leveldb;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a database that nobody makes: to find out what they would be, also while the owner of
 * the database runs. Nothing is locked. New values are kept in a private temporary directory, not
 * in memory. Not for use by several threads at once.
 */
public final class DraftLevelDb implements LevelDbEdit {
  private final Optional<LevelDbSnapshot> before;
  private final Changes changes = new Changes();
  private @Nullable Path directory;
  private @Nullable NativeLevelDb values;

  private DraftLevelDb(Optional<LevelDbSnapshot> before) {
    this.before = before;
  }

  /**
   * Of a database as it was at one moment.
   *
   * @param before closed with this; empty if there is no database yet
   */
  public static DraftLevelDb of(Optional<LevelDbSnapshot> before) {
    return new DraftLevelDb(before);
  }

  @Override
  public boolean isPresent() {
    return before.isPresent();
  }

  @Override
  public void put(byte[] key, byte[] value) {
    values().put(key, value);
    changes.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    values().delete(key);
    changes.delete(key);
  }

  @Override
  public Optional<byte[]> get(byte[] key) {
    return changes.contains(key) ? Optional.ofNullable(values().get(key)) : getBefore(key);
  }

  @Override
  public Optional<byte[]> getBefore(byte[] key) {
    return before.flatMap(snapshot -> snapshot.get(key));
  }

  @Override
  public void forEachChange(BiConsumer<byte[], Optional<byte[]>> change) {
    for (byte[] key : changes.keys()) {
      Optional<byte[]> now = get(key);
      if (!Arrays.equals(now.orElse(null), getBefore(key).orElse(null))) {
        change.accept(key, now);
      }
    }
  }

  private NativeLevelDb values() {
    NativeLevelDb open = values;
    if (open == null) {
      try {
        Path place = Files.createTempDirectory("sectorsh-draft");
        directory = place;
        open = NativeLevelDb.open(place);
        values = open;
      } catch (IOException failure) {
        throw DatabaseFile.failed(Path.of(System.getProperty("java.io.tmpdir")), failure);
      }
    }
    return open;
  }

  @Override
  public void close() {
    try {
      if (values != null) {
        values.close();
      }
      if (directory != null) {
        delete(directory);
      }
    } finally {
      before.ifPresent(LevelDbSnapshot::close);
    }
  }

  private static void delete(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException failure) {
      throw DatabaseFile.failed(directory, failure);
    }
  }
}
