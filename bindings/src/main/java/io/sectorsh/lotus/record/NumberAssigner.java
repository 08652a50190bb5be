package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What lotus' number assigner reads from the metadata, and the number that follows from it
 * (storage/pipeline/numassign.go).
 *
 * @param allocated the numbers ever assigned, where lotus has stored them as a set
 * @param nextid the number assigned last; counts only while there is no such set
 * @param reserved kept back under any name
 */
public record NumberAssigner(
    Optional<SectorNumbers> allocated, OptionalLong nextid, SectorNumbers reserved) {

  /** The numbers that lotus takes for allocated. */
  public SectorNumbers allocatedAsRead() {
    if (allocated.isPresent()) {
      return allocated.get();
    }
    return nextid.isPresent() ? SectorNumbers.range(0, nextid.getAsLong()) : SectorNumbers.EMPTY;
  }

  /** The numbers that it does not give out. */
  public SectorNumbers inUse(SectorNumbers onChain) {
    return allocatedAsRead().union(reserved).union(onChain);
  }

  /** The lowest number that nobody uses: holes are filled first. */
  public long next(SectorNumbers onChain) {
    return inUse(onChain).lowestFree();
  }
}
