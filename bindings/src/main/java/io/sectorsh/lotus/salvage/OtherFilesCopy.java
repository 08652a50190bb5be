package io.sectorsh.lotus.salvage;

import io.sectorsh.posix.Owner;
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
import java.util.Set;

/**
 * Copies what belongs to a repository besides its metadata: configuration, keys, list of storage
 * paths. Sector files stay where they are, and what lotus makes anew at each start is not copied.
 */
final class OtherFilesCopy extends SimpleFileVisitor<Path> {
  /** A repository may be a storage path too; two with one identity would confuse lotus. */
  private static final Set<String> STORAGE =
      Set.of("sealed", "unsealed", "cache", "update", "update-cache", "piece", "sectorstore.json");

  private static final Set<String> PASSING = Set.of("repo.lock", "api", "kvlog", "journal");

  private final Path from;
  private final Path to;
  private final List<String> notCopied = new ArrayList<>();

  private OtherFilesCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /** Returns the names of what was left out. */
  static List<String> copy(Path from, Path to) throws IOException {
    OtherFilesCopy copy = new OtherFilesCopy(from, to);
    Files.walkFileTree(from, copy);
    return copy.notCopied;
  }

  private boolean isLeftOut(Path path) {
    Path name = from.relativize(path);
    boolean top = name.getNameCount() == 1;
    boolean left =
        top && (STORAGE.contains(name.toString()) || PASSING.contains(name.toString()))
            || name.getNameCount() == 2
                && name.startsWith("datastore")
                && String.valueOf(name.getFileName()).startsWith("metadata");
    boolean salvaged = name.equals(Path.of("datastore", "metadata"));
    if (left && !salvaged && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      notCopied.add(name.toString());
    }
    return left;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    if (isLeftOut(directory)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    Path copy = to.resolve(from.relativize(directory).toString());
    Files.createDirectories(copy);
    Owner.of(directory).giveDirectory(copy);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (!isLeftOut(file)) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
    return FileVisitResult.CONTINUE;
  }
}
