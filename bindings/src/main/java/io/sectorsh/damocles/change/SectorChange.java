package io.sectorsh.damocles.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.diagnosis.SectorHealth;
import io.sectorsh.damocles.manager.ManagerView;
import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Fingerprint;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.util.List;
import java.util.Set;

/**
 * One change of one sector in a manager, judged by what manager and chain say of the sector before
 * and after. The call is sent once: when its answer is lost, the sector is looked at and what
 * became of it is told.
 */
abstract class SectorChange implements Action {
  private final SectorSystems systems;
  private final SectorId id;

  SectorChange(SectorSystems systems, SectorId id) {
    this.systems = systems;
    this.id = id;
  }

  /** Whether it is done, not done or in conflict, for a sector as it was seen. */
  abstract Inspection judge(SectorSight sight);

  /** What the manager makes of the sector's states; for a sandbox. */
  abstract StoredStates after(StoredStates before);

  /** Calls the manager. */
  abstract void call(SectorCommands commands);

  SectorId id() {
    return id;
  }

  SectorSystems systems() {
    return systems;
  }

  @Override
  public ObjectNode parameters() {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    parameters.put("api", systems.manager().getEndpoint().getUrl());
    return parameters.put("miner", id.miner()).put("number", id.number());
  }

  @Override
  public Set<String> resources() {
    return Set.of("damocles:" + systems.manager().getEndpoint().getUrl());
  }

  @Override
  public Inspection inspect(Reading reading) {
    return judge(SectorSight.of(systems, id));
  }

  private StoredStates now() {
    return StoredStates.of(systems.manager(), id);
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    StoredStates now = now();
    String thing = "sector " + id + " in " + systems.manager();
    return List.of(new Alteration(thing, now.toJson(), after(now).toJson()));
  }

  @Override
  public boolean pretend(Overlay overlay) {
    ManagerView.of(overlay, systems.manager()).change(id, after(now()));
    return true;
  }

  @Override
  public void apply(BatchContext context) {
    once(() -> call(systems.manager().getCommands()));
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    throw new IllegalStateException("irreversible: " + describe());
  }

  /** Not done, for as long as neither the states nor the chain's view changes. */
  static Inspection open(SectorSight sight) {
    return Inspection.notDone(
        new Fingerprint()
            .and(sight.online().map(Object::toString).orElse(""))
            .and(sight.online().map(state -> state.toJson().toString()).orElse(""))
            .and(sight.offline().map(state -> state.toJson().toString()).orElse(""))
            .and(sight.health().map(SectorHealth::toString).orElse(""))
            .text());
  }

  void once(Runnable call) {
    try {
      call.run();
    } catch (OperatorException failure) {
      if (failure.code() != ErrorCode.INTERRUPTED_ANSWER) {
        throw failure;
      }
      look(failure);
    }
  }

  private void look(OperatorException lost) {
    Inspection found;
    try {
      found = judge(SectorSight.of(systems, id));
    } catch (OperatorException blind) {
      throw new OperatorException(
          ErrorCode.INTERRUPTED_ANSWER,
          "the answer was lost, and whether it was carried out is not known: " + lost.what(),
          describe(),
          "When the manager answers again, look before you repeat it: damocles.sector("
              + id.number()
              + ").",
          lost);
    }
    if (!(found instanceof Inspection.Done)) {
      throw new OperatorException(
          ErrorCode.INTERRUPTED_ANSWER,
          "the answer was lost, and it has not been carried out so far: " + lost.what(),
          describe(),
          "See whether the manager is well, then do it again.",
          lost);
    }
  }

  @Override
  public String toString() {
    return describe();
  }
}
