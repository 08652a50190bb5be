package io.sectorsh.proofs.recover;

import io.sectorsh.migration.ActionKinds;

/** The actions that bring files of a replica back. */
public final class RecoveryActions {
  private RecoveryActions() {}

  /** Reads them back. */
  public static ActionKinds kinds() {
    return ActionKinds.none()
        .with(TreeAction.KIND, TreeAction::read)
        .with(AuxAction.KIND, AuxAction::read);
  }
}
