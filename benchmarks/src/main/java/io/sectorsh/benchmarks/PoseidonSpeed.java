package io.sectorsh.benchmarks;

import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.GroupHash;
import io.sectorsh.replica.Poseidon;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Hashes a second of processor time on one thread, arity 8, arity 2, and arity 8 in vectors (as
 * large work does it, the process of its own and the talk with it included), for {@code
 * benchmarks/poseidon.sh}, which runs neptune beside it.
 */
public final class PoseidonSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SECOND = 1_000_000_000L;
  private static final int ROUNDS = 6;
  private static final int BATCH = 100;
  private static final int GROUPS = 2048;
  private static final int FAST_BATCHES = 20;

  private PoseidonSpeed() {}

  /** Prints one line: the three figures. */
  public static void main(String[] arguments) {
    System.out.printf("%.0f %.0f %.0f%n", speed(8), speed(2), fastSpeed());
  }

  private static double fastSpeed() {
    byte[] nodes = new byte[GROUPS * GroupHash.GROUP_BYTES];
    byte[] hashes = new byte[GROUPS * Poseidon.NODE_BYTES];
    double best = 0;
    try (FastHashes fast = FastHashes.forBytes(1L << 40)) {
      GroupHash hash = fast.get();
      for (int round = 0; round < ROUNDS; round++) {
        long start = processorTime();
        for (int batch = 0; batch < FAST_BATCHES; batch++) {
          hash.hash(nodes, GROUPS, hashes);
        }
        long groups = (long) FAST_BATCHES * GROUPS;
        best = Math.max(best, groups * (double) SECOND / (processorTime() - start));
      }
    }
    return best;
  }

  /** Of this thread and of the processes that it started. */
  private static long processorTime() {
    return THREADS.getCurrentThreadCpuTime()
        + ProcessHandle.current()
            .children()
            .flatMap(child -> child.info().totalCpuDuration().stream())
            .mapToLong(Duration::toNanos)
            .sum();
  }

  /** The best of several rounds: the first ones run before the compiler is done. */
  private static double speed(int arity) {
    Poseidon hash = Poseidon.ofArity(arity);
    byte[] nodes = new byte[arity * Poseidon.NODE_BYTES];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = i % Poseidon.NODE_BYTES == Poseidon.NODE_BYTES - 1 ? 0x21 : (byte) (i * 37 + 11);
    }
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.max(best, round(hash, nodes));
    }
    return best;
  }

  private static double round(Poseidon hash, byte[] nodes) {
    long start = THREADS.getCurrentThreadCpuTime();
    long elapsed = 0;
    long hashes = 0;
    while (elapsed < SECOND / 2) {
      for (int i = 0; i < BATCH; i++) {
        hash.hash(nodes, 0, nodes, 0);
      }
      hashes += BATCH;
      elapsed = THREADS.getCurrentThreadCpuTime() - start;
    }
    return hashes * (double) SECOND / elapsed;
  }
}
