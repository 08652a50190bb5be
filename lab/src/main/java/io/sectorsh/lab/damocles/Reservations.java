package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.transport.GoJson;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Room in the stores that is kept for sectors whose files a worker is about to bring; a sector's is
 * given back when it is released, or has been brought.
 */
final class Reservations {
  /** A sealed file and the little that is kept of its cache. */
  private static final long SIZE = 2L * PlannedSector.SIZE;

  private final DamoclesStates states;
  private final SimulatedClock clock;
  private final Set<SectorId> released = ConcurrentHashMap.newKeySet();

  Reservations(DamoclesStates states, SimulatedClock clock) {
    this.states = states;
    this.clock = clock;
  }

  /** Whether room was kept for the sector, which it is no longer. */
  boolean release(SectorId id) {
    return states.find(DamoclesStates.ONLINE, id).filter(Reservations::isBroughtNow).isPresent()
        && released.add(id);
  }

  ObjectNode addTo(ObjectNode json, String store) {
    ArrayNode kept = GoJson.array();
    for (ObjectNode state : states.list(DamoclesStates.ONLINE)) {
      SectorId id = id(state);
      if (isBroughtNow(state)
          && StoreLayout.storeOf(id.number()).equals(store)
          && !released.contains(id)) {
        long at = clock.seconds(clock.head());
        kept.add(GoJson.object().put("By", id.fileName()).put("Size", SIZE).put("At", at));
      }
    }
    return json.put("Reserved", SIZE * kept.size()).set("ReservedBy", kept);
  }

  private static SectorId id(JsonNode state) {
    return new SectorId(state.at("/ID/Miner").asLong(), state.at("/ID/Number").asLong());
  }

  private static boolean isBroughtNow(JsonNode state) {
    return state.at("/LatestState/StateChange/Next").asText().equals("PCLanded");
  }
}
