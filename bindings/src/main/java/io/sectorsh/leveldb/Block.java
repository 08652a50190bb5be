package io.sectorsh.leveldb;

/** A checked block of a table, with a pass over its entries; keys are stored as what they add. */
final class Block {
  private static final int UNCOMPRESSED = 0;

  private final byte[] bytes;
  private final Input input;
  private byte[] key = {};
  private int valueFrom;
  private int valueLength;

  private Block(byte[] bytes, Input input) {
    this.bytes = bytes;
    this.input = input;
  }

  static Block read(DatabaseFile file, BlockHandle handle) {
    if (handle.size() > Integer.MAX_VALUE - BlockHandle.TRAILER) {
      throw file.damaged(handle.offset(), "impossible block length");
    }
    return check(
        file, handle, file.read(handle.offset(), (int) handle.size() + BlockHandle.TRAILER));
  }

  /**
   * @param bytes the block with its trailer
   */
  static Block check(DatabaseFile file, BlockHandle handle, byte[] bytes) {
    int size = (int) handle.size();
    if (Input.fixed32(bytes, size + 1) != Checksum.of(bytes, 0, size + 1)) {
      throw file.damaged(handle.offset(), "checksum of the block does not match");
    }
    if (bytes[size] != UNCOMPRESSED) {
      throw file.damaged(
          handle.offset(), "a compressed block; lotus writes none, so this is not its database,");
    }
    return new Block(
        bytes, new Input(file, handle.offset(), bytes, entriesEnd(file, handle, bytes)));
  }

  private static int entriesEnd(DatabaseFile file, BlockHandle handle, byte[] bytes) {
    int size = (int) handle.size();
    long restarts = size < 4 ? -1 : Input.fixed32(bytes, size - 4) & 0xffffffffL;
    long end = size - 4 - 4 * restarts;
    if (restarts < 0 || end < 0) {
      throw file.damaged(handle.offset(), "block without restart points");
    }
    return (int) end;
  }

  /** The same block before its first entry; its checksum is not looked at again. */
  Block fromStart() {
    return new Block(bytes, input.fromStart());
  }

  /** Moves to the next entry; false at the end. */
  boolean advance() {
    if (!input.hasMore()) {
      return false;
    }
    int shared = input.length();
    int added = input.length();
    valueLength = input.length();
    if (shared > key.length) {
      throw input.damaged("a key that continues nothing");
    }
    int from = input.skip(added);
    byte[] next = new byte[shared + added];
    System.arraycopy(key, 0, next, 0, shared);
    System.arraycopy(bytes, from, next, shared, added);
    key = next;
    valueFrom = input.skip(valueLength);
    return true;
  }

  InternalKey key() {
    return InternalKey.parse(key, input);
  }

  byte[] value() {
    return java.util.Arrays.copyOfRange(bytes, valueFrom, valueFrom + valueLength);
  }

  Input source() {
    return input;
  }
}
