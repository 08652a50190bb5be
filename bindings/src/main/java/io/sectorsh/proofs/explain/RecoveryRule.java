package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.picture.LandedMessage;
import io.sectorsh.proofs.picture.MinerCall;
import io.sectorsh.proofs.picture.Phase;
import io.sectorsh.proofs.picture.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees faulty sectors whose recovery nobody declared, or whose declaration failed. */
final class RecoveryRule implements Rule {
  /** Of sectors that were faulty before the window. */
  private static final int DUE = 70;

  /** Of sectors that became faulty in it: something else is the reason. */
  private static final int NOT_DUE = 35;

  @Override
  public List<Cause> look(WindowFacts facts) {
    SectorNumbers left = facts.chain().faulty().subtract(facts.chain().recovering());
    List<Cause> causes = new ArrayList<>();
    failed(facts, left).ifPresent(causes::add);
    if (!left.isEmpty()) {
      causes.add(undeclared(facts, left));
    }
    return causes;
  }

  private static Cause undeclared(WindowFacts facts, SectorNumbers left) {
    Window next = nextThatHelps(facts.window());
    SectorNumbers earlier = left.subtract(facts.chain().lost());
    return Cause.of(
            CauseKind.RECOVERY_NOT_DECLARED,
            earlier.isEmpty() ? NOT_DUE : DUE,
            "%s %s faulty, and nobody declared a recovery: the next proof leaves them out"
                .formatted(Wording.sectors(left), left.count() == 1 ? "is" : "are"))
        .sectors(left)
        .seen(
            "the last epoch that still helps the window at %s is %s, %s"
                .formatted(
                    next.timeOf(next.open()),
                    next.faultCutoff().minus(1),
                    Wording.when(next.until(next.faultCutoff()))))
        .fix("lotus-miner proving recover-faults " + SkippedRule.list(left));
  }

  /** The first window whose cutoff is still ahead. */
  private static Window nextThatHelps(Window window) {
    Window next = window;
    while (!next.head().isBefore(next.faultCutoff())) {
      next = next.following();
    }
    return next;
  }

  private static Optional<Cause> failed(WindowFacts facts, SectorNumbers left) {
    for (LandedMessage landed : facts.landed().value().orElse(List.of())) {
      if (!landed.succeeded() && landed.message().call() instanceof MinerCall.Recovery recovery) {
        SectorNumbers concerned = declared(recovery, facts.window().deadline()).intersect(left);
        if (!concerned.isEmpty()) {
          return Optional.of(failed(facts, landed, concerned));
        }
      }
    }
    return Optional.empty();
  }

  private static SectorNumbers declared(MinerCall.Recovery recovery, int deadline) {
    return recovery.declared().stream()
        .filter(one -> one.deadline() == deadline)
        .map(MinerCall.Declared::sectors)
        .reduce(SectorNumbers.EMPTY, SectorNumbers::union);
  }

  private static Cause failed(WindowFacts facts, LandedMessage landed, SectorNumbers sectors) {
    Window of = facts.window();
    boolean debt = ExitCodes.of(landed.exitCode(), landed.error()).kind() == CauseKind.FEE_DEBT;
    ChainEpoch cutoff = of.phase() == Phase.AHEAD ? of.previous().faultCutoff() : of.faultCutoff();
    boolean late = !landed.height().isBefore(cutoff);
    Cause cause =
        Cause.of(
                debt ? CauseKind.FEE_DEBT : CauseKind.RECOVERY_FAILED,
                94,
                debt
                    ? "the recovery of %s was refused, since the miner owes fees"
                        .formatted(Wording.sectors(sectors))
                    : late
                        ? "the recovery of %s was declared too late"
                            .formatted(Wording.sectors(sectors))
                        : "the recovery of %s was refused".formatted(Wording.sectors(sectors)))
            .sectors(sectors)
            .message(landed.message().cid())
            .seen(
                "the declaration was executed at epoch %s with exit code %d; the cutoff was %s"
                    .formatted(landed.height(), landed.exitCode(), cutoff));
    if (!landed.error().isEmpty()) {
      cause = cause.seen("the actor says: " + landed.error());
    }
    return debt
        ? cause.fix("lotus-miner actor repay-debt")
        : cause.fix("lotus-miner proving recover-faults " + SkippedRule.list(sectors));
  }
}
