package io.sectorsh.leveldb;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What tells whether a writer was at work between two looks at a directory.
 *
 * @param manifest which MANIFEST is the current one
 * @param manifestSize its length in bytes; -1 if it is missing
 * @param logs lengths of the log files by number
 */
record DirectoryState(Path manifest, long manifestSize, NavigableMap<Long, Long> logs) {

  static DirectoryState of(Path directory) {
    Path manifest = CurrentFile.manifest(directory);
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "*.log")) {
      NavigableMap<Long, Long> sizes = new TreeMap<>();
      for (Path log : logs) {
        FileNames.number(FileNames.LOG, String.valueOf(log.getFileName()))
            .ifPresent(number -> sizes.put(number, size(log)));
      }
      return new DirectoryState(manifest, size(manifest), sizes);
    } catch (DirectoryIteratorException failure) {
      throw DatabaseFile.failed(directory, Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw DatabaseFile.failed(directory, failure);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException missing) {
      return -1;
    }
  }

  /** Whether both are the same version of the database, however much was logged in between. */
  boolean isSameVersion(DirectoryState other) {
    return manifest.equals(other.manifest) && manifestSize == other.manifestSize;
  }

  /** The log files that a version still needs, oldest first. */
  Map<Long, Long> logsFor(Manifest version) {
    NavigableMap<Long, Long> needed = new TreeMap<>(logs);
    needed.keySet().removeIf(number -> !version.needsLog(number));
    return needed;
  }
}
