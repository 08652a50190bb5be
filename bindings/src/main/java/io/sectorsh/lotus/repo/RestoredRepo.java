package io.sectorsh.lotus.repo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A repository that was made from a backup.
 *
 * @param path where it is
 * @param previous where the repository of before is kept; empty if there was none
 * @param keys how many keys the metadata has
 * @param carriedOver names that no backup holds and that were taken over from the repository of
 *     before as hard links, such as {@code sealed}
 */
public record RestoredRepo(Path path, Optional<Path> previous, long keys, Set<String> carriedOver) {
  /** Makes the set unchangeable. */
  public RestoredRepo {
    carriedOver = Set.copyOf(carriedOver);
  }
}
