package io.sectorsh.shell.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A JDK on this machine. */
record Jdk(Path home, int version) {
  /** The one that runs this test. */
  static Jdk running() {
    return new Jdk(realPath(Path.of(System.getProperty("java.home"))), Runtime.version().feature());
  }

  /** The running one first, then one of each other version that is installed and new enough. */
  static List<Jdk> found() {
    Map<Integer, Jdk> byVersion = new LinkedHashMap<>();
    byVersion.put(running().version(), running());
    for (Path home : installed()) {
      int version = versionOf(home);
      if (version >= 17) {
        byVersion.putIfAbsent(version, new Jdk(realPath(home), version));
      }
    }
    return new ArrayList<>(byVersion.values());
  }

  Path java() {
    return home.resolve("bin/java");
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }

  private static List<Path> installed() {
    Path directory = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(directory)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> Files.isReadable(home.resolve("release")))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static int versionOf(Path home) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.split("[^0-9]")[0]);
  }

  private static Path realPath(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
