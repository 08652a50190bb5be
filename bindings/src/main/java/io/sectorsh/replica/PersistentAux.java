package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.MalformedValueException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code p_aux} of a cache directory (rust-fil-proofs, storage-proofs-porep
 * PersistentAux): comm_c and comm_r_last, from which CommR follows. Immutable.
 */
public final class PersistentAux {
  /** How long the file is, in bytes. */
  public static final int BYTES = 2 * Poseidon.NODE_BYTES;

  /** The file's name. */
  public static final String FILE_NAME = "p_aux";

  private final byte[] bytes;

  private PersistentAux(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param file what the file holds
   * @throws MalformedValueException when it is not 64 bytes long
   */
  public static PersistentAux parse(byte[] file) {
    if (file.length != BYTES) {
      throw new MalformedValueException("p_aux has " + file.length + " bytes instead of 64");
    }
    return new PersistentAux(file.clone());
  }

  /**
   * @param commC root over the columns of the labels, 32 bytes
   * @param commRLast root over the sealed file, 32 bytes
   */
  public static PersistentAux of(byte[] commC, byte[] commRLast) {
    byte[] joined = Arrays.copyOf(commC, commC.length + commRLast.length);
    System.arraycopy(commRLast, 0, joined, commC.length, commRLast.length);
    return parse(joined);
  }

  /** Root over the columns of the labels; a copy. */
  public byte[] getCommC() {
    return Arrays.copyOf(bytes, Poseidon.NODE_BYTES);
  }

  /** Root over the sealed file; a copy. */
  public byte[] getCommRLast() {
    return Arrays.copyOfRange(bytes, Poseidon.NODE_BYTES, BYTES);
  }

  /**
   * CommR: the hash of both. When it is not the one on chain, every proof of the sector fails,
   * although lotus' own checks pass.
   *
   * @throws DamagedNodeException when one of the two is not below the field's order
   */
  public Commitment getCommR() {
    byte[] commR = Poseidon.ofArity(2).hash(getCommC(), getCommRLast());
    return Commitment.of(Commitment.Kind.REPLICA, commR);
  }

  /** What the file holds; a copy. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PersistentAux that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
