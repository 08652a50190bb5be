package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a snap upgrade puts data into a sealed sector (FIP-0019; rust-fil-proofs,
 * storage-proofs-update vanilla): each new node is the old one plus the data's times a number that
 * changes along the sector. With the old replica the data come back out of the new one.
 *
 * <p>Not for use by several threads at once.
 */
public final class SnapEncoding {
  private static final int NODE = Poseidon.NODE_BYTES;
  private static final long LARGEST_SMALL_SECTOR = 32 << 10;

  private final Poseidon hash = Poseidon.forSnapDeals();
  private final long[] nodes = new long[2 * Field.WIDTH];
  private final byte[] phi;
  private final int shift;
  private @Nullable Part part;

  /** The factors of one part of the sector: to encode, and to decode. */
  private record Part(long index, long[] encoding, long[] decoding) {}

  /**
   * @param commD commitment to the data that were put in
   * @param commR commitment to the replica before the upgrade
   * @param sectorBytes size of the sector
   */
  public SnapEncoding(Commitment commD, Commitment commR, long sectorBytes) {
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(sectorBytes);
    int log = Long.numberOfTrailingZeros(geometry.sectorBytes() / NODE);
    this.shift = log - (sectorBytes <= LARGEST_SMALL_SECTOR ? 1 : 10);
    this.phi = hash.hash(commD.getDigest(), commR.getDigest());
  }

  /**
   * Puts padded data into sealed bytes.
   *
   * @param key bytes of the old sealed file
   * @param data as many bytes of padded data
   * @param firstNode where in the sector they start, in nodes of 32 bytes
   * @throws DamagedNodeException when a node of either is no number of the field
   */
  public byte[] encode(byte[] key, byte[] data, long firstNode) {
    byte[] encoded = new byte[requireEqual(key, data)];
    for (int at = 0; at < encoded.length; at += NODE) {
      Part factors = part(firstNode + at / NODE);
      combine(data, key, factors.encoding, encoded, at);
    }
    return encoded;
  }

  /**
   * Takes padded data out of an upgraded sector.
   *
   * @param update bytes of the new replica
   * @param key as many bytes of the old sealed file
   * @param firstNode where in the sector they start, in nodes of 32 bytes
   * @throws DamagedNodeException when a node of either is no number of the field
   */
  public byte[] decode(byte[] update, byte[] key, long firstNode) {
    byte[] data = new byte[requireEqual(update, key)];
    for (int at = 0; at < data.length; at += NODE) {
      Part factors = part(firstNode + at / NODE);
      combine(update, key, factors.decoding, data, at);
    }
    return data;
  }

  private void combine(byte[] a, byte[] b, long[] factors, byte[] out, int at) {
    read(a, at, 0);
    read(b, at, 1);
    Field.dot(factors, 0, nodes, 0, 2, nodes, 0);
    Field.write(nodes, 0, out, at);
  }

  private void read(byte[] bytes, int at, int index) {
    if (!Field.read(bytes, at, nodes, index * Field.WIDTH)) {
      throw new DamagedNodeException(at / NODE);
    }
  }

  private Part part(long nodeIndex) {
    long index = nodeIndex >> shift;
    Part known = part;
    if (known == null || known.index != index) {
      known = newPart(index);
      part = known;
    }
    return known;
  }

  private Part newPart(long index) {
    byte[] high = new byte[NODE];
    for (int i = 0; i < Long.BYTES; i++) {
      high[i] = (byte) (index >> (8 * i));
    }
    BigInteger rho = number(hash.hash(phi, high));
    BigInteger inverse = rho.modInverse(Field.MODULUS);
    return new Part(
        index,
        Field.elements(List.of(rho, BigInteger.ONE)),
        Field.elements(List.of(inverse, Field.MODULUS.subtract(inverse))));
  }

  private static BigInteger number(byte[] littleEndian) {
    BigInteger value = BigInteger.ZERO;
    for (int i = NODE - 1; i >= 0; i--) {
      value = value.shiftLeft(8).add(BigInteger.valueOf(littleEndian[i] & 0xff));
    }
    return value;
  }

  private static int requireEqual(byte[] a, byte[] b) {
    if (a.length != b.length || a.length % NODE != 0) {
      throw new IllegalArgumentException(
          a.length + " and " + b.length + " bytes are not equally many nodes");
    }
    return a.length;
  }
}
