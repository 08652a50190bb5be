package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sector's states in a manager's two stores.
 *
 * @param online its state among those that something is done with
 * @param offline its state among those at rest
 */
public record StoredStates(Optional<SectorState> online, Optional<SectorState> offline) {
  /** What both stores have of a sector. */
  public static StoredStates of(DamoclesManager manager, SectorId id) {
    return new StoredStates(
        manager.findSector(SectorStore.ONLINE, id), manager.findSector(SectorStore.OFFLINE, id));
  }

  /**
   * Both as one: the members of the state, and which store has it; of a sector in both stores one
   * object in the other. Missing if no store has it.
   */
  public JsonNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (online.isPresent() && offline.isPresent()) {
      json.set("online", online.get().toJson());
      return json.set("offline", offline.get().toJson());
    }
    Optional<SectorState> only = online.or(() -> offline);
    if (only.isEmpty()) {
      return MissingNode.getInstance();
    }
    json.put("store", online.isPresent() ? "online" : "offline");
    return json.setAll(only.get().toJson());
  }

  Optional<SectorState> in(SectorStore store) {
    return store == SectorStore.ONLINE ? online : offline;
  }

  /** With another state in a store. */
  public StoredStates with(SectorStore store, SectorState state) {
    Optional<SectorState> listed = Optional.of(SectorState.listed(state.toJson(), store));
    return store == SectorStore.ONLINE
        ? new StoredStates(listed, offline)
        : new StoredStates(online, listed);
  }

  /** Moved to a store and changed on the way; where it is there already, changed in its place. */
  public StoredStates moved(SectorStore to, Consumer<ObjectNode> change) {
    Optional<SectorState> from = to == SectorStore.ONLINE ? offline : online;
    Optional<ObjectNode> json = from.or(() -> in(to)).map(SectorState::toJson);
    if (json.isEmpty()) {
      return this;
    }
    change.accept(json.get());
    Optional<SectorState> state = Optional.of(SectorState.listed(json.get(), to));
    return to == SectorStore.ONLINE
        ? new StoredStates(state, Optional.empty())
        : new StoredStates(Optional.empty(), state);
  }
}
