package io.sectorsh.filecoin;

/**
 * The RLE+ coding of sector-number sets (Filecoin specification, "RLE+ Bitset Encoding";
 * go-bitfield): runs of zeros and ones in turn, packed in bits.
 */
final class RunLengths {
  private static final int VERSION_BITS = 2;
  private static final int SHORT_BITS = 4;
  private static final int MOST_VARINT_BYTES = 10;

  private RunLengths() {}

  static SectorNumbers decode(byte[] bytes) {
    if (bytes.length == 0) {
      return SectorNumbers.EMPTY;
    }
    if (bytes[bytes.length - 1] == 0) {
      throw new MalformedValueException("not an RLE+ set: its last byte is zero");
    }
    BitReader bits = new BitReader(bytes);
    int version = bits.read(VERSION_BITS);
    if (version != 0) {
      throw new MalformedValueException("not an RLE+ set: version " + version);
    }
    RunCollector runs = new RunCollector(bits.read(1) == 1);
    while (!bits.atEnd()) {
      long length = runLength(bits);
      if (length == 0) {
        break;
      }
      runs.add(length);
    }
    return runs.toNumbers();
  }

  private static long runLength(BitReader bits) {
    if (bits.read(1) == 1) {
      return 1;
    }
    return bits.read(1) == 1 ? bits.read(SHORT_BITS) : varint(bits);
  }

  private static long varint(BitReader bits) {
    long start = bits.position();
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      int group = bits.read(8);
      if (i == MOST_VARINT_BYTES - 1 && group > 1) {
        break;
      }
      value |= (group & 0x7fL) << (7 * i);
      if (group < 0x80) {
        if (group == 0 && i > 0) {
          throw new MalformedValueException(
              "not an RLE+ set: over-long run length at bit " + start);
        }
        return value;
      }
    }
    throw new MalformedValueException("not an RLE+ set: run length above 2^64-1 at bit " + start);
  }

  static byte[] encode(SectorNumbers numbers) {
    BitWriter bits = new BitWriter();
    if (numbers.isEmpty()) {
      return bits.toBytes();
    }
    bits.write(0, VERSION_BITS);
    bits.write(numbers.contains(0) ? 1 : 0, 1);
    long next = 0;
    for (SectorRange range : numbers.ranges()) {
      if (range.first() > next) {
        write(bits, range.first() - next);
      }
      next = range.last() + 1;
      write(bits, next - range.first());
    }
    return bits.toBytes();
  }

  private static void write(BitWriter bits, long length) {
    if (length == 1) {
      bits.write(1, 1);
    } else if (length > 0 && length < 1 << SHORT_BITS) {
      bits.write(0b10, 2);
      bits.write((int) length, SHORT_BITS);
    } else {
      bits.write(0, 2);
      for (byte group : Varint.write(length)) {
        bits.write(group & 0xff, 8);
      }
    }
  }
}
