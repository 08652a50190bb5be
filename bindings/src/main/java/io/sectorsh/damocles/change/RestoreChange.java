package io.sectorsh.damocles.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.diagnosis.SectorHealth;
import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.nio.charset.StandardCharsets;

/** Brings an aborted sector back online. */
final class RestoreChange extends KnownSectorChange {
  static final String KIND = "damocles.restore";

  private final boolean withDeals;

  RestoreChange(SectorSystems systems, SectorId id, boolean withDeals) {
    super(systems, id);
    this.withDeals = withDeals;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters().put("withDeals", withDeals);
  }

  @Override
  public String describe() {
    return "restore aborted " + id() + (withDeals ? ", its deals as well" : "");
  }

  @Override
  Inspection judgeKnown(SectorSight sight) {
    if (sight.online().isPresent()) {
      return Inspection.done();
    }
    SectorState state = sight.offline().orElseThrow();
    if (state.getPhase() != SectorPhase.ABORTED) {
      return Obstacles.offline(state);
    }
    if (state.isWithDeals() && !withDeals) {
      return Inspection.conflict(
          "it has deals that went back to the market when it was aborted: another sector may hold"
              + " them now",
          "See where they are, then restore it with withDeals: true.");
    }
    return sight.health().filter(health -> health == SectorHealth.GONE).isPresent()
        ? Inspection.conflict("the chain has closed its number", "Let it rest.")
        : open(sight);
  }

  @Override
  StoredStates after(StoredStates before) {
    return before.moved(
        SectorStore.ONLINE, state -> state.put("Finalized", false).put("AbortReason", ""));
  }

  @Override
  void call(SectorCommands commands) {
    commands.restore(id(), withDeals);
  }

  @Override
  public PreImage preImage(Reading reading) {
    return SectorSight.of(systems(), id())
        .offline()
        .map(state -> PreImage.of(state.getAbortReason().getBytes(StandardCharsets.UTF_8)))
        .orElse(PreImage.none());
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    String reason =
        before.bytes().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("restored");
    once(() -> systems().manager().getCommands().abort(id(), reason));
  }
}
