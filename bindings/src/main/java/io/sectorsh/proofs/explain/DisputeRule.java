package io.sectorsh.proofs.explain;

import io.sectorsh.proofs.picture.LandedMessage;
import io.sectorsh.proofs.picture.MinerCall;
import java.util.ArrayList;
import java.util.List;

/** Sees that somebody proved a proof of the deadline wrong. */
final class DisputeRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    List<Cause> causes = new ArrayList<>();
    for (LandedMessage landed : facts.landed().value().orElse(List.of())) {
      if (landed.succeeded()
          && landed.message().call() instanceof MinerCall.Dispute dispute
          && dispute.deadline() == facts.window().deadline()) {
        causes.add(
            Cause.of(
                    CauseKind.DISPUTED,
                    90,
                    "a proof of this deadline was disputed: it was wrong, and it cost a penalty")
                .sectors(facts.chain().faulty())
                .message(landed.message().cid())
                .seen(
                    "%s proved it at epoch %s".formatted(landed.message().from(), landed.height()))
                .fix(
                    "Check every file of the deadline: p_aux and trees that are of other replicas.")
                .fix(
                    "lotus-miner proving recover-faults "
                        + SkippedRule.list(facts.chain().faulty())));
      }
    }
    return causes;
  }
}
