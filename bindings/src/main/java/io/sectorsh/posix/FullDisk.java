package io.sectorsh.posix;

import java.io.IOException;
import java.util.List;

/** A file system without room, as Java tells it: in words only. */
public final class FullDisk {
  /** The words of the C library for ENOSPC, EDQUOT and EFBIG. */
  private static final List<String> WORDS =
      List.of("No space left on device", "Disk quota exceeded", "File too large");

  private FullDisk() {}

  /** Whether a failure comes from there being no room, for this user or at all. */
  public static boolean isCause(IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    return WORDS.stream().anyMatch(reason::contains);
  }
}
