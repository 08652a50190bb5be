package io.sectorsh.shell.render;

import io.sectorsh.damocles.PersistStore;
import io.sectorsh.damocles.SectorPiece;
import io.sectorsh.damocles.SectorState;
import java.util.List;

/** How damocles' things are listed. */
final class DamoclesColumns {
  private DamoclesColumns() {}

  static List<Column> sectors() {
    return new ColumnList<>(SectorState.class)
        .add("number", 0, SectorState::getNumber)
        .add("state", 0, SectorState::getState)
        .add("finalized", 1, SectorState::isFinalized)
        .add("deals", 2, DamoclesColumns::deals)
        .add("listed", 3, SectorState::getStore)
        .add("size", 4, sector -> sector.getSectorType().sectorSize())
        .add("worker state", 5, sector -> sector.getLatestState().map(state -> state.next()))
        .add("miner", 7, SectorState::getMiner)
        .add("aborted because", 6, SectorState::getAbortReason)
        .all();
  }

  static List<Column> stores() {
    return new ColumnList<>(PersistStore.class)
        .add("name", 0, PersistStore::name)
        .add("free", 1, store -> new Bytes(store.free()))
        .add("used", 1, store -> new Bytes(store.used()))
        .add("total", 2, store -> new Bytes(store.total()))
        .add("read only", 3, PersistStore::readOnly)
        .add("strict", 5, PersistStore::strict)
        .add("weight", 6, PersistStore::weight)
        .add("type", 7, PersistStore::type)
        .add("path", 2, PersistStore::path)
        .all();
  }

  /** How many deals a sector holds, wherever its version of damocles keeps them. */
  private static long deals(SectorState sector) {
    long inPieces = sector.getPieces().stream().filter(SectorPiece::isDeal).count();
    return inPieces > 0 ? inPieces : sector.getDeals().size();
  }
}
