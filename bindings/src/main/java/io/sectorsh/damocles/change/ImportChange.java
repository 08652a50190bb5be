package io.sectorsh.damocles.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.damocles.sector.KeptState;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import io.sectorsh.migration.Reversibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Puts a sector's state into a store, as a new one or in place of the one that is there. */
final class ImportChange extends SectorChange {
  static final String KIND = "damocles.import";

  private final SectorStore store;
  private final SectorState state;
  private final boolean override;

  ImportChange(SectorSystems systems, SectorStore store, SectorState state, boolean override) {
    super(systems, state.getId());
    this.store = store;
    this.state = state;
    this.override = override;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    ObjectNode parameters = super.parameters().put("store", store.word());
    parameters.set("state", state.toJson());
    return parameters.put("override", override);
  }

  @Override
  public String describe() {
    return (override ? "replace the " : "import an ")
        + store.word()
        + " state of "
        + id()
        + ": "
        + Obstacles.words(state);
  }

  @Override
  public Reversibility reversibility() {
    return override
        ? Reversibility.reversible()
        : Reversibility.irreversible("the manager has no way to forget a sector");
  }

  /**
   * The chain is not asked: what is imported was made of what it said, and taking a state in
   * changes nothing there. One question is enough for a sector that is not there, as most are.
   */
  @Override
  public Inspection inspect(Reading reading) {
    DamoclesManager manager = systems().manager();
    return judge(
        manager.isKnown(id())
            ? new SectorSight(
                manager.findSector(SectorStore.ONLINE, id()),
                manager.findSector(SectorStore.OFFLINE, id()),
                Optional.empty())
            : new SectorSight(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Override
  public void verify(Reading reading) {
    if (systems()
        .manager()
        .findSector(store, id())
        .filter(kept -> KeptState.isKeptAs(state, kept))
        .isEmpty()) {
      super.verify(reading);
    }
  }

  @Override
  Inspection judge(SectorSight sight) {
    Optional<SectorState> here = store == SectorStore.ONLINE ? sight.online() : sight.offline();
    Optional<SectorState> there = store == SectorStore.ONLINE ? sight.offline() : sight.online();
    if (here.filter(known -> KeptState.isKeptAs(state, known)).isPresent()) {
      return Inspection.done();
    }
    if (there.isPresent()) {
      return Inspection.conflict(
          "the other store has it: " + Obstacles.words(there.get()),
          "It would be in both. Settle that one first.");
    }
    if (here.isPresent() && !override) {
      return Inspection.conflict(
          "the store has it already: " + Obstacles.words(here.get()),
          "If that is to be replaced, say override: true.");
    }
    if (here.isEmpty() && override) {
      return Inspection.conflict("there is no state to replace", "Import it without override.");
    }
    return KeptState.flaw(state, store)
        .map(flaw -> Inspection.conflict(flaw, "Correct the state first."))
        .orElseGet(() -> open(sight));
  }

  @Override
  StoredStates after(StoredStates before) {
    return before.with(store, state);
  }

  @Override
  void call(SectorCommands commands) {
    if (!commands.importSector(store, state, override)) {
      throw new OperatorException(
          ErrorCode.REJECTED,
          "the manager left the state that it has",
          describe(),
          "Look at it again: damocles.sector(" + id().number() + ").");
    }
  }

  @Override
  public PreImage preImage(Reading reading) {
    if (!override) {
      return PreImage.none();
    }
    return systems()
        .manager()
        .findSector(store, id())
        .map(old -> PreImage.of(old.toJson().toString().getBytes(StandardCharsets.UTF_8)))
        .orElse(PreImage.none());
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    if (!override) {
      return systems().manager().findSector(store, id()).isPresent()
          ? Inspection.notDone("")
          : Inspection.done();
    }
    SectorState old = old(before);
    return systems()
        .manager()
        .findSector(store, id())
        .map(
            now -> {
              if (KeptState.isKeptAs(old, now)) {
                return Inspection.done();
              }
              return KeptState.isKeptAs(state, now)
                  ? Inspection.notDone("")
                  : Inspection.conflict("its state has changed since it was imported", "");
            })
        .orElseGet(() -> Inspection.conflict("it is not in the store any more", ""));
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    SectorState old = old(before);
    once(() -> systems().manager().getCommands().importSector(store, old, true));
  }

  private SectorState old(PreImage before) {
    try {
      JsonNode json =
          new com.fasterxml.jackson.databind.json.JsonMapper()
              .readTree(before.bytes().orElseThrow());
      return SectorState.fromJson(json);
    } catch (IOException damaged) {
      throw new OperatorException(
          ErrorCode.DAMAGED, "what was there before cannot be read", describe(), "", damaged);
    }
  }
}
