package io.sectorsh.lotus.repo;

import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.posix.Owner;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an old repository holds beside the parts of a backup, above all the files of sectors, made
 * part of the new one as hard links: no data is copied, and both stay whole.
 */
final class CarriedOver {
  /** Of the process that ran, or of the metadata that is replaced. */
  private static final Set<String> STAYS =
      Set.of("api", "repo.lock", "kvlog", "heapprof", "datastore", "keystore", "token");

  private final Path old;
  private final Path next;

  CarriedOver(Path old, Path next) {
    this.old = old;
    this.next = next;
  }

  /** Returns the names at the top that were taken over. */
  Set<String> link() throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(old)) {
      for (Path path : all) {
        String name = String.valueOf(path.getFileName());
        if (isWanted(name)) {
          linkTree(path, next.resolve(name));
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The description of the files that stay is the one that is with them. */
  private boolean isWanted(String name) throws IOException {
    if (name.equals(StoragePaths.STORE_FILE)) {
      Files.deleteIfExists(next.resolve(name));
      return true;
    }
    return !STAYS.contains(name)
        && !name.contains(".sectorsh-")
        && Files.notExists(next.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  private static void linkTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(directory));
            Files.createDirectory(copy);
            Owner.of(directory).giveDirectory(copy);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            linkOrCopy(file, from.equals(file) ? to : to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A symbolic link stays one. */
  private static void linkOrCopy(Path file, Path link) throws IOException {
    if (Files.isSymbolicLink(file)) {
      Files.createSymbolicLink(link, Files.readSymbolicLink(file));
      return;
    }
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.copy(file, link, new CopyOption[] {StandardCopyOption.COPY_ATTRIBUTES});
    }
  }
}
