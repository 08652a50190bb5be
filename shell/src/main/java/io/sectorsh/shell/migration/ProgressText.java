package io.sectorsh.shell.migration;

import io.sectorsh.migration.Progress;
import java.time.Duration;
import java.util.Locale;

/** How far a run is, in one line. */
final class ProgressText {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private ProgressText() {}

  /** What matters most comes first: a narrow terminal cuts off the end. */
  static String of(Progress progress) {
    StringBuilder line = new StringBuilder(progress.work());
    line.append(' ').append(progress.done());
    if (progress.total() > 0) {
      line.append('/').append(progress.total());
    }
    if (progress.paused()) {
      line.append("  paused");
    }
    if (progress.failed() > 0) {
      line.append("  ").append(progress.failed()).append(" failed");
    }
    progress.remaining().ifPresent(left -> line.append("  ").append(time(left)).append(" left"));
    if (progress.bytesTotal() > 0) {
      line.append("  ")
          .append(bytes(progress.bytesDone()))
          .append('/')
          .append(bytes(progress.bytesTotal()))
          .append("  ")
          .append(bytes((long) progress.bytesPerSecond()))
          .append("/s");
    } else {
      line.append(String.format(Locale.ROOT, "  %.0f/s", progress.perSecond()));
    }
    return line.append("  ").append(progress.current()).toString();
  }

  static String bytes(long count) {
    double left = (double) count;
    int unit = 0;
    while (left >= 1024 && unit < UNITS.length - 1) {
      left /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", left, UNITS[unit]);
  }

  static String time(Duration time) {
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
