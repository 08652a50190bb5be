package io.sectorsh.leveldb;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An open table file. Its index is read when a pass begins and not kept. */
final class Table implements AutoCloseable {
  private static final int FOOTER = 48;
  private static final long MAGIC = 0xdb4775248b80fb57L;

  private final TableFile description;
  private final DatabaseFile file;

  private Table(TableFile description, DatabaseFile file) {
    this.description = description;
    this.file = file;
  }

  /** Opens {@code NUMBER.ldb}, as goleveldb names it, or {@code NUMBER.sst}. */
  static Table open(Path directory, TableFile description) throws NoSuchFileException {
    DatabaseFile file = openEither(directory, description.number());
    if (file.size() != description.size()) {
      long size = file.size();
      file.close();
      throw DatabaseFile.damaged(
          file.path(), "is " + size + " bytes long instead of " + description.size());
    }
    return new Table(description, file);
  }

  private static DatabaseFile openEither(Path directory, long number) throws NoSuchFileException {
    try {
      return DatabaseFile.open(directory.resolve(FileNames.table(number)));
    } catch (NoSuchFileException missing) {
      try {
        return DatabaseFile.open(directory.resolve(FileNames.oldTable(number)));
      } catch (NoSuchFileException missingToo) {
        throw missing;
      }
    }
  }

  TableFile description() {
    return description;
  }

  DatabaseFile file() {
    return file;
  }

  /** A pass over the entries from a key on. */
  EntryCursor cursor(byte[] from) {
    return new TableCursor(this, from);
  }

  /** Where its data blocks lie and with which keys they end at most. */
  List<IndexEntry> index() {
    return index(file, description.size());
  }

  /** As {@link #index()}, of a file that may be no table at all. */
  static List<IndexEntry> index(DatabaseFile file, long size) {
    long footerOffset = size - FOOTER;
    if (footerOffset < 0) {
      throw file.damaged(0, "too short for a table");
    }
    byte[] footer = file.read(footerOffset, FOOTER);
    Input input = new Input(file, footerOffset, footer, FOOTER - 8);
    if (Input.fixed64(footer, FOOTER - 8) != MAGIC) {
      throw file.damaged(footerOffset, "not a table: the mark at the end is missing");
    }
    BlockHandle metaIndex = BlockHandle.read(input);
    BlockHandle index = BlockHandle.read(input);
    if (!metaIndex.isWithin(0, footerOffset)
        || !index.isWithin(metaIndex.end(), footerOffset)
        || index.offset() != metaIndex.end()
        || index.end() != footerOffset) {
      throw file.damaged(footerOffset, "the index is not where it should be");
    }
    Block.read(file, metaIndex);
    return entries(file, Block.read(file, index), metaIndex.offset());
  }

  /** What an index block names: blocks that follow one another from the file's beginning. */
  static List<IndexEntry> entries(DatabaseFile file, Block index, long dataEnd) {
    List<IndexEntry> entries = new ArrayList<>();
    long expected = 0;
    while (index.advance()) {
      byte[] value = index.value();
      BlockHandle handle = BlockHandle.read(new Input(file, 0, value, value.length));
      if (handle.offset() != expected || !handle.isWithin(expected, dataEnd)) {
        throw index.source().damaged("the index skips a block or names one twice");
      }
      expected = handle.end();
      entries.add(new IndexEntry(index.key(), handle));
    }
    if (entries.isEmpty()) {
      throw index.source().damaged("the index names no block");
    }
    return entries;
  }

  @Override
  public void close() {
    file.close();
  }

  /** The first block that can hold a key at or after {@code from}. */
  static int firstBlock(List<IndexEntry> index, byte[] from) {
    int low = 0;
    int high = index.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(index.get(middle).limit().userKey(), from) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A data block and a key that is not before any of its keys. */
  record IndexEntry(InternalKey limit, BlockHandle block) {}
}
