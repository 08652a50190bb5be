package io.sectorsh.proofs.recover;

import io.sectorsh.migration.Action;
import io.sectorsh.proofs.picture.EpochTime;
import java.util.Optional;

/**
 * One thing to do about a sector.
 *
 * @param text what, and why it helps
 * @param command how, where sectorsh has no action for it
 * @param action what a plan would hold
 * @param until the last epoch at which it still helps the next window
 */
public record RecoveryStep(
    String text, Optional<String> command, Optional<Action> action, Optional<EpochTime> until) {
  static RecoveryStep planned(Action action) {
    return planned(action, action.describe());
  }

  static RecoveryStep planned(Action action, String text) {
    return new RecoveryStep(text, Optional.empty(), Optional.of(action), Optional.empty());
  }

  static RecoveryStep byHand(String text, String command) {
    return new RecoveryStep(text, Optional.of(command), Optional.empty(), Optional.empty());
  }

  RecoveryStep before(EpochTime last) {
    return new RecoveryStep(text, command, action, Optional.of(last));
  }
}
