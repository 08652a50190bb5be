package io.sectorsh.leveldb;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Reads the records of a log or MANIFEST file that are whole, and goes on behind what is not.
 *
 * <p>A record counts only if the checksums of all its parts match and they follow one another
 * without anything in between. After damage, the next sound part is looked for byte by byte, within
 * the block of 32 KiB, then in the next one.
 */
final class TolerantLog {
  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  private final DatabaseFile file;
  private final DamagedPlace onDamage;
  private byte[] block = {};
  private long blockOffset;
  private int position;
  private long recordOffset;
  private long recordEnd;
  private long damageFrom = -1;
  private boolean zeros;

  /** Is told of each damaged place before the next record is returned. */
  interface DamagedPlace {
    /**
     * @param zeros whether nothing but zeros is there
     */
    void found(long offset, long length, boolean zeros);
  }

  TolerantLog(DatabaseFile file, DamagedPlace onDamage) {
    this(file, 0, onDamage);
  }

  /**
   * @param offset where a record begins
   */
  TolerantLog(DatabaseFile file, long offset, DamagedPlace onDamage) {
    this.file = file;
    this.onDamage = onDamage;
    this.blockOffset = offset - offset % BLOCK;
    this.block = file.readUpTo(blockOffset, BLOCK);
    this.position = (int) (offset % BLOCK);
  }

  /** Where the record returned last begins. */
  long recordOffset() {
    return recordOffset;
  }

  /** The first byte behind the record returned last. */
  long recordEnd() {
    return recordEnd;
  }

  /** The next whole record, empty at the end. */
  Optional<byte[]> next() {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    boolean begun = false;
    while (nextChunk()) {
      long chunk = blockOffset + position;
      int kind = block[position + 6];
      int length = length(position);
      boolean begins = kind == FULL || kind == FIRST;
      if (begun && (begins || damageFrom >= 0)) {
        damageFrom = recordOffset;
        zeros = false;
        begun = false;
        record.reset();
      }
      if (!begins && !begun) {
        damaged(chunk, false);
        position += HEADER + length;
        continue;
      }
      if (begins) {
        endDamage(chunk);
        recordOffset = chunk;
        begun = true;
      }
      record.write(block, position + HEADER, length);
      position += HEADER + length;
      if (kind == FULL || kind == LAST) {
        recordEnd = blockOffset + position;
        return Optional.of(record.toByteArray());
      }
    }
    if (begun) {
      damageFrom = recordOffset;
      zeros = false;
    }
    endDamage(blockOffset + block.length);
    return Optional.empty();
  }

  /** Moves to the next sound chunk; false at the end of the file. */
  private boolean nextChunk() {
    while (true) {
      if (position + HEADER > block.length) {
        leftover();
        if (!nextBlock()) {
          return false;
        }
      } else if (isSound(position)) {
        return true;
      } else {
        damaged(blockOffset + position, true);
        zeros &= block[position] == 0;
        position++;
      }
    }
  }

  /** Up to six bytes at a block's end are filled with zeros; at a file's end they are a stump. */
  private void leftover() {
    boolean stump = block.length < BLOCK && position < block.length;
    if (stump) {
      damaged(blockOffset + position, false);
    }
    position = block.length;
  }

  private boolean nextBlock() {
    if (block.length < BLOCK) {
      return false;
    }
    blockOffset += block.length;
    block = file.readUpTo(blockOffset, BLOCK);
    position = 0;
    return block.length > 0;
  }

  private boolean isSound(int at) {
    int kind = block[at + 6];
    return kind >= FULL
        && kind <= LAST
        && at + HEADER + length(at) <= block.length
        && Input.fixed32(block, at) == Checksum.of(block, at + 6, length(at) + 1);
  }

  private int length(int at) {
    return (block[at + 4] & 0xff) | (block[at + 5] & 0xff) << 8;
  }

  private void damaged(long offset, boolean perhapsZeros) {
    if (damageFrom < 0) {
      damageFrom = offset;
      zeros = perhapsZeros;
    }
    zeros &= perhapsZeros;
  }

  private void endDamage(long end) {
    if (damageFrom >= 0) {
      onDamage.found(damageFrom, end - damageFrom, zeros);
      damageFrom = -1;
    }
  }
}
