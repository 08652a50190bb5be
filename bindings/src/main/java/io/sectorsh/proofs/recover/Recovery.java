package io.sectorsh.proofs.recover;

import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.replica.SectorCheck;
import java.util.List;
import java.util.Optional;

/**
 * What can be done about a sector, in the order in which it has to be done. Nothing is done yet.
 *
 * @param sector which one
 * @param check how its files are
 * @param steps what to do; empty if nothing has to be
 * @param guard what {@link #submit} asks
 */
public record Recovery(
    long sector, SectorCheck check, List<RecoveryStep> steps, ChangeGuard guard) {
  /** The list is copied. */
  public Recovery {
    steps = List.copyOf(steps);
  }

  /**
   * Puts the steps that are actions into the plan that is being made: {@code migration('repair') {
   * proofs.recover(sector: 70).submit() }}; or does them now in apply mode.
   *
   * @return how many these are
   */
  public long submit() {
    List<RecoveryStep> actions = steps.stream().filter(step -> step.action().isPresent()).toList();
    actions.stream().map(RecoveryStep::action).flatMap(Optional::stream).forEach(guard::submit);
    return actions.size();
  }

  @Override
  public String toString() {
    return "sector " + sector + ": " + steps.size() + " steps";
  }
}
