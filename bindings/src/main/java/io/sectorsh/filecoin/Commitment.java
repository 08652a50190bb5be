package io.sectorsh.filecoin;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A commitment of 32 bytes and what it commits to (go-fil-commcid).
 *
 * <p>CommD and CommP have the same form as CIDs ({@code baga6ea4seaq...}), CommR has its own
 * ({@code bagboea4b5abc...}). Immutable.
 */
public final class Commitment {
  /** How long every commitment is, in bytes. */
  public static final int BYTES = 32;

  private static final long UNSEALED_CODEC = 0xf101;
  private static final long SEALED_CODEC = 0xf102;
  private static final long SHA256_TRUNC254_PADDED = 0x1012;
  private static final long POSEIDON_BLS12_381_A2_FC1 = 0xb401;

  /** What a commitment commits to. */
  public enum Kind {
    /** CommD: the data of a whole sector. */
    DATA(UNSEALED_CODEC, SHA256_TRUNC254_PADDED),
    /** CommR: a sealed replica. */
    REPLICA(SEALED_CODEC, POSEIDON_BLS12_381_A2_FC1),
    /** CommP: one piece. */
    PIECE(UNSEALED_CODEC, SHA256_TRUNC254_PADDED);

    private final long codec;
    private final long hash;

    Kind(long codec, long hash) {
      this.codec = codec;
      this.hash = hash;
    }
  }

  private final Kind kind;
  private final byte[] digest;

  private Commitment(Kind kind, byte[] digest) {
    this.kind = kind;
    this.digest = digest;
  }

  /**
   * @param digest 32 bytes; copied
   * @throws MalformedValueException when they are not 32
   */
  public static Commitment of(Kind kind, byte[] digest) {
    if (digest.length != BYTES) {
      throw new MalformedValueException("a commitment has 32 bytes, not " + digest.length);
    }
    return new Commitment(kind, digest.clone());
  }

  /**
   * The commitment in a CID; one to unsealed data is taken for {@link Kind#DATA}.
   *
   * @throws MalformedValueException when the CID holds none
   */
  public static Commitment ofCid(Cid cid) {
    return find(Kind.REPLICA, cid)
        .or(() -> find(Kind.DATA, cid))
        .orElseThrow(() -> new MalformedValueException(cid + " is not a Filecoin commitment"));
  }

  /**
   * The commitment in a CID when the caller knows what it should commit to.
   *
   * @throws MalformedValueException when the CID holds none of that kind
   */
  public static Commitment ofCid(Kind kind, Cid cid) {
    return find(kind, cid)
        .orElseThrow(
            () -> new MalformedValueException(cid + " is not a commitment of kind " + kind));
  }

  private static Optional<Commitment> find(Kind kind, Cid cid) {
    byte[] digest = cid.getDigest();
    boolean fits =
        cid.getVersion() == 1
            && cid.getCodec() == kind.codec
            && cid.getHash() == kind.hash
            && digest.length == BYTES;
    return fits ? Optional.of(new Commitment(kind, digest)) : Optional.empty();
  }

  /** What it commits to. */
  public Kind getKind() {
    return kind;
  }

  /** The 32 bytes; a copy. */
  public byte[] getDigest() {
    return digest.clone();
  }

  /** The bytes in hexadecimal. */
  public String getHex() {
    return HexFormat.of().formatHex(digest);
  }

  /** As a CID of version 1. */
  public Cid toCid() {
    return Cid.of(kind.codec, kind.hash, digest);
  }

  /** The text of its CID. */
  @Override
  public String toString() {
    return toCid().toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Commitment that
        && kind == that.kind
        && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }
}
