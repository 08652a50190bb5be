package io.sectorsh.shell.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy of the assembled distribution somewhere on disk, with a cache directory beside it. */
record Installation(Path home, Path cache) {
  /** What the build assembled. */
  static Path assembled() {
    return Path.of(System.getProperty("sectorsh.distribution"));
  }

  /** What {@code --version} gives. */
  static Finished version() {
    String directory = assembled().getFileName().toString();
    return new Finished(
        0, directory.replace('-', ' ').replace(" SNAPSHOT", "-SNAPSHOT") + "\n", "");
  }

  /** Copies the distribution to a directory that does not exist yet. */
  static Installation at(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(assembled())) {
      for (Path file : files.toList()) {
        Path target = home.resolve(assembled().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return new Installation(home, home.resolveSibling("cache"));
  }

  Path command() {
    return home.resolve("bin/sectorsh");
  }

  /** A run of the launcher with the running JDK, making no archive. */
  Child launcher(String... arguments) {
    return started(command().toString(), arguments);
  }

  /** The same, by another name of the launcher. */
  Child started(String name, String... arguments) {
    return Child.of(name)
        .arguments(arguments)
        .with("HOME", cache)
        .with("SECTORSH_JAVA", Jdk.running().home())
        .with("SECTORSH_NO_ARCHIVE", "1");
  }

  /** A run that uses, or has made, an archive for a JDK. */
  Child archiving(Jdk jdk, String... arguments) {
    return Child.of(command())
        .arguments(arguments)
        .with("HOME", "/nonexistent")
        .with("SECTORSH_JAVA", jdk.home())
        .with("SECTORSH_ARCHIVE_DELAY", "0")
        .with("XDG_CACHE_HOME", cache);
  }

  /** Every file and directory with its size and time: equal listings mean that nobody wrote. */
  Map<String, String> listing() throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        listing.put(
            home.relativize(file).toString(),
            Files.readAttributes(file, "unix:size,ctime,mode", LinkOption.NOFOLLOW_LINKS)
                .toString());
      }
    }
    return listing;
  }

  /** The finished archives in the cache. */
  List<Path> archives() throws IOException {
    return cached(name -> name.endsWith(".jsa") || name.endsWith(".aot"));
  }

  /** Everything that is in the cache and is a file or a link. */
  List<Path> cached() throws IOException {
    return cached(name -> true);
  }

  private List<Path> cached(Predicate<String> wanted) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(cache)) {
      Files.walkFileTree(cache, new Collector(wanted, found));
    }
    return found;
  }

  /**
   * Keeps files and links; goes on when the archive's maker deletes what it is about to look at.
   */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Predicate<String> wanted;
    private final List<Path> found;

    Collector(Predicate<String> wanted, List<Path> found) {
      this.wanted = wanted;
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (wanted.test(file.getFileName().toString())) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }
}
