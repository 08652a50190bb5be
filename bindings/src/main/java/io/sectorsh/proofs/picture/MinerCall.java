package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.cbor.CborReader;
import java.util.ArrayList;
import java.util.List;

/** What a message asks of a miner's actor, as far as proofs are concerned. */
public sealed interface MinerCall {
  /** SubmitWindowedPoSt. */
  long SUBMIT_WINDOWED_POST = 5;

  /** DeclareFaultsRecovered. */
  long DECLARE_FAULTS_RECOVERED = 11;

  /** DisputeWindowedPoSt. */
  long DISPUTE_WINDOWED_POST = 24;

  /**
   * A partition in a proof.
   *
   * @param index which one of the deadline
   * @param skipped sectors that the prover left out, and that become faulty
   */
  record Proven(int index, SectorNumbers skipped) {}

  /**
   * Sectors that are declared recovered.
   *
   * @param deadline where they are proven
   * @param partition of that deadline
   */
  record Declared(int deadline, int partition, SectorNumbers sectors) {}

  /**
   * A proof of some partitions of a deadline.
   *
   * @param deadline which deadline
   * @param commitEpoch whose randomness it carries
   */
  record Post(int deadline, List<Proven> partitions, ChainEpoch commitEpoch) implements MinerCall {
    /** All sectors that it leaves out. */
    public SectorNumbers skipped() {
      return partitions.stream()
          .map(Proven::skipped)
          .reduce(SectorNumbers.EMPTY, SectorNumbers::union);
    }

    /** The partitions that it proves. */
    public SectorNumbers indexes() {
      return SectorNumbers.of(partitions.stream().mapToLong(Proven::index).toArray());
    }
  }

  /** Promises to prove faulty sectors again. */
  record Recovery(List<Declared> declared) implements MinerCall {}

  /**
   * Somebody says that a proof was wrong.
   *
   * @param deadline whose proof
   */
  record Dispute(int deadline) implements MinerCall {}

  /**
   * Anything else, or parameters that cannot be read.
   *
   * @param method its number
   */
  record Other(long method) implements MinerCall {}

  /** Reads the parameters of a method (CBOR tuples, go-state-types builtin/v18/miner). */
  static MinerCall read(long method, byte[] params) {
    CborReader in = new CborReader(params);
    try {
      if (method == SUBMIT_WINDOWED_POST) {
        return post(in);
      }
      if (method == DECLARE_FAULTS_RECOVERED) {
        return recovery(in);
      }
      if (method == DISPUTE_WINDOWED_POST) {
        in.expectArray(2);
        return new Dispute(Math.toIntExact(in.readUnsigned()));
      }
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      return new Other(method);
    }
    return new Other(method);
  }

  private static MinerCall post(CborReader in) {
    in.expectArray(5);
    int deadline = Math.toIntExact(in.readUnsigned());
    List<Proven> partitions = new ArrayList<>();
    for (int left = in.readArrayHeader(); left > 0; left--) {
      in.expectArray(2);
      partitions.add(new Proven(Math.toIntExact(in.readUnsigned()), in.readSectorNumbers()));
    }
    in.skip();
    return new Post(deadline, List.copyOf(partitions), new ChainEpoch(in.readSigned()));
  }

  private static MinerCall recovery(CborReader in) {
    in.expectArray(1);
    List<Declared> declared = new ArrayList<>();
    for (int left = in.readArrayHeader(); left > 0; left--) {
      in.expectArray(3);
      int deadline = Math.toIntExact(in.readUnsigned());
      int partition = Math.toIntExact(in.readUnsigned());
      declared.add(new Declared(deadline, partition, in.readSectorNumbers()));
    }
    return new Recovery(List.copyOf(declared));
  }
}
