package io.sectorsh.shell.render;

import java.time.Duration;

/** A duration in words, as exact as a person wants it. */
final class DurationText {
  private DurationText() {}

  /** Such as {@code 3 d 4 h}, {@code 12 min 30 s} or {@code 250 ms}. */
  static String of(Duration duration) {
    if (duration.isNegative()) {
      return "-" + of(duration.negated());
    }
    if (duration.toDays() > 0) {
      return pair(duration.toDays(), "d", duration.toHoursPart(), "h");
    }
    if (duration.toHours() > 0) {
      return pair(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    if (duration.toMinutes() > 0) {
      return pair(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
    }
    return duration.toSeconds() >= 10 || duration.toMillisPart() == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() < 1000
            ? duration.toMillis() + " ms"
            : Math.round(duration.toMillis() / 100.0) / 10.0 + " s";
  }

  private static String pair(long large, String largeUnit, int small, String smallUnit) {
    String text = large + " " + largeUnit;
    return small == 0 ? text : text + " " + small + " " + smallUnit;
  }
}
