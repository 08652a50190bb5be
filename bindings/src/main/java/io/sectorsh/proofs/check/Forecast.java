package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.picture.EpochTime;
import io.sectorsh.replica.FileReads;
import io.sectorsh.replica.SectorCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a window of proof would make of the files as they are now.
 *
 * @param deadline which one
 * @param opens its first epoch
 * @param closes the first epoch after it
 * @param known whether its challenges are known; if not, other nodes were read
 * @param sectors how many have to be proven
 * @param checked how many of them were looked at so far
 * @param finished whether that was all
 * @param spoiling sectors that let the proof of their whole partition fail, unnoticed before
 * @param spoiled these partitions
 * @param skipped sectors that provers would leave out, so that they become faulty
 * @param damaged sectors that this window proves, although something is wrong with their files
 * @param uncertain those of the others of which a prover may as well take a good copy
 * @param unused those of the others of which there is a good copy, where no prover takes it
 * @param bad the checks of all of these, of each copy; the first hundred
 * @param read how long the files of one sector are waited for, on average
 * @param slowest the file with the slowest read of all
 * @param needed how long all of them took here, or will take
 * @param left until the window closes
 */
public record Forecast(
    int deadline,
    EpochTime opens,
    EpochTime closes,
    boolean known,
    long sectors,
    long checked,
    boolean finished,
    SectorNumbers spoiling,
    SectorNumbers spoiled,
    SectorNumbers skipped,
    SectorNumbers damaged,
    SectorNumbers uncertain,
    SectorNumbers unused,
    List<SectorCheck> bad,
    Duration read,
    Optional<FileReads> slowest,
    Duration needed,
    Duration left) {
  /** The list is copied. */
  public Forecast {
    bad = List.copyOf(bad);
  }

  /** Whether all sectors were looked at, and would be proven in time. */
  public boolean willPass() {
    return finished && spoiling.isEmpty() && skipped.isEmpty() && isInTime();
  }

  /** Whether reading takes less than what is left, at the pace so far. */
  public boolean isInTime() {
    return needed.compareTo(left) <= 0;
  }

  /** In one line. */
  public String line() {
    return finished
        ? "deadline " + deadline + " " + verdict() + times() + challenges()
        : "%d of %d sectors looked at%s%s".formatted(checked, sectors, troubles(", "), warning());
  }

  /** A reader is told early that waiting for the end makes no sense. */
  private String warning() {
    return isInTime() ? "" : "; too slow" + times();
  }

  private String verdict() {
    if (willPass()) {
      return "will pass: all files of %d sectors are good%s"
          .formatted(
              sectors,
              damaged.isEmpty() ? "" : " for it; damaged all the same: " + damaged + first());
    }
    return "will not pass"
        + troubles(": ")
        + copies(uncertain, ", and nobody can tell which one is taken")
        + copies(unused, ", where no prover takes it")
        + (isInTime() ? "" : "; too slow")
        + first();
  }

  private static String copies(SectorNumbers sectors, String but) {
    return sectors.isEmpty() ? "" : "; of sector " + sectors + " there is a good copy" + but;
  }

  private String first() {
    return bad.isEmpty() ? "" : "; first: " + bad.get(0).findings().get(0);
  }

  private String troubles(String before) {
    String text =
        (spoiling.isEmpty()
                ? ""
                : before + "partition " + spoiled + " would fail because of sector " + spoiling)
            + (skipped.isEmpty()
                ? ""
                : (spoiling.isEmpty() ? before : "; ") + "sector " + skipped + " would be faulty");
    return text;
  }

  private String times() {
    return "; reading takes %s a sector, %s in all; %s left%s"
        .formatted(text(read), text(needed), text(left), isInTime() ? "" : slowestRead());
  }

  private String slowestRead() {
    return slowest
        .map(file -> "; slowest read: %s of %s".formatted(text(file.slowest()), file.file()))
        .orElse("");
  }

  private String challenges() {
    return known ? "" : "; its challenges are not known yet, others were tried";
  }

  private static String text(Duration time) {
    if (time.toMinutes() >= 10) {
      return time.toMinutes() + " min";
    }
    return time.toSeconds() >= 10 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  @Override
  public String toString() {
    return line();
  }
}
