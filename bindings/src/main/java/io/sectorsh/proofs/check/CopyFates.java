package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.replica.ProofOutcome;
import io.sectorsh.replica.SectorCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.LongPredicate;

/**
 * What becomes of sectors with something wrong: of several copies the worst that a prover may take
 * counts, since nobody can tell which one it will.
 */
final class CopyFates {
  private final SectorTasks tasks;
  private final ProverPaths provers;
  private final long miner;
  private final Map<Long, ProofOutcome> worst = new HashMap<>();
  private final Map<Long, Boolean> good = new HashMap<>();

  /**
   * @param tasks tell how many copies there are
   */
  CopyFates(SectorTasks tasks, ProverPaths provers, long miner) {
    this.tasks = tasks;
    this.provers = provers;
    this.miner = miner;
  }

  /** Takes in a copy that was looked at whole. */
  void add(SectorCheck check) {
    long number = check.number();
    boolean several = tasks.copies(number) > 1;
    boolean taken = !several || provers.mayTake(new SectorId(miner, number), check.files());
    if (check.isSound()) {
      if (several) {
        good.merge(number, taken, Boolean::logicalOr);
      }
      return;
    }
    ProofOutcome outcome = taken ? check.outcome() : ProofOutcome.PROVES;
    worst.merge(number, outcome, BinaryOperator.maxBy(Enum::compareTo));
  }

  /** The sectors with this fate. */
  SectorNumbers of(ProofOutcome outcome) {
    return numbers(number -> worst.get(number) == outcome);
  }

  /**
   * Those that may fail although another copy is good.
   *
   * @param taken whether a prover may take that one
   */
  SectorNumbers withGoodCopy(boolean taken) {
    Boolean wanted = taken;
    return numbers(
        number -> worst.get(number) != ProofOutcome.PROVES && wanted.equals(good.get(number)));
  }

  private SectorNumbers numbers(LongPredicate which) {
    return SectorNumbers.of(
        worst.keySet().stream().mapToLong(Long::longValue).filter(which).sorted().toArray());
  }
}
