package io.sectorsh.leveldb;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pass over one table, one block in memory; checks the order of what it reads. */
final class TableCursor implements EntryCursor {
  private final Table table;
  private final byte[] from;
  private final List<Table.IndexEntry> index;
  private final BlocksAhead blocks;
  private int nextBlock;
  private @Nullable Block block;
  private @Nullable InternalKey key;

  TableCursor(Table table, byte[] from) {
    this.table = table;
    this.from = from;
    this.index = table.index();
    this.blocks = new BlocksAhead(table.file());
    this.nextBlock = Table.firstBlock(index, from);
  }

  @Override
  public boolean advance() {
    while (step()) {
      if (Arrays.compareUnsigned(key().userKey(), from) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean step() {
    Block open = block;
    while (open == null || !open.advance()) {
      if (nextBlock == index.size()) {
        checkEnd();
        return false;
      }
      open = blocks.read(index.get(nextBlock++).block());
      block = open;
    }
    InternalKey next = open.key();
    check(next, open.source());
    key = next;
    return true;
  }

  private void check(InternalKey next, Input source) {
    InternalKey first = table.description().smallest();
    boolean inOrder =
        key != null
            ? key.compareTo(next) < 0
            : nextBlock > 1 ? first.compareTo(next) < 0 : first.equals(next);
    if (!inOrder || next.compareTo(index.get(nextBlock - 1).limit()) > 0) {
      throw source.damaged("keys are out of order");
    }
  }

  private void checkEnd() {
    if (key == null || !key.equals(table.description().largest())) {
      throw table.file().damaged(table.description().size(), "the last keys are missing");
    }
  }

  @Override
  public InternalKey key() {
    if (key == null) {
      throw new IllegalStateException("before the first entry");
    }
    return key;
  }

  @Override
  public byte[] value() {
    if (block == null) {
      throw new IllegalStateException("before the first entry");
    }
    return block.value();
  }
}
