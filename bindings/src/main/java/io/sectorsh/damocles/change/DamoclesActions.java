package io.sectorsh.damocles.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.toml.TomlAction;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads the changes of a plan back that concern damocles. */
public final class DamoclesActions {
  private DamoclesActions() {}

  /**
   * The kinds of changes.
   *
   * @param systems those of the manager at an address, which is in their parameters
   */
  public static ActionKinds kinds(Function<String, SectorSystems> systems) {
    ActionKinds kinds = ActionKinds.none();
    kinds = with(kinds, systems, FinalizeChange.KIND, FinalizeChange::new);
    kinds = with(kinds, systems, RemoveChange.KIND, RemoveChange::new);
    kinds = with(kinds, systems, TerminateChange.KIND, TerminateChange::new);
    kinds = with(kinds, systems, ReleaseChange.KIND, ReleaseChange::new);
    return kinds
        .with(TomlAction.KIND, TomlAction::read)
        .with(
            RebuildChange.KIND,
            json ->
                new RebuildChange(
                    of(systems, json), sector(json), members(json).flag("piecesAvailable")))
        .with(
            AbortChange.KIND,
            json -> new AbortChange(of(systems, json), sector(json), members(json).text("reason")))
        .with(
            RestoreChange.KIND,
            json ->
                new RestoreChange(of(systems, json), sector(json), members(json).flag("withDeals")))
        .with(
            ImportChange.KIND,
            json ->
                new ImportChange(
                    of(systems, json),
                    store(members(json).text("store")),
                    SectorState.fromJson(json.path("state")),
                    members(json).flag("override")));
  }

  private static ActionKinds with(
      ActionKinds kinds,
      Function<String, SectorSystems> systems,
      String kind,
      BiFunction<SectorSystems, SectorId, SectorChange> change) {
    return kinds.with(kind, json -> change.apply(of(systems, json), sector(json)));
  }

  private static SectorSystems of(Function<String, SectorSystems> systems, ObjectNode json) {
    return systems.apply(members(json).text("api"));
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
