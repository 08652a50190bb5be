package io.sectorsh.proofs.recover;

import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ActionKinds;
import java.util.function.Supplier;

/** The actions that bring files of a replica back, and the sector with them. */
public final class RecoveryActions {
  private RecoveryActions() {}

  /**
   * Reads them back.
   *
   * @param lotus whose lotus-miner declares recoveries
   */
  public static ActionKinds kinds(Supplier<Lotus> lotus) {
    return ActionKinds.none()
        .with(TreeAction.KIND, TreeAction::read)
        .with(AuxAction.KIND, AuxAction::read)
        .with(DeclareAction.KIND, json -> DeclareAction.read(lotus.get(), json));
  }
}
