package io.sectorsh.proofs.check;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.profile.HomePath;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;

/** A value as a script writes it: text, a number, or the thing itself. */
public final class CheckValue {
  private final String name;
  private final Object value;

  /**
   * @param name what the value is for, for failures
   */
  public CheckValue(String name, Object value) {
    this.name = name;
    this.value = value;
  }

  /** A path; text may begin with {@code ~}. */
  public Path path() {
    return value instanceof Path path
        ? path.toAbsolutePath().normalize()
        : HomePath.ofUser().read(value.toString(), name);
  }

  /** A sector's size in bytes, from a number or such text as {@code 32GiB}. */
  public long sectorBytes() {
    if (value instanceof SectorSize size) {
      return size.bytes();
    }
    if (value instanceof Number bytes) {
      return bytes.longValue();
    }
    String text = value.toString().strip();
    return Arrays.stream(SectorSize.values())
        .filter(size -> size.toString().equalsIgnoreCase(text))
        .findFirst()
        .map(SectorSize::bytes)
        .orElseThrow(() -> wrong("is no size of a sector", "Write 2KiB, 512MiB, 32GiB or 64GiB."));
  }

  /** A commitment, from a CID or from 64 digits of hexadecimal. */
  public Commitment commitment(Commitment.Kind kind) {
    if (value instanceof Commitment given) {
      return Commitment.of(kind, given.getDigest());
    }
    try {
      if (value instanceof Cid cid) {
        return Commitment.ofCid(kind, cid);
      }
      String text = value.toString().strip();
      return text.length() == 2 * Commitment.BYTES
          ? Commitment.of(kind, HexFormat.of().parseHex(text))
          : Commitment.ofCid(kind, Cid.parse(text));
    } catch (IllegalArgumentException malformed) {
      throw wrong("is no commitment of this kind", "Write its CID, or 64 digits of hexadecimal.");
    }
  }

  /** 32 bytes of randomness, from bytes, base64 or hexadecimal. */
  public byte[] randomness() {
    byte[] bytes = bytes();
    if (bytes.length != 32) {
      throw wrong("is no randomness", "Write 32 bytes, as base64 or as 64 digits of hexadecimal.");
    }
    return bytes;
  }

  private byte[] bytes() {
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof Base64Bytes bytes) {
      return bytes.toBytes();
    }
    String text = value.toString().strip();
    try {
      return text.length() == 64
          ? HexFormat.of().parseHex(text)
          : Base64Bytes.parse(text).toBytes();
    } catch (IllegalArgumentException malformed) {
      return new byte[0];
    }
  }

  /** Sector numbers: a number, such text as {@code 1-5,9} or {@code 1..5}, a set, or a list. */
  public SectorNumbers numbers() {
    if (value instanceof SectorNumbers given) {
      return given;
    }
    if (value instanceof Number number) {
      return SectorNumbers.of(number.longValue());
    }
    if (value instanceof Collection<?> list) {
      return SectorNumbers.of(
          list.stream().mapToLong(one -> new CheckValue(name, one).count()).distinct().toArray());
    }
    try {
      return SectorNumbers.parse(value.toString().replace("..", "-"));
    } catch (MalformedValueException malformed) {
      throw wrong("are no sector numbers", "Write such as 7, '1-5,9' or [1, 2, 3].");
    }
  }

  /** A whole number that is not negative. */
  public long count() {
    if (value instanceof Number number && number.longValue() >= 0) {
      return number.longValue();
    }
    throw wrong("is no number", "Write a whole number.");
  }

  private OperatorException wrong(String what, String next) {
    return new OperatorException(ErrorCode.BAD_VALUE, "'" + value + "' " + what, name, next);
  }

  /** 32 bytes that nobody can foresee. */
  static byte[] anyRandomness() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
