package io.sectorsh.faults;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;

/** Limits of this process that the kernel enforces call by call (setrlimit(2)). */
public enum ResourceLimit {
  /** How long a file may become, in bytes: EFBIG beyond. */
  FILE_SIZE(1),
  /** How many files may be open: EMFILE beyond. */
  OPEN_FILES(7);

  private interface LibC extends Library {
    int getrlimit(int resource, long[] limit) throws LastErrorException;

    int setrlimit(int resource, long[] limit) throws LastErrorException;
  }

  private static final LibC LIBC = Native.load("c", LibC.class);

  private final int number;

  ResourceLimit(int number) {
    this.number = number;
  }

  /** Sets the limit; the hard one stays, so that it can be raised again. */
  public void set(long value) {
    LIBC.setrlimit(number, new long[] {value, hard()});
  }

  /** As high as this process may have it. */
  public void lift() {
    LIBC.setrlimit(number, new long[] {hard(), hard()});
  }

  private long hard() {
    long[] limit = new long[2];
    LIBC.getrlimit(number, limit);
    return limit[1];
  }
}
