package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.picture.LandedMessage;
import io.sectorsh.proofs.picture.MinerCall;
import java.util.ArrayList;
import java.util.List;

/** Sees sectors that a proof left out, since the prover could not read them. */
final class SkippedRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    List<Cause> causes = new ArrayList<>();
    for (LandedMessage landed : facts.posts()) {
      SectorNumbers skipped = ((MinerCall.Post) landed.message().call()).skipped();
      if (landed.succeeded() && !skipped.isEmpty()) {
        causes.add(cause(facts, landed, skipped));
      }
    }
    return causes;
  }

  private static Cause cause(WindowFacts facts, LandedMessage landed, SectorNumbers skipped) {
    Cause cause =
        Cause.of(
                CauseKind.SKIPPED,
                65,
                "the prover left out %s: it could not read their files"
                    .formatted(Wording.sectors(skipped)))
            .sectors(skipped)
            .message(landed.message().cid())
            .seen(
                "the proof at epoch %s names them as skipped, so they became faulty then"
                    .formatted(landed.height()));
    if (facts.files().isKnown()) {
      SectorNumbers readable =
          skipped.subtract(facts.files().get(FileFacts::bad).orElse(SectorNumbers.EMPTY));
      cause =
          readable.isEmpty()
              ? cause
              : cause.seen("now the files of " + Wording.sectors(readable) + " are good again");
    }
    SectorNumbers promised = skipped.intersect(facts.chain().recovering());
    if (!promised.isEmpty()) {
      cause =
          cause.seen(
              "the recovery of %s is declared: the next proof has to cover it"
                  .formatted(Wording.sectors(promised)));
    }
    return cause
        .fix("lotus-miner proving check " + facts.window().deadline())
        .fix("When the files are back: lotus-miner proving recover-faults " + list(skipped));
  }

  static String list(SectorNumbers sectors) {
    return sectors.count() > 20
        ? "SECTORS"
        : String.join(" ", sectors.stream().mapToObj(Long::toString).toList());
  }
}
