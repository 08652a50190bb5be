package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.GroupHash;
import io.sectorsh.replica.ProofOutcome;
import io.sectorsh.replica.ReadWatch;
import io.sectorsh.replica.ReplicaCheck;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.SectorCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One sector to check.
 *
 * @param number which one
 * @param device what tells the disk of its files from other disks
 * @param files where they are, or should be
 * @param commR what the chain has; empty if it has no such sector
 * @param depth how closely to look
 * @param challenges the nodes to look at
 * @param known what is wrong without looking at any file
 */
public record SectorTask(
    long number,
    Object device,
    ReplicaFiles files,
    Optional<Commitment> commR,
    Depth depth,
    long[] challenges,
    Optional<ReplicaFinding> known) {

  /** How closely files are looked at. */
  public enum Depth {
    /** p_aux against CommR. */
    AUX,
    /** All files: that they are there, how long they are, and the roots of the trees. */
    FILES,
    /** All files, and the paths of challenged nodes. */
    CHALLENGES
  }

  /** The same sector, looked at more closely or less. */
  public SectorTask at(Depth other) {
    return new SectorTask(number, device, files, commR, other, challenges, known);
  }

  SectorCheck check(ReadWatch watch, GroupHash hash) {
    if (known.isPresent() || commR.isEmpty()) {
      return with(known.stream().toList(), Duration.ZERO);
    }
    return switch (depth) {
      case AUX -> ReplicaCheck.inspectAux(number, files, commR.get(), watch);
      case FILES -> ReplicaCheck.inspect(number, files, commR.get(), watch, hash);
      case CHALLENGES -> ReplicaCheck.inspect(number, files, commR.get(), watch, hash, challenges);
    };
  }

  /** What is told of a sector whose files were not read. */
  SectorCheck with(List<ReplicaFinding> findings, Duration time) {
    return new SectorCheck(
        number, ProofOutcome.LEFT_OUT, findings, List.of(), files, commR, List.of(), time);
  }
}
