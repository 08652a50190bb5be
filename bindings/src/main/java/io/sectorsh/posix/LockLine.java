package io.sectorsh.posix;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of {@code /proc/locks} (see proc_locks(5)). */
record LockLine(long pid, int major, int minor, long inode, boolean exclusive) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\d+: +(?:FLOCK|POSIX|OFDLCK) +\\S+ +(READ|WRITE) +(-?\\d{1,18})"
              + " +([0-9a-f]{1,7}):([0-9a-f]{1,7}):(\\d{1,18}) .*");

  /** Empty for leases, for those who wait ({@code ->}) and for locks of processes unseen here. */
  static Optional<LockLine> parse(String line) {
    Matcher match = FORM.matcher(line);
    if (!match.matches()) {
      return Optional.empty();
    }
    long pid = Long.parseLong(match.group(2));
    if (pid <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new LockLine(
            pid,
            Integer.parseInt(match.group(3), 16),
            Integer.parseInt(match.group(4), 16),
            Long.parseLong(match.group(5)),
            match.group(1).equals("WRITE")));
  }

  /** Compares with a device number as stat(2) gives it (the encoding of glibc). */
  boolean isOnDevice(long device) {
    long deviceMajor = ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
    long deviceMinor = (device & 0xff) | ((device >>> 12) & ~0xffL);
    return deviceMajor == major && deviceMinor == minor;
  }
}
