package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.ChainEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Compares the newest tipset with the clock: who is behind sends too late, or for another time. */
final class ChainSyncRule implements Rule {
  /** Epochs; a few null rounds in a row happen. */
  private static final long USUAL = 5;

  private static final long USUAL_AHEAD = 1;

  @Override
  public List<Cause> look(WindowFacts facts) {
    ChainEpoch head = facts.window().head();
    Instant headTime = facts.window().clock().timeOf(head);
    long behind = facts.window().clock().epochAt(facts.wall()).since(head);
    Duration difference = Duration.between(headTime, facts.wall());
    if (behind > USUAL) {
      return List.of(
          Cause.of(
                  CauseKind.CHAIN_BEHIND,
                  90,
                  "the node's chain is " + Wording.of(difference) + " behind the clock")
              .seen(
                  "head is epoch "
                      + head
                      + " of "
                      + headTime
                      + "; by the clock it should be "
                      + head.plus(behind))
              .fix("lotus sync status; lotus net peers | wc -l")
              .fix("Point the provers to a node that is in sync: FULLNODE_API_INFO."));
    }
    return behind >= -USUAL_AHEAD
        ? List.of()
        : List.of(
            Cause.of(
                    CauseKind.CLOCK_WRONG,
                    85,
                    "this machine's clock is " + Wording.of(difference) + " behind the chain")
                .seen(
                    "head is epoch "
                        + head
                        + " of "
                        + headTime
                        + "; the clock says "
                        + facts.wall())
                .fix("timedatectl status; systemctl restart systemd-timesyncd"));
  }
}
