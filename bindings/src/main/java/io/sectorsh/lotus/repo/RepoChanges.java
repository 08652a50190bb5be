package io.sectorsh.lotus.repo;

import io.sectorsh.filecoin.SectorNumbers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an edit changed in lotus-miner's metadata.
 *
 * @param added sectors that had no record before
 * @param replaced sectors whose record differs now
 * @param removed sectors whose record is gone; their numbers stay used
 * @param allocated numbers that count as assigned now and did not before
 * @param reserved new or replaced reservations
 * @param freed names of reservations that are gone
 * @param nextNumber what lotus-miner hands out next, the chain's allocation left aside
 * @param previous where the metadata of before is kept; empty if nothing was changed, or there was
 *     none
 */
public record RepoChanges(
    SectorNumbers added,
    SectorNumbers replaced,
    SectorNumbers removed,
    SectorNumbers allocated,
    Map<String, SectorNumbers> reserved,
    Set<String> freed,
    long nextNumber,
    Optional<Path> previous) {
  /** Makes the collections unchangeable. */
  public RepoChanges {
    reserved = Map.copyOf(reserved);
    freed = Set.copyOf(freed);
  }

  /** One line, such as {@code added 12-14, replaced none, removed 3; next number 15}. */
  @Override
  public String toString() {
    return "added "
        + added
        + ", replaced "
        + replaced
        + ", removed "
        + removed
        + "; next number "
        + nextNumber;
  }
}
