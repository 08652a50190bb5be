package io.sectorsh.lotus.repo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * A copy of a repository, which is a repository itself: {@code lotus.repo(path)} reads it.
 *
 * <p>It holds the miner's keys and its token, so only the user who made it may enter it.
 *
 * @param path where it is
 * @param asOf its moment: whatever lotus-miner had written by then is in it
 * @param live whether a lotus program had the repository open
 * @param keys how many keys the metadata has
 * @param linkedBytes bytes that are shared with the repository as hard links
 * @param copiedBytes bytes that take space of their own
 * @param leftOut names in the repository that are not part of a backup, such as {@code sealed}
 */
public record RepoBackup(
    Path path,
    Instant asOf,
    boolean live,
    long keys,
    long linkedBytes,
    long copiedBytes,
    Set<String> leftOut) {
  /** Makes the set unchangeable. */
  public RepoBackup {
    leftOut = Set.copyOf(leftOut);
  }
}
