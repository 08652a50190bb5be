package io.sectorsh.lotus.repo;

import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.lotus.record.RepoLayout;
import io.sectorsh.posix.LockHolder;
import io.sectorsh.posix.RecordLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Who has a repository open; looking disturbs nobody. */
final class RepoUse {
  private RepoUse() {}

  /** In words; of this process it is told, too. */
  static Optional<String> user(Path repo) {
    if (RecordLock.isHeldHere(RepoLayout.lockFile(repo))) {
      return Optional.of("this shell, process " + ProcessHandle.current().pid());
    }
    return isInUse(repo)
        ? holder(repo).map(LockHolder::toString).or(() -> Optional.of("a process unseen from here"))
        : Optional.empty();
  }

  /** Whether another process has it open. */
  static boolean isInUse(Path repo) {
    return holder(repo).isPresent() || isLockHeldElsewhere(RepoLayout.lockFile(repo));
  }

  private static boolean isLockHeldElsewhere(Path lockFile) {
    if (Files.notExists(lockFile)) {
      return false;
    }
    try {
      return RecordLock.isHeldElsewhere(lockFile);
    } catch (IOException failure) {
      throw RepoFailures.of(lockFile, failure);
    }
  }

  /** Which other process has it open, if that can be told. */
  static Optional<LockHolder> holder(Path repo) {
    long self = ProcessHandle.current().pid();
    return Stream.of(RepoLayout.lockFile(repo), RepoLayout.metadata(repo).resolve("LOCK"))
        .flatMap(file -> LockHolder.of(file).stream())
        .filter(holder -> holder.pid() != self)
        .findFirst();
  }
}
