package io.sectorsh.proofs.explain;

import io.sectorsh.proofs.picture.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compares the time that is left with the time that reading and proving take here. */
final class TimeRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    if (facts.window().phase() != Phase.OPEN || facts.openPartitions().isEmpty()) {
      return List.of();
    }
    Budget budget = Budget.of(facts);
    if (budget.needed().isEmpty() || budget.needed().get().compareTo(budget.left()) <= 0) {
      return List.of();
    }
    return List.of(cause(facts, budget, budget.needed().get()));
  }

  private static Cause cause(WindowFacts facts, Budget budget, Duration needed) {
    Optional<Duration> proof = facts.lotus().value().flatMap(LotusFacts::lastProof);
    Cause cause =
        Cause.of(
                CauseKind.NO_TIME,
                75,
                "a proof takes about %s, and the window closes in %s"
                    .formatted(Wording.of(needed), Wording.of(budget.left())))
            .sectors(facts.chain().toProveIn(facts.openPartitions()));
    if (proof.isPresent()) {
      cause = cause.seen("the last proof took " + Wording.of(proof.get()));
    }
    if (budget.read().isPresent()) {
      cause =
          cause.seen(
              "reading the challenged nodes takes %s a sector, %d sectors are to be read"
                  .formatted(Wording.of(budget.read().get()), budget.sectors()));
    }
    return cause
        .fix("Prove partitions apart: Proving.SingleRecoveringPartitionPerPostMessage = true")
        .fix("Stop what else reads these disks until the window closes.");
  }
}
