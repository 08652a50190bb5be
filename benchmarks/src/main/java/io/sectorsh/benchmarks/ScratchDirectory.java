package io.sectorsh.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new directory to work in, gone with all that is in it when the run is over. */
record ScratchDirectory(Path path) implements Closeable {
  static ScratchDirectory in(String parent, String purpose) throws IOException {
    return new ScratchDirectory(Files.createTempDirectory(Path.of(parent), purpose));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
