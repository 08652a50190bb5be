package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.proofs.picture.LandedMessage;
import io.sectorsh.proofs.picture.MinerCall;
import java.util.ArrayList;
import java.util.List;

/** Reads the exit codes of proofs that landed and failed. */
final class FailedMessageRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    List<Cause> causes = new ArrayList<>();
    SectorNumbers open = facts.openPartitions();
    for (LandedMessage landed : facts.posts()) {
      SectorNumbers failed = ((MinerCall.Post) landed.message().call()).indexes().intersect(open);
      if (!landed.succeeded() && !ExitCodes.isHarmless(landed.error()) && !failed.isEmpty()) {
        causes.add(cause(facts, landed, failed));
      }
    }
    return causes;
  }

  private static Cause cause(WindowFacts facts, LandedMessage landed, SectorNumbers partitions) {
    ExitCodes.Meaning meaning = ExitCodes.of(landed.exitCode(), landed.error());
    Cause cause =
        Cause.of(meaning.kind(), 92, meaning.text())
            .sectors(facts.chain().toProveIn(partitions))
            .message(landed.message().cid())
            .seen(
                "executed at epoch %s with exit code %d, nonce %d, from %s"
                    .formatted(
                        landed.height(),
                        landed.exitCode(),
                        landed.message().nonce(),
                        landed.message().from()))
            .seen(Wording.partitions(partitions) + " stayed unproven");
    if (!landed.error().isEmpty()) {
      cause = cause.seen("the actor says: " + landed.error());
    }
    return fixed(cause, facts, landed);
  }

  private static Cause fixed(Cause cause, WindowFacts facts, LandedMessage landed) {
    return switch (cause.kind()) {
      case OUT_OF_GAS ->
          cause
              .seen(
                  "it used %d of %d units".formatted(landed.gasUsed(), landed.message().gasLimit()))
              .fix("Proving.MaxPartitionsPerPoStMessage = 1 in config.toml, restart lotus-miner");
      case LANDED_LATE ->
          cause
              .seen(
                  "the window closed at epoch %s, %d epochs earlier"
                      .formatted(
                          facts.window().close(), landed.height().since(facts.window().close())))
              .fix("Look at what held it up: gas fee cap, sync of the node, time of proving.");
      case REORGANIZED -> cause.fix("Leave it to the prover: it proves again after a re-org.");
      case NOT_CONTROL_ADDRESS ->
          cause
              .seen(
                  "control addresses on chain: "
                      + facts.chain().miner().controlAddresses()
                      + ", worker "
                      + facts.chain().miner().worker())
              .fix("lotus-miner actor control set --really-do-it " + landed.message().from());
      case FEE_DEBT -> cause.fix("lotus-miner actor repay-debt");
      case SENDER_BROKE ->
          cause.fix(SenderRule.send(landed.message().from(), TokenAmount.ofFil("5")));
      case TOO_MANY_PARTITIONS ->
          cause.fix("Proving.MaxPartitionsPerPoStMessage = 3 in config.toml, restart lotus-miner");
      case PROOF_REJECTED ->
          cause.fix(
              "proofs.explain(deadline: "
                  + facts.window().deadline()
                  + ") on the machine that has the stores names the wrong files.");
      default -> cause.fix("lotus state replay " + landed.message().cid());
    };
  }
}
