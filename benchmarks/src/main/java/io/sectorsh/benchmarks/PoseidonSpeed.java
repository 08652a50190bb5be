package io.sectorsh.benchmarks;

import io.sectorsh.replica.Poseidon;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Hashes a second of processor time on one thread, arity 8 then arity 2, for {@code
 * benchmarks/poseidon.sh}, which runs neptune beside it.
 */
public final class PoseidonSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SECOND = 1_000_000_000L;
  private static final int ROUNDS = 6;
  private static final int BATCH = 100;

  private PoseidonSpeed() {}

  /** Prints one line: both figures. */
  public static void main(String[] arguments) {
    System.out.printf("%.0f %.0f%n", speed(8), speed(2));
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
