package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.files.SectorFiles;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.DamoclesShape;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.transport.GoJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The manager's side of rebuilds: hands out sectors that wait, and hears how they fare. */
final class RebuildDesk {
  private final DamoclesStates states;
  private final StoreLayout layout;
  private final Population population;
  private final Set<SectorId> taken = new HashSet<>();

  RebuildDesk(DamoclesStates states, StoreLayout layout, Population population) {
    this.states = states;
    this.layout = layout;
    this.population = population;
  }

  /** A sector that waits for its rebuild and that no thread has; it is the caller's from now. */
  Optional<SectorId> allocate() {
    Optional<SectorId> waiting =
        states.list(DamoclesStates.ONLINE).stream()
            .filter(state -> state.path("NeedRebuild").asBoolean())
            .map(RebuildDesk::id)
            .filter(id -> planned(id).isPresent() && !taken.contains(id))
            .findFirst();
    waiting.ifPresent(taken::add);
    return waiting;
  }

  /** Whether the sector still waits for its files. */
  boolean isWanted(SectorId id) {
    return states
        .find(DamoclesStates.ONLINE, id)
        .filter(state -> state.path("NeedRebuild").asBoolean())
        .isPresent();
  }

  /** Another thread may have it. */
  void giveBack(SectorId id) {
    taken.remove(id);
  }

  boolean isUpgraded(SectorId id) {
    return planned(id).filter(sector -> sector.form().isSnap()).isPresent();
  }

  /** What a worker reports at the end of a stage. */
  void report(SectorId id, String worker, String location, RebuildStage stage) {
    states
        .find(DamoclesStates.ONLINE, id)
        .ifPresent(
            state -> {
              state.set("LatestState", reported(worker, location, stage));
              states.put(DamoclesStates.ONLINE, state);
            });
  }

  private static ObjectNode reported(String worker, String location, RebuildStage stage) {
    ObjectNode report = GoJson.object();
    report.set("Worker", GoJson.object().put("Instance", worker).put("Location", location));
    report.set(
        "StateChange",
        GoJson.object()
            .put("Prev", stage.from())
            .put("Next", stage.to())
            .put("Event", stage.event()));
    return report.set("Failure", NullNode.instance);
  }

  /** The files are in their store. */
  void persisted(SectorId id) {
    planned(id)
        .ifPresent(
            sector -> {
              try {
                new SectorFiles(layout.store(StoreLayout.storeOf(id.number()))).rewrite(sector);
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            });
  }

  /** The sector is at rest again. */
  void finished(SectorId id) {
    states
        .find(DamoclesStates.ONLINE, id)
        .ifPresent(
            state -> {
              state.put("Finalized", true);
              state.put("NeedRebuild", false);
              states.move(DamoclesStates.ONLINE, DamoclesStates.OFFLINE, state);
            });
    taken.remove(id);
  }

  /** The first sector that is being worked on and that fits; it is the caller's from now. */
  Optional<SectorId> take(java.util.function.Predicate<JsonNode> fits) {
    Optional<SectorId> found =
        states.list(DamoclesStates.ONLINE).stream()
            .filter(fits)
            .map(RebuildDesk::id)
            .filter(id -> !taken.contains(id))
            .findFirst();
    found.ifPresent(taken::add);
    return found;
  }

  private static SectorId id(JsonNode state) {
    return new SectorId(state.at("/ID/Miner").asLong(), state.at("/ID/Number").asLong());
  }

  private Optional<PlannedSector<DamoclesShape>> planned(SectorId id) {
    return population.damocles().stream()
        .filter(sector -> id.equals(new SectorId(Population.MINER, sector.number())))
        .findFirst();
  }
}
