package io.sectorsh.damocles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.toml.TomlAction;
import java.util.Locale;
import java.util.function.BiFunction;

/** Reads the changes of a plan back that concern damocles. */
final class DamoclesActions {
  private DamoclesActions() {}

  /** The kinds of changes, of the manager whose address is in their parameters. */
  static ActionKinds kinds(Damocles damocles) {
    ActionKinds kinds = ActionKinds.none();
    kinds = with(kinds, damocles, FinalizeChange.KIND, FinalizeChange::new);
    kinds = with(kinds, damocles, RemoveChange.KIND, RemoveChange::new);
    kinds = with(kinds, damocles, TerminateChange.KIND, TerminateChange::new);
    kinds = with(kinds, damocles, ReleaseChange.KIND, ReleaseChange::new);
    return kinds
        .with(TomlAction.KIND, TomlAction::read)
        .with(
            RebuildChange.KIND,
            json ->
                new RebuildChange(
                    systems(damocles, json), sector(json), members(json).flag("piecesAvailable")))
        .with(
            AbortChange.KIND,
            json ->
                new AbortChange(
                    systems(damocles, json), sector(json), members(json).text("reason")))
        .with(
            RestoreChange.KIND,
            json ->
                new RestoreChange(
                    systems(damocles, json), sector(json), members(json).flag("withDeals")))
        .with(
            ImportChange.KIND,
            json ->
                new ImportChange(
                    systems(damocles, json),
                    store(members(json).text("store")),
                    SectorState.fromJson(json.path("state")),
                    members(json).flag("override")));
  }

  private static ActionKinds with(
      ActionKinds kinds,
      Damocles damocles,
      String kind,
      BiFunction<SectorSystems, SectorId, SectorChange> change) {
    return kinds.with(kind, json -> change.apply(systems(damocles, json), sector(json)));
  }

  private static SectorSystems systems(Damocles damocles, ObjectNode json) {
    return damocles.systems(members(json).text("api"));
  }

  private static SectorId sector(ObjectNode json) {
    Members members = members(json);
    return new SectorId(members.number("miner"), members.number("number"));
  }

  private static SectorStore store(String word) {
    try {
      return SectorStore.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new OperatorException(
          ErrorCode.DAMAGED, "no store is called '" + word + "'", ImportChange.KIND, "", unknown);
    }
  }

  private static Members members(ObjectNode json) {
    return Members.of(json, "action");
  }
}
