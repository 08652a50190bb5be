package io.sectorsh.lotus.record;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in a repository of lotus-miner (node/repo/fsrepo.go). */
public final class RepoLayout {
  private RepoLayout() {}

  /** Whether it is a repository, as lotus itself decides. */
  public static boolean isRepo(Path path) {
    return Files.isDirectory(databases(path)) || Files.isDirectory(path.resolve("keystore"));
  }

  /** The directory of its databases. */
  public static Path databases(Path repo) {
    return repo.resolve("datastore");
  }

  /** The database with the sector records. */
  public static Path metadata(Path repo) {
    return databases(repo).resolve("metadata");
  }

  /** The file that lotus-miner holds locked. */
  public static Path lockFile(Path repo) {
    return repo.resolve("repo.lock");
  }

  /** Which storage paths there are. */
  public static Path storageFile(Path repo) {
    return repo.resolve("storage.json");
  }
}
