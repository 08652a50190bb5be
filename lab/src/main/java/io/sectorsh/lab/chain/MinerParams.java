package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.cbor.CborWriter;
import io.sectorsh.lab.population.SeededBytes;

/** Parameters of the miner actor's methods about proofs, as CBOR. */
public final class MinerParams {
  /** SubmitWindowedPoSt. */
  public static final long POST = 5;

  /** DeclareFaultsRecovered. */
  public static final long RECOVERED = 11;

  /** DisputeWindowedPoSt. */
  public static final long DISPUTE = 24;

  private static final int PROOF_BYTES = 192;
  private static final int PROOF_TYPE = 10;

  private MinerParams() {}

  /**
   * A proof of some partitions.
   *
   * @param skipped sectors that partition 0 leaves out
   */
  public static byte[] post(
      SeededBytes seeded, int deadline, int partitions, SectorNumbers skipped, long challenge) {
    CborWriter out = new CborWriter().writeArrayHeader(5).writeUnsigned(deadline);
    out.writeArrayHeader(partitions);
    for (int index = 0; index < partitions; index++) {
      out.writeArrayHeader(2).writeUnsigned(index);
      out.writeSectorNumbers(index == 0 ? skipped : SectorNumbers.EMPTY);
    }
    byte[] proof = seeded.of("proof " + deadline + " " + challenge, PROOF_BYTES * partitions);
    out.writeArrayHeader(1).writeArrayHeader(2).writeSigned(PROOF_TYPE).writeBytes(proof);
    return out.writeSigned(challenge).writeBytes(seeded.of("commit " + challenge, 32)).toBytes();
  }

  /** A declaration that sectors of a partition are recovered. */
  public static byte[] recovered(int deadline, int partition, SectorNumbers sectors) {
    return new CborWriter()
        .writeArrayHeader(1)
        .writeArrayHeader(1)
        .writeArrayHeader(3)
        .writeUnsigned(deadline)
        .writeUnsigned(partition)
        .writeSectorNumbers(sectors)
        .toBytes();
  }

  /** A dispute of the first proof of a deadline. */
  public static byte[] dispute(int deadline) {
    return new CborWriter().writeArrayHeader(2).writeUnsigned(deadline).writeUnsigned(0).toBytes();
  }
}
