package io.sectorsh.filecoin.cbor;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads items from bytes one after another under the rules of lotus' readers (whyrusleeping/
 * cbor-gen; DAG-CBOR specification): shortest forms, definite lengths, no floats, no tag but 42.
 *
 * <p>Every method throws {@link CborException} when the next item is not what it reads, and then
 * leaves the position where it was. Not for use by several threads at once.
 */
public final class CborReader {
  /** Most items of an array, members of a map, and bytes of a text (cbor-gen MaxLength). */
  public static final int MOST_ITEMS = 8192;

  /** Most bytes of a byte string (cbor-gen ByteArrayMaxLen). */
  public static final int MOST_BYTES = 2 << 20;

  private static final int MOST_BIG_INT_BYTES = 128;
  private static final int MOST_CID_BYTES = 512;
  private static final int MOST_ADDRESS_BYTES = 64;

  private final byte[] bytes;
  private final int base;
  private final int limit;
  private int at;
  private int headerEnd;

  /** Reads all of the bytes; they must not change meanwhile. */
  public CborReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads a part of the bytes. */
  public CborReader(byte[] bytes, int start, int length) {
    Objects.checkFromIndexSize(start, length, bytes.length);
    this.bytes = bytes;
    this.base = start;
    this.limit = start + length;
    this.at = start;
  }

  /** How many bytes have been read. */
  public int position() {
    return at - base;
  }

  /** Whether all bytes have been read. */
  public boolean isAtEnd() {
    return at == limit;
  }

  /** Checks that nothing follows. */
  public void expectEnd() {
    if (!isAtEnd()) {
      throw failure((limit - at) + " bytes after the last item");
    }
  }

  /** What comes next; reads nothing. */
  public CborType peekType() {
    CborHeader header = header();
    return switch (header.major()) {
      case CborHeader.UNSIGNED -> CborType.UNSIGNED;
      case CborHeader.NEGATIVE -> CborType.NEGATIVE;
      case CborHeader.BYTES -> CborType.BYTES;
      case CborHeader.TEXT -> CborType.TEXT;
      case CborHeader.ARRAY -> CborType.ARRAY;
      case CborHeader.MAP -> CborType.MAP;
      case CborHeader.TAG -> CborType.TAG;
      default -> header.value() == CborHeader.NULL ? CborType.NULL : CborType.BOOL;
    };
  }

  /** Reads a number of 0 to 2^63-1. */
  public long readUnsigned() {
    return number(CborHeader.UNSIGNED);
  }

  /** Reads a number that fits into 64 bits with sign. */
  public long readSigned() {
    return at < limit && CborHeader.major(bytes[at]) == CborHeader.NEGATIVE
        ? -1 - number(CborHeader.NEGATIVE)
        : number(CborHeader.UNSIGNED);
  }

  /**
   * What the header that comes next says, and {@link #headerEnd} where it ends, if it is of that
   * type and as it should be; otherwise -1, and {@link #header} says what is wrong. It makes no
   * object: records of a million sectors have a hundred million headers.
   */
  private long quick(int major) {
    long value = CborHeader.quick(bytes, at, limit, major);
    headerEnd = at + 1 + CborHeader.argumentSize(bytes, at, limit);
    return value;
  }

  /** As {@link #quick}, for a string that is no longer than that and whole. */
  private int quickLength(int major, int most) {
    long length = quick(major);
    return length <= Math.min(most, limit - headerEnd) ? (int) length : -1;
  }

  private long number(int major) {
    long quick = quick(major);
    if (quick >= 0) {
      at = headerEnd;
      return quick;
    }
    CborHeader header = header(major, "a number");
    if (header.value() < 0) {
      throw failure("number does not fit into 63 bits");
    }
    at = header.end();
    return header.value();
  }

  /** Reads false or true. */
  public boolean readBool() {
    if (at < limit && (bytes[at] & ~1) == CborHeader.FALSE_ITEM) {
      return bytes[at++] != CborHeader.FALSE_ITEM;
    }
    CborHeader header = header(CborHeader.OTHER, "false or true");
    if (header.value() == CborHeader.NULL) {
      throw failure("null where false or true should be");
    }
    at = header.end();
    return header.value() == CborHeader.TRUE;
  }

  /** Reads a null if one comes next; otherwise reads nothing and returns false. */
  public boolean readNull() {
    if (at < limit && bytes[at] == CborHeader.NULL_ITEM) {
      at++;
      return true;
    }
    if (at >= limit || CborHeader.major(bytes[at]) == CborHeader.OTHER) {
      header(); // Throws if nothing, or nothing that may be there, comes next.
    }
    return false;
  }

  /**
   * Reads a text. A byte that is not UTF-8 becomes a lone surrogate U+DC80 to U+DCFF, which {@link
   * CborWriter#writeText} turns back.
   */
  public String readText() {
    return readText(MOST_ITEMS);
  }

  /**
   * @param most bytes allowed
   */
  public String readText(int most) {
    int quick = quickLength(CborHeader.TEXT, most);
    if (quick >= 0) {
      at = headerEnd + quick;
      return CborText.decode(bytes, headerEnd, quick);
    }
    CborHeader header = sized(CborHeader.TEXT, "a text", most);
    int length = (int) header.value();
    at = header.end() + length;
    return CborText.decode(bytes, header.end(), length);
  }

  /** Reads a byte string of at most 2 MiB. */
  public byte[] readBytes() {
    return readBytes(MOST_BYTES);
  }

  /**
   * @param most bytes allowed
   */
  public byte[] readBytes(int most) {
    int quick = quickLength(CborHeader.BYTES, most);
    if (quick >= 0) {
      at = headerEnd + quick;
      return Arrays.copyOfRange(bytes, headerEnd, at);
    }
    CborHeader header = sized(CborHeader.BYTES, "a byte string", most);
    at = header.end() + (int) header.value();
    return Arrays.copyOfRange(bytes, header.end(), at);
  }

  /** Checks that a text comes next, as {@link #readText()} does, and reads over it. */
  public void skipText() {
    if (skipQuick(CborHeader.TEXT, MOST_ITEMS)) {
      return;
    }
    CborHeader header = sized(CborHeader.TEXT, "a text", MOST_ITEMS);
    at = header.end() + (int) header.value();
  }

  /** Checks that a byte string comes next, as {@link #readBytes()} does, and reads over it. */
  public void skipBytes() {
    if (skipQuick(CborHeader.BYTES, MOST_BYTES)) {
      return;
    }
    CborHeader header = sized(CborHeader.BYTES, "a byte string", MOST_BYTES);
    at = header.end() + (int) header.value();
  }

  private boolean skipQuick(int major, int most) {
    int quick = quickLength(major, most);
    if (quick >= 0) {
      at = headerEnd + quick;
    }
    return quick >= 0;
  }

  /**
   * Reads over these bytes if they come next; otherwise reads nothing and returns false.
   *
   * @param item one whole item
   */
  public boolean skipIf(byte[] item) {
    boolean next =
        item.length <= limit - at
            && Arrays.equals(bytes, at, at + item.length, item, 0, item.length);
    if (next) {
      at += item.length;
    }
    return next;
  }

  /** Reads the header of an array; its items are to be read next. */
  public int readArrayHeader() {
    return count(CborHeader.ARRAY, "an array");
  }

  /** Reads the header of an array of exactly so many items, as structs in tuple form are. */
  public void expectArray(int items) {
    int start = at;
    int found = readArrayHeader();
    if (found != items) {
      at = start;
      throw failure("array of " + found + " items where " + items + " should be");
    }
  }

  /** Reads the header of a map and returns how many members follow. */
  public int readMapHeader() {
    return count(CborHeader.MAP, "a map");
  }

  private int count(int major, String what) {
    long quick = quick(major);
    if (quick >= 0 && quick <= MOST_ITEMS) {
      at = headerEnd;
      return (int) quick;
    }
    CborHeader header = header(major, what);
    if (header.value() < 0 || header.value() > MOST_ITEMS) {
      throw failure(what + " of " + Long.toUnsignedString(header.value()) + " items");
    }
    at = header.end();
    return (int) header.value();
  }

  /** Reads a link. */
  public Cid readCid() {
    int start = at;
    CborHeader tag = header(CborHeader.TAG, "a link");
    at = tag.end();
    try {
      byte[] link = readBytes(MOST_CID_BYTES);
      if (tag.value() != CborHeader.LINK_TAG || link.length == 0 || link[0] != 0) {
        throw new MalformedValueException("not a link");
      }
      return Cid.fromBytes(Arrays.copyOfRange(link, 1, link.length));
    } catch (MalformedValueException wrong) {
      throw failureAt(start, wrong);
    }
  }

  /** Checks that a link or null comes next, as {@link #readNullableCid} does, and reads over it. */
  public void skipNullableCid() {
    if (readNull()) {
      return;
    }
    int start = at;
    if (quick(CborHeader.TAG) == CborHeader.LINK_TAG) {
      at = headerEnd;
      int length = quickLength(CborHeader.BYTES, MOST_CID_BYTES);
      int from = headerEnd;
      if (length > 0 && bytes[from] == 0 && Cid.isUsual(bytes, from + 1, length - 1)) {
        at = from + length;
        return;
      }
    }
    at = start;
    readCid();
  }

  /** Reads a link or null. */
  public Optional<Cid> readNullableCid() {
    return readNull() ? Optional.empty() : Optional.of(readCid());
  }

  /** Reads a big number: no bytes for 0, else a sign byte and the magnitude. */
  public BigInteger readBigInt() {
    int start = at;
    byte[] signed = readBytes(MOST_BIG_INT_BYTES);
    if (signed.length == 0) {
      return BigInteger.ZERO;
    }
    if (signed[0] != 0 && signed[0] != 1) {
      at = start;
      throw failure("big number with sign byte " + signed[0]);
    }
    BigInteger magnitude = new BigInteger(1, signed, 1, signed.length - 1);
    return signed[0] == 0 ? magnitude : magnitude.negate();
  }

  /** Reads a big number of attoFIL. */
  public TokenAmount readTokenAmount() {
    return new TokenAmount(readBigInt());
  }

  /** Reads an address; it prints with {@code f}. */
  public Address readAddress() {
    int start = at;
    try {
      return Address.fromBytes(readBytes(MOST_ADDRESS_BYTES));
    } catch (MalformedValueException wrong) {
      throw failureAt(start, wrong);
    }
  }

  /** Reads a byte string of RLE+. */
  public SectorNumbers readSectorNumbers() {
    int start = at;
    try {
      return SectorNumbers.decode(readBytes(SectorNumbers.MOST_ENCODED_BYTES));
    } catch (MalformedValueException wrong) {
      throw failureAt(start, wrong);
    }
  }

  /** Reads over the next item with all that is in it, whatever it is. */
  public void skip() {
    int start = at;
    try {
      for (long items = 1; items > 0; items--) {
        items += skipOne();
        if (items - 1 > limit - at) {
          throw failure("more items announced than bytes are left");
        }
      }
    } catch (CborException wrong) {
      at = start;
      throw wrong;
    }
  }

  private long skipOne() {
    if (skipQuick(CborHeader.TEXT, MOST_BYTES) || skipQuick(CborHeader.BYTES, MOST_BYTES)) {
      return 0;
    }
    CborHeader header = header();
    switch (header.major()) {
      case CborHeader.BYTES, CborHeader.TEXT -> {
        CborHeader sized = sized(header.major(), "a string", MOST_BYTES);
        at = sized.end() + (int) sized.value();
        return 0;
      }
      case CborHeader.ARRAY -> {
        return count(CborHeader.ARRAY, "an array");
      }
      case CborHeader.MAP -> {
        return 2L * count(CborHeader.MAP, "a map");
      }
      case CborHeader.TAG -> {
        readCid();
        return 0;
      }
      default -> {
        at = header.end();
        return 0;
      }
    }
  }

  /** Reads the next item with all that is in it, as its bytes. */
  public byte[] readRaw() {
    int start = at;
    skip();
    return Arrays.copyOfRange(bytes, start, at);
  }

  /** Bytes that have been read, from one {@link #position} to another. */
  public byte[] slice(int from, int to) {
    Objects.checkFromToIndex(from, to, limit - base);
    return Arrays.copyOfRange(bytes, base + from, base + to);
  }

  private CborHeader header() {
    return CborHeader.read(bytes, at, limit, base);
  }

  private CborHeader header(int major, String what) {
    CborHeader header = header();
    if (header.major() != major) {
      throw failure("no " + what.replaceFirst("^an? ", "") + " but " + peekType());
    }
    return header;
  }

  private CborHeader sized(int major, String what, int most) {
    CborHeader header = header(major, what);
    if (header.value() < 0 || header.value() > most) {
      throw failure(what + " of " + Long.toUnsignedString(header.value()) + " bytes");
    }
    if (header.value() > limit - header.end()) {
      throw failure(what + " of " + header.value() + " bytes is cut off");
    }
    return header;
  }

  private CborException failure(String problem) {
    return new CborException(problem, position());
  }

  private CborException failureAt(int start, MalformedValueException wrong) {
    at = start;
    return wrong instanceof CborException already
        ? already
        : new CborException(String.valueOf(wrong.getMessage()), position());
  }
}
