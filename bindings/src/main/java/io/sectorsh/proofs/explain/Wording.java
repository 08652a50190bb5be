package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import java.math.RoundingMode;
import java.time.Duration;

/** How durations, amounts and sets are put into sentences. */
final class Wording {
  private static final int LONGEST_SET = 48;

  private Wording() {}

  static String of(Duration duration) {
    Duration length = duration.abs();
    if (length.compareTo(Duration.ofHours(2)) >= 0) {
      return length.toHours() + " h " + length.toMinutesPart() + " min";
    }
    if (length.compareTo(Duration.ofMinutes(2)) >= 0) {
      return length.toMinutes() + " min";
    }
    return length.compareTo(Duration.ofSeconds(2)) >= 0
        ? length.toSeconds() + " s"
        : length.toMillis() + " ms";
  }

  /** When something is, seen from the chain's head: {@code in 12 min} or {@code 5 min ago}. */
  static String when(Duration fromNow) {
    return fromNow.isNegative() ? of(fromNow) + " ago" : "in " + of(fromNow);
  }

  static String of(TokenAmount amount) {
    return amount.fil().setScale(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
        + " FIL";
  }

  /** Numbers as ranges, cut where they become unreadable. */
  static String of(SectorNumbers numbers) {
    String text = numbers.toString();
    return text.length() <= LONGEST_SET
        ? text
        : text.substring(0, text.lastIndexOf(',', LONGEST_SET)) + ",… (" + numbers.count() + ")";
  }

  static String sectors(SectorNumbers numbers) {
    return (numbers.count() == 1 ? "sector " : "sectors ") + of(numbers);
  }

  static String partitions(SectorNumbers numbers) {
    return (numbers.count() == 1 ? "partition " : "partitions ") + of(numbers);
  }

  /** Enough of an identity to find it on the same screen. */
  static String brief(Cid cid) {
    String text = cid.toString();
    return text.substring(0, 8) + "…" + text.substring(text.length() - 6);
  }
}
