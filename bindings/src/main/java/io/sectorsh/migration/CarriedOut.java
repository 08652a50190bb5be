package io.sectorsh.migration;

/**
 * Whether this thread is carrying out an action: what cannot be undone in it was asked about before
 * it began, and is not asked about again at each of its calls.
 */
final class CarriedOut {
  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  private CarriedOut() {}

  static void run(Runnable effect) {
    int outside = DEPTH.get();
    DEPTH.set(outside + 1);
    try {
      effect.run();
    } finally {
      if (outside == 0) {
        DEPTH.remove();
      } else {
        DEPTH.set(outside);
      }
    }
  }

  static boolean isUnderWay() {
    return DEPTH.get() > 0;
  }
}
