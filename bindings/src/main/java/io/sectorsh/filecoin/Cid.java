package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A content identifier of version 0 or 1 (github.com/multiformats/cid): what kind of data, which
 * hash, and the digest.
 *
 * <p>Text is base58 for version 0 ({@code Qm...}) and base32 for version 1 ({@code b...}); texts of
 * version 1 in base58 ({@code z}), upper-case base32 ({@code B}) and hexadecimal ({@code f}) are
 * read too. JSON is {@code {"/":"bafy..."}}. Immutable.
 */
public final class Cid implements Comparable<Cid> {
  /** DAG-CBOR: blocks, messages, state. */
  public static final long DAG_CBOR = 0x71;

  /** BLAKE2b of 32 bytes: the hash of everything on chain. */
  public static final long BLAKE2B_256 = 0xb220;

  private static final long DAG_PROTOBUF = 0x70;
  private static final long SHA2_256 = 0x12;
  private static final int MOST_BYTES = 512;
  private static final int USUAL_DIGEST = 32;

  private final int version;
  private final long codec;
  private final long hash;
  private final byte[] digest;

  private Cid(int version, long codec, long hash, byte[] digest) {
    this.version = version;
    this.codec = codec;
    this.hash = hash;
    this.digest = digest;
  }

  /**
   * A CID of version 1.
   *
   * @param codec multicodec number of the data
   * @param hash multihash number
   * @param digest the hash itself; copied
   */
  public static Cid of(long codec, long hash, byte[] digest) {
    return new Cid(1, codec, hash, digest.clone());
  }

  /** The CID of a DAG-CBOR block as lotus makes it: version 1 with BLAKE2b-256. */
  public static Cid ofDagCbor(byte[] block) {
    return new Cid(1, DAG_CBOR, BLAKE2B_256, Blake2b.hash(32, block));
  }

  /**
   * @throws MalformedValueException when the text is not a CID
   */
  public static Cid parse(String text) {
    try {
      return parseText(text);
    } catch (MalformedValueException problem) {
      String shown = text.length() > 120 ? text.substring(0, 120) + "..." : text;
      throw new MalformedValueException("not a CID: '" + shown + "': " + problem.getMessage());
    }
  }

  private static Cid parseText(String text) {
    if (text.length() < 2 || text.length() > 2 * MOST_BYTES + 1) {
      throw new MalformedValueException(text.length() + " letters");
    }
    if (text.length() == 46 && text.startsWith("Qm")) {
      return fromBytes(Base58.decode(text));
    }
    String rest = text.substring(1);
    byte[] bytes =
        switch (text.charAt(0)) {
          case 'b' -> Base32.decode(rest);
          case 'B' -> Base32.decode(rest.toLowerCase(Locale.ROOT));
          case 'z' -> Base58.decode(rest);
          case 'f', 'F' -> hex(rest);
          default -> throw new MalformedValueException("unknown base '" + text.charAt(0) + "'");
        };
    if (bytes.length == 34 && bytes[0] == SHA2_256) {
      throw new MalformedValueException("version 0 has no base letter");
    }
    return fromBytes(bytes);
  }

  private static byte[] hex(String digits) {
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException wrong) {
      throw new MalformedValueException("not hexadecimal");
    }
  }

  /**
   * Reads the binary form, without the leading zero that links have in CBOR.
   *
   * @throws MalformedValueException when the bytes are not exactly one CID
   */
  public static Cid fromBytes(byte[] bytes) {
    Parsed parsed = read(bytes, 0);
    if (parsed.end != bytes.length) {
      throw new MalformedValueException(bytes.length - parsed.end + " bytes after a CID");
    }
    return parsed.cid;
  }

  /**
   * Reads CIDs that stand one after another, as in a tipset key.
   *
   * @throws MalformedValueException when the bytes are anything else
   */
  public static List<Cid> listFromBytes(byte[] bytes) {
    List<Cid> cids = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      Parsed parsed = read(bytes, at);
      cids.add(parsed.cid);
      at = parsed.end;
    }
    return List.copyOf(cids);
  }

  private record Parsed(Cid cid, int end) {}

  private static Parsed read(byte[] bytes, int start) {
    if (bytes.length - start >= 34 && bytes[start] == SHA2_256 && bytes[start + 1] == 32) {
      byte[] digest = Arrays.copyOfRange(bytes, start + 2, start + 34);
      return new Parsed(new Cid(0, DAG_PROTOBUF, SHA2_256, digest), start + 34);
    }
    Varint version = Varint.read(bytes, start);
    if (version.value() != 1) {
      throw new MalformedValueException("CID of unknown version " + version.value());
    }
    Varint codec = Varint.read(bytes, version.end());
    Varint hash = Varint.read(bytes, codec.end());
    Varint length = Varint.read(bytes, hash.end());
    long end = length.end() + length.value();
    if (length.value() > MOST_BYTES || end > bytes.length) {
      throw new MalformedValueException("CID cut off: digest of " + length.value() + " bytes");
    }
    byte[] digest = Arrays.copyOfRange(bytes, length.end(), (int) end);
    return new Parsed(new Cid(1, codec.value(), hash.value(), digest), (int) end);
  }

  /**
   * Whether these bytes are a CID of version 1 with a hash of 32 bytes, as nearly all are, told
   * without making it; another one may be a CID all the same.
   */
  public static boolean isUsual(byte[] bytes, int start, int length) {
    int digest = start + length - USUAL_DIGEST;
    if (digest - start < 4 || bytes[start] != 1 || bytes[digest - 1] != USUAL_DIGEST) {
      return false;
    }
    int hash = afterVarint(bytes, start + 1, digest - 1);
    return hash > 0 && afterVarint(bytes, hash, digest - 1) == digest - 1;
  }

  /** Where a varint below 2^28 in its shortest form ends; -1 if there is none. */
  private static int afterVarint(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] < 0) {
      at++;
    }
    boolean shortest = at < end && at - start < 4 && (bytes[at] != 0 || at == start);
    return shortest ? at + 1 : -1;
  }

  /** 0 or 1. */
  public int getVersion() {
    return version;
  }

  /** The multicodec number of the data. */
  public long getCodec() {
    return codec;
  }

  /** The multihash number. */
  public long getHash() {
    return hash;
  }

  /** The digest; a copy. */
  public byte[] getDigest() {
    return digest.clone();
  }

  /** The binary form, without the leading zero that links have in CBOR. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(digest.length + 10);
    if (version == 1) {
      Varint.write(out, 1);
      Varint.write(out, codec);
    }
    Varint.write(out, hash);
    Varint.write(out, digest.length);
    out.writeBytes(digest);
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return version == 0 ? Base58.encode(toBytes()) : "b" + Base32.encode(toBytes());
  }

  @JsonValue
  Map<String, String> toJson() {
    return Map.of("/", toString());
  }

  @JsonCreator
  static Cid fromJson(@JsonProperty(value = "/", required = true) @Nullable String text) {
    if (text == null) {
      throw new MalformedValueException("not a CID: no member named /");
    }
    return parse(text);
  }

  /** By binary form. */
  @Override
  public int compareTo(Cid other) {
    return Arrays.compareUnsigned(toBytes(), other.toBytes());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cid that
        && version == that.version
        && codec == that.codec
        && hash == that.hash
        && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }
}
