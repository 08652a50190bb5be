package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.picture.LandedMessage;
import io.sectorsh.proofs.picture.MinerCall;
import io.sectorsh.proofs.picture.MinerMessage;
import io.sectorsh.proofs.picture.Phase;
import java.util.List;
import java.util.stream.Stream;

/** Sees partitions that no message was sent for, whatever the reason. */
final class NothingSentRule implements Rule {
  /** Epochs after the begin of a window when a proof is due: lotus sends 4 after it. */
  private static final long USUAL = 10;

  @Override
  public List<Cause> look(WindowFacts facts) {
    SectorNumbers missing =
        facts
            .openPartitions()
            .subtract(sent(facts.posts().stream().map(LandedMessage::message)))
            .subtract(sent(facts.waitingPosts().stream()));
    long since = facts.window().head().since(facts.window().open());
    if (missing.isEmpty() || since < USUAL || !facts.landed().isKnown()) {
      return List.of();
    }
    SectorNumbers sectors = facts.chain().toProveIn(missing);
    boolean past = facts.window().phase() == Phase.PAST;
    Cause cause =
        Cause.of(
                CauseKind.NOTHING_SENT,
                40,
                "no proof was sent for "
                    + Wording.partitions(missing)
                    + (past ? ", and the window has closed" : ""))
            .sectors(sectors)
            .seen("no message to the miner proves it, neither in the chain nor in the pool");
    if (past && !facts.chain().lost().isEmpty()) {
      cause =
          cause.seen(
              "at epoch %s %s became faulty and lost their power"
                  .formatted(facts.window().close(), Wording.sectors(facts.chain().lost())));
    }
    return List.of(
        cause
            .fix("Look for wdpost and this deadline in the log of the prover.")
            .fix("lotus-miner proving compute windowed-post " + facts.window().deadline()));
  }

  private static SectorNumbers sent(Stream<MinerMessage> messages) {
    return messages
        .map(message -> ((MinerCall.Post) message.call()).indexes())
        .reduce(SectorNumbers.EMPTY, SectorNumbers::union);
  }
}
