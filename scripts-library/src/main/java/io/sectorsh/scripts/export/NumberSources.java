package io.sectorsh.scripts.export;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.repo.LotusRepo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that says that a sector number was used, and what the number assigner's state has to
 * be so that none is handed out again.
 *
 * <p>lotus hands out the lowest number that is in none of its allocated bitfield, its reservations
 * and the chain's allocation (storage/pipeline/numassign.go); {@code /storage/nextid} counts only
 * while the allocated bitfield is absent. So the allocated bitfield is filled up to the highest
 * number ever seen, holes included: a hole may be a number whose files still lie somewhere.
 *
 * @param allocated lotus' allocated bitfield, absent in a repository that never assigned a number
 * @param lastAssigned lotus' {@code /storage/nextid}
 * @param reserved lotus' reservations
 * @param highestRecord highest number of lotus' sector records
 * @param highestInDamocles highest number in damocles, in whatever state
 * @param highestOnChain highest number that the chain counts as allocated
 * @param requested the operator's wish
 */
record NumberSources(
    Optional<SectorNumbers> allocated,
    OptionalLong lastAssigned,
    SectorNumbers reserved,
    OptionalLong highestRecord,
    OptionalLong highestInDamocles,
    OptionalLong highestOnChain,
    OptionalLong requested) {

  /** Nothing known of any number. */
  static final NumberSources NOTHING =
      new NumberSources(
          Optional.empty(),
          OptionalLong.empty(),
          SectorNumbers.EMPTY,
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  /** What lotus would hand out as things are, the chain's allocation left aside. */
  long nextBefore() {
    return allocatedAsLotusReads().union(reserved).lowestFree();
  }

  /** The highest number in lotus: records, allocated, reserved. */
  OptionalLong highestInLotus() {
    return higher(highestRecord, higher(allocatedAsLotusReads().last(), reserved.last()));
  }

  /** The highest number that counts as used; empty when nothing was ever used. */
  OptionalLong lastUsed() {
    OptionalLong last = highestInLotus();
    for (OptionalLong source : List.of(highestInDamocles, highestOnChain, requested)) {
      last = higher(last, source);
    }
    return last;
  }

  /** What to tell an operator who asked for a number that is in use already. */
  Optional<String> wishWithoutEffect() {
    long last = lastUsed().orElse(-1);
    return requested.isPresent() && requested.getAsLong() < last
        ? Optional.of(
            "--next-number "
                + requested.getAsLong()
                + " has no effect: numbers up to "
                + last
                + " are in use")
        : Optional.empty();
  }

  /** Whether lotus' counters say already what they have to say. */
  boolean isSettled() {
    return allocated.equals(Optional.of(allocatedAfter())) && lastAssigned.equals(lastUsed());
  }

  /** The allocated bitfield to write. */
  SectorNumbers allocatedAfter() {
    OptionalLong last = lastUsed();
    return last.isPresent() ? SectorNumbers.range(0, last.getAsLong()) : SectorNumbers.EMPTY;
  }

  private SectorNumbers allocatedAsLotusReads() {
    return LotusRepo.allocatedAsRead(allocated, lastAssigned);
  }

  /** The higher of two numbers of which either may be unknown. */
  static OptionalLong higher(OptionalLong one, OptionalLong other) {
    if (one.isEmpty()) {
      return other;
    }
    return other.isEmpty() ? one : OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()));
  }
}
