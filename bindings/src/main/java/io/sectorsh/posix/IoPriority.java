package io.sectorsh.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;

/**
 * The class in which the kernel serves a thread's reads and writes of disks (ioprio_set). It
 * matters where the disk has a scheduler that looks at it, such as bfq.
 */
public final class IoPriority implements AutoCloseable {
  private static final int THIS_THREAD = 1;
  private static final int CLASS_SHIFT = 13;
  private static final int IDLE = 3 << CLASS_SHIFT;
  private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));
  private static final long SET = ARM ? 30 : 251;
  private static final long GET = ARM ? 31 : 252;

  private final int before;

  private IoPriority(int before) {
    this.before = before;
  }

  /**
   * Serves this thread only when the disk has nothing else to do, until it is closed by the same
   * thread. A wish: nothing changes where the kernel does not let it.
   */
  public static IoPriority idle() {
    int before = current();
    set(IDLE);
    return new IoPriority(before);
  }

  /** Whether this thread is served only when the disk has nothing else to do. */
  public static boolean isIdle() {
    return current() >> CLASS_SHIFT == IDLE >> CLASS_SHIFT;
  }

  private static int current() {
    try {
      return LibC.load().syscall(new NativeLong(GET), THIS_THREAD, 0).intValue();
    } catch (IOException | LastErrorException | UnsatisfiedLinkError notHere) {
      return 0;
    }
  }

  private static void set(int priority) {
    try {
      LibC.load().syscall(new NativeLong(SET), THIS_THREAD, 0, priority);
    } catch (IOException | LastErrorException | UnsatisfiedLinkError notHere) {
      return;
    }
  }

  /** Goes back to what it was. */
  @Override
  public void close() {
    set(before);
  }
}
