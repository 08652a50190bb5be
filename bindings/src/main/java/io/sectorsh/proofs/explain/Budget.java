package io.sectorsh.proofs.explain;

import io.sectorsh.proofs.picture.Phase;
import java.time.Duration;
import java.util.Optional;

/**
 * What a proof of the window takes, against the time that is left.
 *
 * @param sectors how many have to be proven still
 * @param read how long the challenged nodes of one take, measured on the slowest disk here
 * @param needed for reading all of them, and at least as long as the last proof took
 * @param left until the window closes; none when it has
 */
public record Budget(
    long sectors, Optional<Duration> read, Optional<Duration> needed, Duration left) {
  static Budget of(WindowFacts facts) {
    boolean ahead = facts.window().phase() == Phase.AHEAD;
    long sectors =
        ahead
            ? facts.chain().toProve().count()
            : facts.chain().toProveIn(facts.openPartitions()).count();
    Optional<DiskPace> pace = facts.files().value().flatMap(FileFacts::slowest);
    Duration left = facts.window().until(facts.window().close());
    return new Budget(
        sectors,
        pace.map(DiskPace::each),
        needed(facts, pace.map(disk -> disk.needed(sectors))),
        left.isNegative() ? Duration.ZERO : left);
  }

  private static Optional<Duration> needed(WindowFacts facts, Optional<Duration> reading) {
    Optional<Duration> last = facts.lotus().value().flatMap(LotusFacts::lastProof);
    return last.filter(proof -> reading.filter(time -> time.compareTo(proof) > 0).isEmpty())
        .or(() -> reading);
  }
}
