package io.sectorsh.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where temporary labs are made: in memory when nobody asked for another place. */
final class TemporaryPlace {
  private static final Path USUAL = Path.of("/tmp");
  private static final Path MEMORY = Path.of("/dev/shm");

  /** Many times what a lab takes. */
  private static final long ENOUGH = 48L << 20;

  private TemporaryPlace() {}

  static Path choose() {
    return choose(System.getenv(), Path.of(System.getProperty("java.io.tmpdir", "/tmp")), MEMORY);
  }

  /** TMPDIR if it is set, Java's own directory if that was changed, else memory if it has room. */
  static Path choose(Map<String, String> environment, Path javas, Path memory) {
    String named = environment.getOrDefault("TMPDIR", "");
    if (!named.isEmpty() && Files.isDirectory(Path.of(named))) {
      return Path.of(named);
    }
    return javas.equals(USUAL) && hasRoom(memory) ? memory : javas;
  }

  private static boolean hasRoom(Path directory) {
    try {
      return Files.isWritable(directory)
          && Files.getFileStore(directory).getUsableSpace() >= ENOUGH;
    } catch (IOException notThere) {
      return false;
    }
  }
}
