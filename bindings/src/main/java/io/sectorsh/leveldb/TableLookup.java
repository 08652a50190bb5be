package io.sectorsh.leveldb;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds single keys in a table. It keeps the table's index, and the block that was read last, since
 * keys that are asked for one after another are mostly neighbours. Safe for use by several threads.
 */
final class TableLookup {
  private final Table table;
  private final List<Table.IndexEntry> index;
  private int held = -1;
  private @Nullable Block block;

  TableLookup(Table table) {
    this.table = table;
    this.index = table.index();
  }

  /** The newest write of a key in this table. */
  synchronized Optional<FoundWrite> find(byte[] key) {
    for (int number = Table.firstBlock(index, key); number < index.size(); number++) {
      Block entries = block(number);
      InternalKey before = number == 0 ? null : index.get(number - 1).limit();
      while (entries.advance()) {
        InternalKey found = entries.key();
        check(before, found, number, entries.source());
        before = found;
        int order = Arrays.compareUnsigned(found.userKey(), key);
        if (order >= 0) {
          return order == 0
              ? Optional.of(new FoundWrite(found, entries.value()))
              : Optional.empty();
        }
      }
    }
    throw table.file().damaged(table.description().size(), "the last keys are missing");
  }

  private Block block(int number) {
    Block open = block;
    if (open == null || held != number) {
      open = Block.read(table.file(), index.get(number).block());
      held = number;
      block = open;
    }
    return open.fromStart();
  }

  private void check(@Nullable InternalKey before, InternalKey found, int number, Input source) {
    boolean inOrder =
        before == null ? table.description().smallest().equals(found) : before.compareTo(found) < 0;
    if (!inOrder || found.compareTo(index.get(number).limit()) > 0) {
      throw source.damaged("keys are out of order");
    }
  }
}
