package io.sectorsh.shell.render;

import java.util.Locale;

/**
 * A number of bytes, which people read in the largest unit that fits.
 *
 * @param count how many
 */
record Bytes(long count) {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  /** Such as {@code 32 GiB} or {@code 1.5 TiB}. */
  String brief() {
    double left = count;
    int unit = 0;
    while (Math.abs(left) >= 1024 && unit < UNITS.length - 1) {
      left /= 1024;
      unit++;
    }
    boolean whole = left == Math.rint(left) || Math.abs(left) >= 100;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", left, UNITS[unit]);
  }

  @Override
  public String toString() {
    return Long.toString(count);
  }
}
