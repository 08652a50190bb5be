package io.sectorsh.leveldb;

import io.sectorsh.posix.Owner;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A copy of a LevelDB directory as it was at one moment, also of one that is being written to:
 * tables, which never change, are hard links where the file system allows; the rest is copied.
 *
 * @param path where the copy is
 * @param keys how many keys are in it
 * @param linkedBytes bytes that are shared with the original
 * @param copiedBytes bytes that take space of their own
 */
public record LevelDbCopy(Path path, long keys, long linkedBytes, long copiedBytes) {

  /**
   * Makes a copy, reads all of it with every checksum, and makes it survive a power cut.
   *
   * @param to an empty directory
   * @throws io.sectorsh.errors.OperatorException DAMAGED if the original is, IN_USE if it never
   *     rests
   */
  public static LevelDbCopy make(Path from, Path to) {
    return QuietMoment.of(from, state -> attempt(from, to, state), copy -> {});
  }

  private static LevelDbCopy attempt(Path from, Path to, DirectoryState state) throws IOException {
    clear(to);
    Owner owner = Owner.of(from);
    Manifest version = StagingDirectory.readManifest(state.manifest());
    long linked = 0;
    for (TableFile table : version.tables()) {
      Path file = StagingDirectory.tableFile(from, table);
      Path copy = to.resolve(String.valueOf(file.getFileName()));
      linked += StagingDirectory.linkOrCopy(file, copy) ? Files.size(copy) : 0;
    }
    for (Long log : state.logsFor(version).keySet()) {
      copy(FileNames.log(from, log), FileNames.log(to, log), owner);
    }
    Path name = state.manifest().getFileName();
    copy(state.manifest(), to.resolve(name), owner);
    owner.give(Files.writeString(to.resolve(FileNames.CURRENT), name + "\n"));
    owner.give(Files.createFile(to.resolve(FileNames.LOCK)));
    owner.giveDirectory(to);
    long keys = count(to);
    StagingDirectory.syncAll(to);
    return new LevelDbCopy(to, keys, linked, size(to) - linked);
  }

  private static void copy(Path from, Path to, Owner owner) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    owner.give(to);
  }

  private static long count(Path directory) {
    long keys = 0;
    try (LevelDbSnapshot copy = LevelDbSnapshot.open(directory);
        RowCursor<LevelDbEntry> entries = copy.scan(new byte[0])) {
      for (; entries.hasNext(); entries.next()) {
        keys++;
      }
    }
    return keys;
  }

  private static long size(Path directory) throws IOException {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void clear(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
