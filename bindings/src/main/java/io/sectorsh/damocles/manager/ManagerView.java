package io.sectorsh.damocles.manager;

import io.sectorsh.damocles.sector.SectorJob;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Overlay;
import io.sectorsh.rows.Rows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What code in a sandbox has changed of a manager's sectors. */
public final class ManagerView {
  private final Map<SectorId, StoredStates> changed = new TreeMap<>();

  /** What a sandbox has made of the sectors of a manager. */
  public static ManagerView of(Overlay overlay, DamoclesManager manager) {
    String key = "damocles:" + manager.getEndpoint().getUrl();
    return overlay.view(key, ManagerView.class, ManagerView::new);
  }

  static Optional<ManagerView> in(ChangeGuard guard, DamoclesManager manager) {
    return guard.overlay().map(overlay -> of(overlay, manager));
  }

  /** From now on the sandbox has a sector like this. */
  public synchronized void change(SectorId id, StoredStates states) {
    changed.put(id, states);
  }

  /** A sector's state in a store, asked for only if the sandbox left it alone. */
  synchronized Optional<SectorState> find(
      SectorStore store, SectorId id, Supplier<Optional<SectorState>> stored) {
    StoredStates states = changed.get(id);
    return states == null ? stored.get() : states.in(store);
  }

  private synchronized boolean has(SectorId id) {
    return changed.containsKey(id);
  }

  private synchronized List<SectorState> changed(SectorStore store) {
    return changed.values().stream().flatMap(states -> states.in(store).stream()).toList();
  }

  /** What a store lists: what the sandbox left alone, then what it put or left there. */
  Rows<SectorState> over(SectorStore store, SectorJob job, Rows<SectorState> stored) {
    Rows<SectorState> own =
        Rows.of(
            SectorState.class,
            () ->
                Rows.of(SectorState.class, changed(store))
                    .filter(state -> job.takes(state))
                    .open());
    return stored.filter(state -> !has(state.getId())).then(own);
  }
}
