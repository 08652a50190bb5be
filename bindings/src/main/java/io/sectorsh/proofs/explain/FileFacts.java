package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.replica.ProofOutcome;
import io.sectorsh.replica.ReplicaFinding;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the stores and the files of the sectors to prove are like, seen from this machine.
 *
 * @param gone stores that are configured but not there
 * @param silent stores that do not answer in time
 * @param here how many stores are there and answer
 * @param sectors one for each sector that was looked at
 * @param total how many sectors there are to look at
 * @param unopened sectors of which only p_aux was looked at, for lack of time
 * @param unread sectors whose challenged nodes should have been read, and were not in time
 * @param paces how fast disks are, the slowest first
 * @param untold why not all stores are known; empty if they are
 */
record FileFacts(
    List<Path> gone,
    List<Path> silent,
    int here,
    List<SectorFiles> sectors,
    long total,
    long unopened,
    long unread,
    List<DiskPace> paces,
    String untold) {
  /**
   * The files of one sector.
   *
   * @param number which sector
   * @param sealed where its sealed file is, or should be
   * @param found whether it is there
   * @param oldFiles where files from before the upgrade are, if only those were found
   * @param findings what is wrong
   * @param otherIsKey whether p_aux leads to the replica from before the upgrade
   * @param depth how closely they were looked at
   * @param outcome what a proof of the nodes that were read would make of it
   */
  record SectorFiles(
      long number,
      Path sealed,
      boolean found,
      Optional<Path> oldFiles,
      List<ReplicaFinding> findings,
      boolean otherIsKey,
      Depth depth,
      ProofOutcome outcome) {
    /** Files that are nowhere. */
    static SectorFiles missing(long number, Path expected, Optional<Path> oldFiles) {
      return new SectorFiles(
          number, expected, false, oldFiles, List.of(), false, Depth.AUX, ProofOutcome.LEFT_OUT);
    }

    /** Whether the nodes were read that a challenge touches. */
    boolean challenged() {
      return depth == Depth.CHALLENGES;
    }

    /** Whether something is wrong that this window's challenge does not meet. */
    boolean isProvenAllTheSame() {
      return challenged() && outcome == ProofOutcome.PROVES;
    }

    boolean isGood() {
      return found && findings.isEmpty();
    }
  }

  /** Stores whose files nobody can read now. */
  List<Path> absent() {
    return Stream.concat(gone.stream(), silent.stream()).toList();
  }

  long challenged() {
    return sectors.stream().filter(SectorFiles::challenged).count();
  }

  SectorNumbers bad() {
    return SectorNumbers.of(
        sectors.stream().filter(one -> !one.isGood()).mapToLong(SectorFiles::number).toArray());
  }

  /** The disk that takes longest for its part of the sectors; empty if nothing was read. */
  Optional<DiskPace> slowest() {
    return paces.stream().max(Comparator.comparing(pace -> pace.needed(1)));
  }
}
