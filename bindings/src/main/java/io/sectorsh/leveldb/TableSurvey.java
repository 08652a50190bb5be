package io.sectorsh.leveldb;

import io.sectorsh.errors.OperatorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks through one table file and notes which blocks are sound; tells what is not. */
final class TableSurvey {
  private static final int LARGEST_SEARCHED = 64 << 20;
  private static final String NOT_SOUND = "a block with records cannot be read";

  private final String name;
  private final DatabaseFile file;
  private final Optional<TableFile> listed;
  private final Optional<Losses> losses;
  private final int rank;
  private final SoundBlocks blocks;

  private TableSurvey(
      DatabaseFile file, Optional<TableFile> listed, Optional<Losses> losses, SoundBlocks blocks) {
    this.name = blocks.file();
    this.file = file;
    this.listed = listed;
    this.losses = losses;
    this.rank = blocks.rank();
    this.blocks = blocks;
  }

  /**
   * @param listed what the MANIFEST says of it
   * @param losses is told of damage, unless the table is retired
   */
  static SoundBlocks of(
      Path path, Optional<TableFile> listed, int rank, boolean retired, Losses losses) {
    SoundBlocks blocks = new SoundBlocks(path, rank, retired);
    try (DatabaseFile file = DatabaseFile.open(path)) {
      Optional<Losses> told = retired ? Optional.empty() : Optional.of(losses);
      new TableSurvey(file, listed, told, blocks).look();
    } catch (NoSuchFileException | OperatorException failure) {
      String what = failure instanceof OperatorException told ? told.what() : "is missing";
      if (!retired) {
        Loss loss = new Loss(keysOf(listed), Long.MAX_VALUE, rank);
        losses.add(blocks.file(), 0, 0, DamageKind.UNREADABLE, what, loss);
      }
    }
    return blocks;
  }

  /** What a table holds as far as the MANIFEST tells. */
  static KeyRange keysOf(Optional<TableFile> listed) {
    return listed
        .map(table -> KeyRange.of(table.smallest().userKey(), table.largest().userKey()))
        .orElse(KeyRange.ALL);
  }

  private void look() {
    long size = file.size();
    listed.ifPresent(table -> checkLength(table.size(), size));
    List<Table.IndexEntry> index;
    try {
      index =
          Table.index(file, listed.map(TableFile::size).filter(told -> told < size).orElse(size));
    } catch (OperatorException damaged) {
      search(size, damaged.what());
      return;
    }
    byte @Nullable [] before = smallest();
    for (Table.IndexEntry entry : index) {
      byte[] limit = entry.limit().userKey();
      checkBlock(entry.block(), before, limit);
      before = limit;
    }
  }

  private void checkLength(long told, long size) {
    if (told != size) {
      String what = "is " + size + " bytes long instead of " + told;
      losses.ifPresent(
          all ->
              all.add(
                  name,
                  Math.min(told, size),
                  Math.abs(told - size),
                  DamageKind.TABLE_LENGTH,
                  what));
    }
  }

  private void checkBlock(BlockHandle handle, byte @Nullable [] before, byte @Nullable [] limit) {
    if (!accept(handle)) {
      lost(handle.offset(), handle.end(), before, limit);
    }
  }

  private boolean accept(BlockHandle handle) {
    try {
      return blocks.add(handle, BlockKeys.of(Block.read(file, handle)));
    } catch (OperatorException damaged) {
      return false;
    }
  }

  private void lost(long from, long to, byte @Nullable [] before, byte @Nullable [] after) {
    Loss loss = new Loss(KeyRange.of(before, after), Long.MAX_VALUE, rank);
    losses.ifPresent(
        all -> all.add(name, from, to - from, DamageKind.TABLE_BLOCK, NOT_SOUND, loss));
  }

  private byte @Nullable [] smallest() {
    return listed.map(table -> table.smallest().userKey()).orElse(null);
  }

  private byte @Nullable [] largest() {
    return listed.map(table -> table.largest().userKey()).orElse(null);
  }

  /** Without an index: block after block, byte by byte where none is sound. */
  private void search(long size, String why) {
    losses.ifPresent(all -> all.add(name, 0, size, DamageKind.TABLE_INDEX, why));
    byte[] bytes = file.readUpTo(0, (int) Math.min(size, LARGEST_SEARCHED));
    BlockSearch search = new BlockSearch(bytes);
    byte @Nullable [] before = smallest();
    int gap = 0;
    for (int at = 0; at < bytes.length; ) {
      int length = search.lengthAt(at);
      if (length < 0) {
        at++;
        continue;
      }
      BlockHandle handle = new BlockHandle(at, length);
      Optional<BlockKeys> keys = keys(handle);
      if (keys.isPresent() && keys.get().isIndex(gap, at)) {
        endByIndex(handle, gap, before);
        return;
      }
      if (keys.isPresent() && blocks.add(handle, keys.get())) {
        if (at > gap) {
          lost(gap, at, before, keys.get().firstUserKey());
        }
        before = keys.get().lastUserKey();
        gap = (int) handle.end();
      }
      at = (int) handle.end();
    }
    if (!isLastKeyFound()) {
      lost(gap, size, before, largest());
    }
  }

  private Optional<BlockKeys> keys(BlockHandle handle) {
    try {
      return Optional.of(BlockKeys.of(Block.read(file, handle)));
    } catch (OperatorException malformed) {
      return Optional.empty();
    }
  }

  private boolean isLastKeyFound() {
    return listed.isPresent() && blocks.last().filter(listed.get().largest()::equals).isPresent();
  }

  /** The index block itself is sound, and tells which blocks come after the last one found. */
  private void endByIndex(BlockHandle handle, long gap, byte @Nullable [] before) {
    List<Table.IndexEntry> entries;
    try {
      entries = Table.entries(file, Block.read(file, handle), handle.offset());
    } catch (OperatorException malformed) {
      lost(gap, handle.offset(), before, largest());
      return;
    }
    byte @Nullable [] from = before;
    for (Table.IndexEntry entry : entries) {
      byte[] limit = entry.limit().userKey();
      if (entry.block().offset() >= gap) {
        lost(entry.block().offset(), entry.block().end(), from, limit);
      }
      from = limit;
    }
  }
}
