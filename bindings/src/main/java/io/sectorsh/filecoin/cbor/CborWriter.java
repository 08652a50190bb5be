package io.sectorsh.filecoin.cbor;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Writes items one after another in the one form that lotus writes (whyrusleeping/cbor-gen): what
 * {@link CborReader} reads comes out again byte by byte.
 *
 * <p>Not for use by several threads at once.
 */
public final class CborWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** All bytes so far. */
  public byte[] toBytes() {
    return out.toByteArray();
  }

  /**
   * @param value 0 or more
   */
  public CborWriter writeUnsigned(long value) {
    return header(CborHeader.UNSIGNED, notNegative(value));
  }

  /** Writes any number of 64 bits with sign. */
  public CborWriter writeSigned(long value) {
    return value < 0 ? header(CborHeader.NEGATIVE, -1 - value) : header(CborHeader.UNSIGNED, value);
  }

  /** Writes false or true. */
  public CborWriter writeBool(boolean value) {
    return header(CborHeader.OTHER, value ? CborHeader.TRUE : CborHeader.FALSE);
  }

  /** Writes null. */
  public CborWriter writeNull() {
    return header(CborHeader.OTHER, CborHeader.NULL);
  }

  /** Writes a text in UTF-8; see {@link CborReader#readText} for bytes that are not. */
  public CborWriter writeText(String text) {
    byte[] encoded = CborText.encode(text);
    header(CborHeader.TEXT, encoded.length);
    return writeRaw(encoded);
  }

  /** Writes a byte string. */
  public CborWriter writeBytes(byte[] bytes) {
    header(CborHeader.BYTES, bytes.length);
    return writeRaw(bytes);
  }

  /**
   * @param items how many items the caller writes next
   */
  public CborWriter writeArrayHeader(int items) {
    return header(CborHeader.ARRAY, notNegative(items));
  }

  /**
   * @param members how many keys with values the caller writes next
   */
  public CborWriter writeMapHeader(int members) {
    return header(CborHeader.MAP, notNegative(members));
  }

  /** Writes a link: tag 42 and the CID's bytes behind a zero. */
  public CborWriter writeCid(Cid cid) {
    byte[] bytes = cid.toBytes();
    header(CborHeader.TAG, CborHeader.LINK_TAG);
    header(CborHeader.BYTES, bytes.length + 1L);
    out.write(0);
    return writeRaw(bytes);
  }

  /** Writes a link, or null for none. */
  public CborWriter writeNullableCid(Optional<Cid> cid) {
    return cid.map(this::writeCid).orElseGet(this::writeNull);
  }

  /** Writes a big number: no bytes for 0, else a sign byte and the magnitude. */
  public CborWriter writeBigInt(BigInteger value) {
    if (value.signum() == 0) {
      return writeBytes(new byte[0]);
    }
    byte[] magnitude = value.abs().toByteArray();
    int skip = magnitude[0] == 0 ? 1 : 0;
    header(CborHeader.BYTES, magnitude.length - skip + 1L);
    out.write(value.signum() < 0 ? 1 : 0);
    out.write(magnitude, skip, magnitude.length - skip);
    return this;
  }

  /** Writes an amount as a big number of attoFIL. */
  public CborWriter writeTokenAmount(TokenAmount amount) {
    return writeBigInt(amount.atto());
  }

  /** Writes an address as a byte string. */
  public CborWriter writeAddress(Address address) {
    return writeBytes(address.toBytes());
  }

  /**
   * Writes a set of numbers as a byte string of RLE+.
   *
   * @throws IllegalArgumentException when that is longer than lotus allows
   */
  public CborWriter writeSectorNumbers(SectorNumbers numbers) {
    byte[] encoded = numbers.encode();
    if (encoded.length > SectorNumbers.MOST_ENCODED_BYTES) {
      throw new IllegalArgumentException(
          "set of sectors takes " + encoded.length + " bytes; lotus allows 32768");
    }
    return writeBytes(encoded);
  }

  /** Writes bytes that are CBOR already. */
  public CborWriter writeRaw(byte[] item) {
    out.writeBytes(item);
    return this;
  }

  private CborWriter header(int major, long value) {
    int start = major << 5;
    if (value < 24) {
      out.write(start | (int) value);
      return this;
    }
    int power = value < 1L << 8 ? 0 : value < 1L << 16 ? 1 : value < 1L << 32 ? 2 : 3;
    out.write(start | 24 + power);
    for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  private static long notNegative(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative number " + value);
    }
    return value;
  }
}
