package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.List;

/** Sees sectors on chain that no sealer has a record of: no prover even tries them. */
final class OwnerRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    boolean lotusSilent = facts.lotus().get(lotus -> lotus.sectors().isEmpty()).orElse(false);
    boolean damoclesSilent = facts.damocles().get(one -> !one.isUp()).orElse(false);
    boolean nobody = facts.lotus().value().isEmpty() && facts.damocles().value().isEmpty();
    SectorNumbers known =
        facts
            .lotus()
            .get(LotusFacts::sectors)
            .orElse(SectorNumbers.EMPTY)
            .union(facts.damocles().get(DamoclesFacts::sectors).orElse(SectorNumbers.EMPTY));
    SectorNumbers unknown = facts.chain().live().subtract(known);
    boolean untold = facts.lotus().isFailed() || facts.damocles().isFailed();
    if (unknown.isEmpty()
        || nobody
        || damoclesSilent
        || untold
        || (lotusSilent && known.isEmpty())) {
      return List.of();
    }
    return List.of(
        Cause.of(
                CauseKind.UNKNOWN_TO_SEALER,
                88,
                "%s %s on chain, but no sealer has a record of them"
                    .formatted(Wording.sectors(unknown), unknown.count() == 1 ? "is" : "are"))
            .sectors(unknown)
            .seen(
                "asked: "
                    + facts.lotus().get(lotus -> "lotus-miner at " + lotus.where() + " ").orElse("")
                    + facts.damocles().get(one -> "damocles at " + one.where()).orElse(""))
            .fix("A restored or new repository lacks them: restore the newest backup.")
            .fix("From damocles: sectorsh export metadata --help"));
  }
}
