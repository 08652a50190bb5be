package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.picture.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compares the time that a window has with what reading takes at the pace measured here. */
final class SlowReadsRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    if (facts.window().phase() == Phase.AHEAD || facts.openPartitions().isEmpty()) {
      return List.of();
    }
    Optional<DiskPace> slowest = facts.files().value().flatMap(FileFacts::slowest);
    return slowest
        .filter(pace -> needed(facts, pace).compareTo(time(facts)) > 0)
        .map(pace -> List.of(cause(facts, pace)))
        .orElse(List.of());
  }

  private static Duration needed(WindowFacts facts, DiskPace pace) {
    return pace.needed(facts.chain().toProveIn(facts.openPartitions()).count());
  }

  /** What is left of an open window; all of one that was missed. */
  private static Duration time(WindowFacts facts) {
    return facts.window().phase() == Phase.OPEN
        ? facts.window().until(facts.window().close())
        : whole(facts);
  }

  private static Duration whole(WindowFacts facts) {
    return facts.window().clock().durationOf(facts.window().close().since(facts.window().open()));
  }

  /** A past window was read at another time; one that is too short from now on was longer. */
  private static int confidence(WindowFacts facts, Duration needed) {
    boolean hopeless = needed.compareTo(whole(facts)) > 0;
    return facts.window().phase() == Phase.PAST ? 70 : hopeless ? 88 : 80;
  }

  private static Cause cause(WindowFacts facts, DiskPace pace) {
    SectorNumbers open = facts.chain().toProveIn(facts.openPartitions());
    Duration needed = needed(facts, pace);
    boolean past = facts.window().phase() == Phase.PAST;
    return Cause.of(
            CauseKind.SLOW_READS,
            confidence(facts, needed),
            "the disk of %s is too slow: reading %s for each sector takes %s, and %s"
                .formatted(
                    pace.store(),
                    Wording.of(pace.each()),
                    Wording.of(needed),
                    (past ? "a window has " : "the window closes in ") + Wording.of(time(facts))))
        .sectors(open.intersect(pace.sectors()))
        .at(pace.slowest().file(), 0)
        .seen(
            "the challenged nodes of %d of %d sectors were read from it, one in %s"
                .formatted(pace.read(), pace.sectors().count(), Wording.of(pace.each())))
        .seen(
            "the slowest read took %s: %s"
                .formatted(Wording.of(pace.slowest().slowest()), pace.slowest().file()))
        .fix("findmnt -T " + pace.store())
        .fix("iostat -x 5; smartctl -a on the disk below it; for RAID, look for a rebuild.")
        .fix("Stop what else reads this disk until the window closes.")
        .fix("proofs.checkAll(" + facts.window().deadline() + ")");
  }
}
