package io.sectorsh.scripts.importing;

import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.scripts.LossCount;
import io.sectorsh.scripts.conversion.Conversion;
import io.sectorsh.scripts.conversion.ToDamocles;
import io.sectorsh.scripts.importing.ImportedSector.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** One import as it is put together, sector by sector. */
final class ImportDraft {
  private final ImportRequest request;
  private final DamoclesManager manager;
  private final ToDamocles conversion;
  private final BiConsumer<SectorState, Boolean> sink;
  private final Set<Long> online = new HashSet<>();
  private final Set<Long> offline = new HashSet<>();
  private final Set<Long> gone = new HashSet<>();
  private final Set<Long> upgraded = new HashSet<>();
  private final List<ImportedSector> rows = new ArrayList<>();
  private final List<SectorId> original = new ArrayList<>();
  private final List<SectorId> update = new ArrayList<>();
  private final LossCount losses = new LossCount();

  /**
   * @param sink takes the states, each with whether it replaces one
   */
  ImportDraft(
      ImportRequest request,
      DamoclesManager manager,
      ToDamocles conversion,
      BiConsumer<SectorState, Boolean> sink) {
    this.request = request;
    this.manager = manager;
    this.conversion = conversion;
    this.sink = sink;
  }

  /** Takes down that damocles has this sector. */
  void known(SectorState sector) {
    if (sector.getMiner() != request.miner().getActorId()) {
      return;
    }
    long number = sector.getNumber();
    (sector.isOnline() ? online : offline).add(number);
    if (!isWithFiles(sector)) {
      gone.add(number);
    } else if (sector.isUpgraded()) {
      upgraded.add(number);
    }
  }

  private static boolean isWithFiles(SectorState sector) {
    SectorPhase phase = sector.getPhase();
    return phase == SectorPhase.FINALIZED || phase == SectorPhase.IMPORTED;
  }

  /** Takes in a sector of lotus; all of damocles' have to be known by then. */
  void add(LotusSource.Found found) {
    if (request.wants(found.number())) {
      rows.add(decide(found));
    }
  }

  /** Takes in a state of damocles, which is imported as it is. */
  void add(SectorState state) {
    long number = state.getNumber();
    if (state.getMiner() != request.miner().getActorId() || !request.wants(number)) {
      return;
    }
    boolean here = (state.isOnline() ? online : offline).contains(number);
    boolean there = (state.isOnline() ? offline : online).contains(number);
    Outcome outcome = here ? Outcome.REPLACE : Outcome.IMPORT;
    String note = "as damocles had it";
    if (there) {
      outcome = Outcome.SKIP;
      note = "damocles has it in its other store";
    } else if (here && (!request.override() || isKept(state))) {
      outcome = Outcome.KEEP;
      note = "damocles has a state of it";
    } else {
      sink.accept(state, here);
    }
    rows.add(new ImportedSector(number, "", outcome, state.getState(), note, ""));
  }

  private boolean isKept(SectorState state) {
    SectorStore store = state.getStore().orElse(SectorStore.OFFLINE);
    return manager
        .findSector(store, state.getId())
        .filter(old -> old.toJson().equals(state.toJson()))
        .isPresent();
  }

  private ImportedSector decide(LotusSource.Found found) {
    if (found.sector().isEmpty()) {
      return row(found, Outcome.SKIP, "", found.problem());
    }
    if (online.contains(found.number())) {
      return row(found, Outcome.SKIP, "", "damocles works on it (online store)");
    }
    boolean there = offline.contains(found.number());
    if (there && !request.override()) {
      needFiles(found.number(), !gone.contains(found.number()), upgraded.contains(found.number()));
      return row(found, Outcome.KEEP, "", "damocles has a state of it");
    }
    Conversion<SectorState> result = conversion.convert(found.sector().get());
    if (result instanceof Conversion.Written<SectorState> written) {
      return there ? replaced(found, written) : imported(found, written);
    }
    String reason = ((Conversion.LeftOut<SectorState>) result).reason();
    return row(found, there ? Outcome.KEEP : Outcome.SKIP, "", reason);
  }

  private ImportedSector imported(
      LotusSource.Found found, Conversion.Written<SectorState> written) {
    sink.accept(written.sector(), false);
    return row(found, Outcome.IMPORT, written);
  }

  private ImportedSector replaced(
      LotusSource.Found found, Conversion.Written<SectorState> written) {
    SectorId id = written.sector().getId();
    Optional<SectorState> old = manager.findSector(SectorStore.OFFLINE, id);
    SectorState merged =
        old.map(there -> MergedState.of(there, written.sector())).orElse(written.sector());
    if (old.filter(there -> there.toJson().equals(merged.toJson())).isPresent()) {
      needFiles(found.number(), isWithFiles(merged), merged.isUpgraded());
      return row(found, Outcome.KEEP, merged.getState(), "damocles has the same state");
    }
    sink.accept(merged, old.isPresent());
    return row(found, Outcome.REPLACE, written);
  }

  private ImportedSector row(
      LotusSource.Found found, Outcome outcome, Conversion.Written<SectorState> written) {
    losses.add(written.lost());
    needFiles(found.number(), isWithFiles(written.sector()), written.sector().isUpgraded());
    return new ImportedSector(
        found.number(),
        found.sector().orElseThrow().getState(),
        outcome,
        written.sector().getState(),
        String.join("; ", written.notes()),
        String.join(" ", written.lost()));
  }

  private static ImportedSector row(
      LotusSource.Found found, Outcome outcome, String damocles, String note) {
    String lotus = found.sector().map(sector -> sector.getState()).orElse("");
    return new ImportedSector(found.number(), lotus, outcome, damocles, note, "");
  }

  List<ImportedSector> rows() {
    rows.sort(Comparator.comparingLong(ImportedSector::number));
    return rows;
  }

  LossCount losses() {
    return losses;
  }

  private void needFiles(long number, boolean any, boolean ofUpgrade) {
    if (any) {
      (ofUpgrade ? update : original).add(new SectorId(request.miner().getActorId(), number));
    }
  }

  /** The sectors whose files damocles has to find: those of an upgrade, or those of the seal. */
  List<SectorId> needFiles(boolean ofUpgrade) {
    return ofUpgrade ? update : original;
  }

  long count(Outcome outcome) {
    return rows.stream().filter(row -> row.outcome() == outcome).count();
  }
}
