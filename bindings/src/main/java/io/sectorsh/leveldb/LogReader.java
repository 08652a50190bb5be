package io.sectorsh.leveldb;

import io.sectorsh.errors.OperatorException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Reads the records of a log or MANIFEST file, as strictly as lotus (goleveldb with StrictAll):
 * every checksum counts, nothing is skipped.
 *
 * <p>Format: blocks of 32 KiB; each chunk has a checksum (4 bytes), a length (2) and a kind (1).
 */
final class LogReader {
  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  private final DatabaseFile file;
  private byte[] block = {};
  private long blockOffset;
  private int position;
  private long recordOffset;

  LogReader(DatabaseFile file) {
    this.file = file;
  }

  /** Where the record returned last begins. */
  long recordOffset() {
    return recordOffset;
  }

  /** The next record, empty at the end. */
  Optional<byte[]> next() {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    boolean begun = false;
    while (nextChunk()) {
      int length = length();
      int kind = block[position + 6];
      boolean begins = kind == FULL || kind == FIRST;
      if (begins == begun) {
        throw damaged(begins ? "a record begins inside another" : "a part without its beginning");
      }
      if (!begun) {
        recordOffset = blockOffset + position;
      }
      begun = true;
      record.write(block, position + HEADER, length);
      position += HEADER + length;
      if (kind == FULL || kind == LAST) {
        return Optional.of(record.toByteArray());
      }
    }
    if (begun) {
      throw damaged("the last record is cut off");
    }
    return Optional.empty();
  }

  /** Moves to the next whole and sound chunk; false at the end of the file. */
  private boolean nextChunk() {
    if (position + HEADER > block.length && !nextBlock()) {
      return false;
    }
    int kind = block[position + 6];
    int checksum = Input.fixed32(block, position);
    if (checksum == 0 && length() == 0 && kind == 0) {
      throw damaged("zeros instead of a record (its writer died before closing it)");
    }
    if (kind < FULL || kind > LAST) {
      throw damaged("a record of unknown kind " + kind);
    }
    if (position + HEADER + length() > block.length) {
      throw damaged("a record is cut off");
    }
    if (checksum != Checksum.of(block, position + 6, length() + 1)) {
      throw damaged("checksum does not match");
    }
    return true;
  }

  private boolean nextBlock() {
    if (block.length > 0 && block.length < BLOCK) {
      return false;
    }
    blockOffset += block.length;
    block = file.readUpTo(blockOffset, BLOCK);
    position = 0;
    return block.length >= HEADER;
  }

  private int length() {
    return (block[position + 4] & 0xff) | (block[position + 5] & 0xff) << 8;
  }

  private OperatorException damaged(String what) {
    return file.damaged(blockOffset + position, what);
  }
}
