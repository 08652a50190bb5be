package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.List;
import java.util.Optional;

/** Reads lotus-miner's index of files where the stores themselves can't be seen from here. */
final class IndexRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    Optional<LotusFacts> lotus = facts.lotus().value().filter(known -> !known.indexed().isEmpty());
    if (facts.files().isKnown() || lotus.isEmpty()) {
      return List.of();
    }
    SectorNumbers missing =
        facts.chain().live().intersect(lotus.get().sectors()).subtract(lotus.get().indexed());
    if (missing.isEmpty()) {
      return List.of();
    }
    return List.of(
        Cause.of(
                CauseKind.SEALED_MISSING,
                80,
                "lotus-miner's index has no sealed file of " + Wording.sectors(missing))
            .sectors(missing)
            .seen("StorageList of " + lotus.get().where() + " names no path with it")
            .fix("Put the files back, then lotus-miner storage redeclare --all.")
            .fix("lotus-miner proving recover-faults " + SkippedRule.list(missing)));
  }
}
