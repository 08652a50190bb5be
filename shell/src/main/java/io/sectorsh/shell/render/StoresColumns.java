package io.sectorsh.shell.render;

import io.sectorsh.stores.Store;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How stores of either system are listed. */
final class StoresColumns {
  private StoresColumns() {}

  static List<Column> stores() {
    return new ColumnList<>(Store.class)
        .add("name", 0, Store::name)
        .add("systems", 1, Store::systems)
        .add("accepting", 2, Store::accepting)
        .add("free", 1, store -> bytes(store.free()))
        .add("total", 2, store -> bytes(store.total()))
        .add("path", 1, Store::path)
        .all();
  }

  private static @Nullable Object bytes(OptionalLong count) {
    return count.isPresent() ? new Bytes(count.getAsLong()) : null;
  }
}
