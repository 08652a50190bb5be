package io.sectorsh.leveldb;

/** Where a block lies in its table, without the five bytes of kind and checksum behind it. */
record BlockHandle(long offset, long size) {
  static final int TRAILER = 5;

  static BlockHandle read(Input input) {
    return new BlockHandle(input.varint(), input.varint());
  }

  /** The first byte after the block and its trailer. */
  long end() {
    return offset + size + TRAILER;
  }

  boolean isWithin(long from, long to) {
    return offset >= from && size >= 0 && size <= to && end() <= to && end() > offset;
  }
}
