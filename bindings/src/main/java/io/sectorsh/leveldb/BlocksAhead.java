package io.sectorsh.leveldb;

import java.util.Arrays;

/** Reads the blocks of a table one after another, many with one call to the operating system. */
final class BlocksAhead {
  private static final int WINDOW = 128 << 10;

  private final DatabaseFile file;
  private final byte[] window = new byte[WINDOW];
  private long offset;
  private int length;

  BlocksAhead(DatabaseFile file) {
    this.file = file;
  }

  Block read(BlockHandle handle) {
    if (handle.size() > WINDOW - BlockHandle.TRAILER) {
      return Block.read(file, handle);
    }
    if (handle.offset() < offset || handle.end() > offset + length) {
      length = file.readInto(window, handle.offset());
      offset = handle.offset();
      if (handle.end() > offset + length) {
        return Block.read(file, handle);
      }
    }
    int from = (int) (handle.offset() - offset);
    int size = (int) handle.size() + BlockHandle.TRAILER;
    return Block.check(file, handle, Arrays.copyOfRange(window, from, from + size));
  }
}
