package io.sectorsh.faults;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a process may run out of, so that the kernel fails its calls; also those of libraries. */
public enum Scarcity {
  /** Files may not become long; in pages of 4 KiB. */
  FILE_SIZE,
  /** Few files may be opened. */
  OPEN_FILES,
  /** The disk is full but for so many pages of 4 KiB; in a process with a {@link SmallDisk}. */
  SPACE,
  /** The disk is read-only, whatever the amount; in a process with a {@link SmallDisk}. */
  WRITING;

  private static final int PAGE = 4096;

  /**
   * Begins; what is returned ends it.
   *
   * @param root the small disk's directory
   */
  public Runnable begin(Path root, int amount) throws IOException {
    switch (this) {
      case FILE_SIZE -> {
        ResourceLimit.FILE_SIZE.set((long) amount * PAGE);
        return ResourceLimit.FILE_SIZE::lift;
      }
      case OPEN_FILES -> {
        ResourceLimit.OPEN_FILES.set(limitFor(amount));
        return ResourceLimit.OPEN_FILES::lift;
      }
      case WRITING -> {
        remount("ro", root);
        return () -> remount("rw", root);
      }
      default -> {
        Path ballast = SmallDisk.fill(root, (long) amount * PAGE);
        return () -> ballast.toFile().delete();
      }
    }
  }

  private static void remount(String how, Path root) {
    try {
      Process mount =
          new ProcessBuilder("mount", "-o", "remount," + how, root.toString()).inheritIO().start();
      if (mount.waitFor() != 0) {
        throw new IllegalStateException("remount " + how);
      }
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The limit under which so many more can be opened: a new one gets the lowest free number. */
  private static long limitFor(int more) throws IOException {
    Set<Long> open;
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      open = all.map(file -> Long.parseLong(file.getFileName().toString())).collect(toSet());
    }
    long limit = 0;
    for (int free = 0; free < more || open.contains(limit); limit++) {
      free += open.contains(limit) ? 0 : 1;
    }
    return limit;
  }

  /**
   * Loads what may be needed: from a directory of classes each would need a file to be opened,
   * while an operator has jars.
   *
   * @param packages which ones of ours, a pattern
   */
  public static void loadClasses(String packages) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path classes = Path.of(entry).resolve("io/sectorsh");
      if (Files.isDirectory(classes)) {
        try (Stream<Path> all = Files.walk(classes)) {
          all.map(file -> Path.of(entry).relativize(file).toString())
              .filter(name -> name.matches("io/sectorsh/" + packages + "/.*class"))
              .forEach(name -> load(name.replaceAll("\\.class$", "").replace('/', '.')));
        }
      }
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException | LinkageError notNeededHere) {
      System.err.println("not loaded: " + name);
    }
  }

  /** A Java process with a directory and these other arguments. */
  public static List<String> command(Class<?> main, Path root, String... others) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(root.toString());
    command.addAll(List.of(others));
    return command;
  }
}
