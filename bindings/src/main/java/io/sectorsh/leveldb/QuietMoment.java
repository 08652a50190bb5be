package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Repeats an attempt at a directory until its writer did not change the version meanwhile. */
final class QuietMoment {
  private static final int ATTEMPTS = 100;
  private static final int QUIET_LOOKS = 3;
  private static final long PAUSE_NANOSECONDS = 2_000_000;

  private QuietMoment() {}

  /** Something made from a directory that may change under it. */
  @FunctionalInterface
  interface Attempt<T> {
    /**
     * @throws NoSuchFileException if a file is gone, which its writer may have deleted
     */
    T make(DirectoryState state) throws IOException;
  }

  /**
   * @param discard lets go of what was made while the version changed
   */
  static <T> T of(Path directory, Attempt<T> attempt, Consumer<T> discard) {
    int quiet = 0;
    for (int tries = 1; ; tries++) {
      DirectoryState before = DirectoryState.of(directory);
      try {
        T made = attempt.make(before);
        if (before.isSameVersion(DirectoryState.of(directory))) {
          return made;
        }
        discard.accept(made);
      } catch (NoSuchFileException | OperatorException failure) {
        quiet = before.equals(DirectoryState.of(directory)) ? quiet + 1 : 0;
        if (quiet >= QUIET_LOOKS) {
          throw explained(directory, failure);
        }
      } catch (IOException failure) {
        throw DatabaseFile.failed(directory, failure);
      }
      if (tries >= ATTEMPTS) {
        throw tooBusy(directory);
      }
      LockSupport.parkNanos(PAUSE_NANOSECONDS);
    }
  }

  private static OperatorException explained(Path directory, Exception failure) {
    if (failure instanceof OperatorException told) {
      return told;
    }
    return DatabaseFile.damaged(directory, "a file is missing: " + failure.getMessage());
  }

  private static OperatorException tooBusy(Path directory) {
    return new OperatorException(
        ErrorCode.IN_USE,
        "changes so fast that no moment of rest could be read",
        directory.toString(),
        "Try again when lotus-miner is less busy, or stop it.");
  }
}
