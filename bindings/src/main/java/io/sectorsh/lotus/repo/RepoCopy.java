package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.leveldb.LevelDbCopy;
import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.Owner;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies what makes a repository: metadata, keys, token and settings. Tables of the databases are
 * hard links, since they never change; all else is copied, with its owner and permissions.
 *
 * <p>Left out: {@code api} and {@code repo.lock}, which belong to a running process; {@code kvlog},
 * whose head would not match the metadata once it goes on; journal, heap profiles and the files of
 * sectors.
 */
final class RepoCopy {
  static final List<String> SETTINGS =
      List.of("config.toml", "storage.json", StoragePaths.STORE_FILE, "token");
  private static final List<String> DATABASES = List.of("metadata", "f3");

  private final Path from;
  private final Path to;
  private long keys;
  private long linkedBytes;
  private long copiedBytes;

  RepoCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /** Copies into an empty directory and makes all of it survive a power cut. */
  RepoCopy make() throws IOException {
    for (String name : SETTINGS) {
      copyIfPresent(from.resolve(name), to.resolve(name));
    }
    copyKeystore();
    Path datastore = directory(from.resolve("datastore"), to.resolve("datastore"));
    for (String name : DATABASES) {
      Path database = from.resolve("datastore").resolve(name);
      if (Files.exists(database.resolve("CURRENT"))) {
        add(LevelDbCopy.make(database, Files.createDirectory(datastore.resolve(name))), name);
      } else if (name.equals("metadata")) {
        throw new OperatorException(
            ErrorCode.NOT_FOUND,
            "there is no metadata to copy",
            database.toString(),
            "Check the path.");
      }
    }
    Directories.sync(datastore);
    Directories.sync(to);
    return this;
  }

  private void add(LevelDbCopy copy, String name) {
    keys += name.equals("metadata") ? copy.keys() : 0;
    linkedBytes += copy.linkedBytes();
    copiedBytes += copy.copiedBytes();
  }

  private void copyKeystore() throws IOException {
    Path keystore = from.resolve("keystore");
    if (Files.notExists(keystore)) {
      return;
    }
    Path copy = directory(keystore, to.resolve("keystore"));
    try (DirectoryStream<Path> secrets = Files.newDirectoryStream(keystore, Files::isRegularFile)) {
      for (Path secret : secrets) {
        copyIfPresent(secret, copy.resolve(String.valueOf(secret.getFileName())));
      }
    }
    Directories.sync(copy);
  }

  private static Path directory(Path like, Path directory) throws IOException {
    Files.createDirectory(directory);
    Owner.of(like).giveDirectory(directory);
    return directory;
  }

  private void copyIfPresent(Path file, Path copy) throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    Owner.of(file).give(copy);
    Directories.syncFile(copy);
    copiedBytes += Files.size(copy);
  }

  long keys() {
    return keys;
  }

  long linkedBytes() {
    return linkedBytes;
  }

  long copiedBytes() {
    return copiedBytes;
  }

  /** What of the repository is not in the copy, by name. */
  Set<String> leftOut() throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(from)) {
      for (Path path : all) {
        String name = String.valueOf(path.getFileName());
        if (Files.notExists(to.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
