package io.sectorsh.shell.render;

import io.sectorsh.damocles.PersistStore;
import io.sectorsh.damocles.SectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of the things that operators list most, in the order in which they read them. */
final class Catalogue {
  private Catalogue() {}

  /** The columns for rows of this class; empty if it is not in the catalogue. */
  static List<Column> columns(Class<?> type) {
    return switch (type.getName()) {
      case "io.sectorsh.damocles.SectorState" -> damoclesSectors();
      case "io.sectorsh.damocles.PersistStore" -> damoclesStores();
      default -> List.of();
    };
  }

  private static List<Column> damoclesSectors() {
    return new Builder<>(SectorState.class)
        .add("number", 0, SectorState::getNumber)
        .add("state", 0, SectorState::getState)
        .add("listed", 3, SectorState::getStore)
        .add("finalized", 1, SectorState::isFinalized)
        .add("size", 4, sector -> sector.getSectorType().sectorSize())
        .add("deals", 2, DealCount::of)
        .add("worker state", 5, sector -> sector.getLatestState().map(state -> state.next()))
        .add("aborted because", 6, SectorState::getAbortReason)
        .add("miner", 7, sector -> sector.getMiner())
        .build();
  }

  private static List<Column> damoclesStores() {
    return new Builder<>(PersistStore.class)
        .add("name", 0, PersistStore::name)
        .add("free", 1, store -> new Bytes(store.free()))
        .add("used", 1, store -> new Bytes(store.used()))
        .add("total", 2, store -> new Bytes(store.total()))
        .add("read only", 3, PersistStore::readOnly)
        .add("path", 2, PersistStore::path)
        .add("strict", 5, PersistStore::strict)
        .add("weight", 6, PersistStore::weight)
        .add("type", 7, PersistStore::type)
        .build();
  }

  /** Columns of one class, which read rows of that class only. */
  static final class Builder<T> {
    private final Class<T> type;
    private final List<Column> columns = new ArrayList<>();

    Builder(Class<T> type) {
      this.type = type;
    }

    Builder<T> add(String title, int rank, Function<T, @Nullable Object> value) {
      columns.add(
          new Column(
              title, rank, row -> type.isInstance(row) ? value.apply(type.cast(row)) : null));
      return this;
    }

    List<Column> build() {
      return List.copyOf(columns);
    }
  }
}
