package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a check of a sector's files found. Two questions have two answers: whether these challenges
 * would be proven, and whether anything is damaged; a damaged node that no challenge needs leaves
 * the first answer good.
 *
 * @param number the sector's number; 0 where only files were given
 * @param outcome what a windowPoSt over the challenges would make of it
 * @param findings all that is wrong, with file and bytes
 * @param challenges the nodes of the sealed file that were asked for
 * @param files what was read
 * @param commR what the files have to lead to; empty where nobody told
 * @param reads what the reads cost, by file
 * @param time how long the check took
 */
public record SectorCheck(
    long number,
    ProofOutcome outcome,
    List<ReplicaFinding> findings,
    List<Long> challenges,
    ReplicaFiles files,
    Optional<Commitment> commR,
    List<FileReads> reads,
    Duration time) {
  /** Lists are copied. */
  public SectorCheck {
    findings = List.copyOf(findings);
    challenges = List.copyOf(challenges);
    reads = List.copyOf(reads);
  }

  /** Whether nothing at all was found. */
  public boolean isSound() {
    return findings.isEmpty();
  }

  /** Whether the challenges would be proven, and the partition's proof with them. */
  public boolean isProvable() {
    return outcome == ProofOutcome.PROVES;
  }

  /** The slowest read of all. */
  public Duration slowestRead() {
    return reads.stream().map(FileReads::slowest).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  @Override
  public String toString() {
    return "sector "
        + number
        + ": "
        + outcome.word()
        + (isSound() ? "" : ", since " + findings.get(0));
  }
}
