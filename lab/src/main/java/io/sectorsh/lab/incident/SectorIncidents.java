package io.sectorsh.lab.incident;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.chain.Conditions.Fault;
import io.sectorsh.lab.chain.ProvingSchedule;
import io.sectorsh.lab.lotus.LotusOddities;
import java.util.List;
import java.util.Set;

/** Sectors that chain and sealer do not agree about. */
final class SectorIncidents {
  private SectorIncidents() {}

  static List<Incident> all() {
    return List.of(
        Incident.of("recovery-not-declared", "a sector stays faulty though its files are back")
            .planned(
                scene ->
                    scene
                        .chain()
                        .fault(
                            Scene.SECTOR, Fault.from(scene.open() - ProvingSchedule.PERIOD + 10))),
        Incident.of("unknown-to-sealer", "lotus-miner has no record of a sector that is on chain")
            .planned(scene -> scene.lotus(new LotusOddities(Set.of(Scene.SECTOR), "", "", 3)))
            .planned(scene -> scene.skipped(SectorNumbers.of(Scene.SECTOR))),
        Incident.of("skipped-once", "the prover could not read a sector for a moment")
            .planned(scene -> scene.skipped(SectorNumbers.of(Scene.SECTOR))));
  }
}
