package io.sectorsh.proofs.recover;

import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.proofs.check.CheckOptions;
import io.sectorsh.proofs.check.SectorChecks;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Works out what can be done about a sector, from its files and from the chain. Reads only. */
public final class RecoveryPlanner {
  private final Lotus lotus;
  private final Rows<Path> stores;
  private final ChangeGuard guard;

  /**
   * @param stores the directories with sector files
   * @param guard what the steps' actions will ask
   */
  public RecoveryPlanner(Lotus lotus, Rows<Path> stores, ChangeGuard guard) {
    this.lotus = lotus;
    this.stores = stores;
    this.guard = guard;
  }

  /** What can be done about a sector; of several copies the one that is not as it should be. */
  public Recovery of(long number) {
    List<SectorCheck> copies =
        new SectorChecks(lotus, stores).check(CheckOptions.of(number)).toList();
    SectorCheck check =
        copies.stream().filter(copy -> !copy.isSound()).findFirst().orElse(copies.get(0));
    List<RecoveryStep> steps = new ArrayList<>();
    if (check.commR().isPresent()) {
      steps.addAll(new CacheSteps(stores).of(number, check, check.commR().get()));
      steps.addAll(new ProverSteps(lotus).of(number, check.files()));
    }
    return new Recovery(number, check, steps, guard);
  }
}
