package io.sectorsh.scripts.export;

import java.util.OptionalLong;

/**
 * What happens to the next sector number.
 *
 * @param before the number that lotus would hand out as it is now, the chain's allocation left
 *     aside
 * @param after the number that it hands out after the export
 * @param requested the operator's wish, a last used number
 * @param highestInLotus highest number in lotus: records, allocated, reserved
 * @param highestInDamocles highest number in damocles, in whatever state
 * @param highestOnChain highest number allocated on chain; empty without a node
 * @param isSettled whether lotus' counters said so already
 */
public record NumberChange(
    long before,
    long after,
    OptionalLong requested,
    OptionalLong highestInLotus,
    OptionalLong highestInDamocles,
    OptionalLong highestOnChain,
    boolean isSettled) {

  static NumberChange of(NumberSources sources) {
    OptionalLong last = sources.lastUsed();
    return new NumberChange(
        sources.nextBefore(),
        last.isPresent() ? last.getAsLong() + 1 : 0,
        sources.requested(),
        sources.highestInLotus(),
        sources.highestInDamocles(),
        sources.highestOnChain(),
        sources.isSettled());
  }

  @Override
  public String toString() {
    return "next sector number " + after + (after == before ? ", as before" : ", was " + before);
  }
}
