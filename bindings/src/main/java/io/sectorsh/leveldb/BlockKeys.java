package io.sectorsh.leveldb;

import io.sectorsh.errors.OperatorException;

/**
 * What a pass over a whole block shows.
 *
 * @param first the first key
 * @param last the last key
 * @param handles whether all values are places of blocks that follow one another from 0
 * @param handlesEnd where the last of those blocks ends
 */
record BlockKeys(InternalKey first, InternalKey last, boolean handles, long handlesEnd) {

  /**
   * @throws OperatorException if its form is wrong, keys are out of order, or there are none
   */
  static BlockKeys of(Block block) {
    if (!block.advance()) {
      throw block.source().damaged("no records");
    }
    InternalKey first = block.key();
    InternalKey last = first;
    long end = endOfHandle(block.value(), 0);
    while (block.advance()) {
      InternalKey key = block.key();
      if (last.compareTo(key) >= 0) {
        throw block.source().damaged("keys are out of order");
      }
      last = key;
      end = end < 0 ? -1 : endOfHandle(block.value(), end);
    }
    return new BlockKeys(first, last, end >= 0, end);
  }

  /** Where the block ends that a value names if it begins as expected; -1 if not. */
  private static long endOfHandle(byte[] value, long expected) {
    if (value.length < 2 || value.length > 20) {
      return -1;
    }
    long offset = 0;
    int at = 0;
    int shift = 0;
    do {
      offset |= (value[at] & 0x7fL) << shift;
      shift += 7;
    } while (value[at++] < 0 && at < value.length && shift < 63);
    long size = 0;
    for (shift = 0; at < value.length && shift < 63; shift += 7) {
      size |= (value[at] & 0x7fL) << shift;
      if (value[at++] >= 0) {
        break;
      }
    }
    boolean whole = at == value.length && value[at - 1] >= 0 && size > 0;
    return whole && offset == expected ? offset + size + BlockHandle.TRAILER : -1;
  }

  /**
   * Whether it can only be the table's index: it names all blocks found and lies behind them.
   *
   * @param found where the last block that was found ends
   * @param at where it lies itself
   */
  boolean isIndex(long found, long at) {
    return handles && handlesEnd >= found && handlesEnd <= at;
  }

  byte[] firstUserKey() {
    return first.userKey();
  }

  byte[] lastUserKey() {
    return last.userKey();
  }
}
