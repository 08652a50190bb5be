package io.sectorsh.proofs.explain;

import io.sectorsh.proofs.picture.Phase;
import java.time.Duration;
import java.util.List;

/** Compares the time that is left with the time that the last proof took. */
final class TimeRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    if (facts.window().phase() != Phase.OPEN || facts.openPartitions().isEmpty()) {
      return List.of();
    }
    Duration left = facts.window().until(facts.window().close());
    return facts.lotus().value().flatMap(LotusFacts::lastProof).stream()
        .filter(proof -> proof.compareTo(left) > 0)
        .map(proof -> cause(facts, proof, left))
        .toList();
  }

  private static Cause cause(WindowFacts facts, Duration proof, Duration left) {
    return Cause.of(
            CauseKind.NO_TIME,
            75,
            "a proof takes about %s, and the window closes in %s"
                .formatted(Wording.of(proof), Wording.of(left)))
        .sectors(facts.chain().toProveIn(facts.openPartitions()))
        .seen("the last proof took " + Wording.of(proof))
        .fix("Prove partitions apart: Proving.SingleRecoveringPartitionPerPostMessage = true")
        .fix("Stop what else the prover's machine does until the window closes.");
  }
}
