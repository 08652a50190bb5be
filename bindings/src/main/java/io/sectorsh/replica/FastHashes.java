package io.sectorsh.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The fastest hashes that this JDK and processor have, for work of many seconds: in vectors where
 * they are long enough, one for each thread, and all ended together. Safe for use by several
 * threads.
 */
public final class FastHashes implements Supplier<GroupHash>, AutoCloseable {
  /** With fewer lanes the scalar form is as fast, and from this version of Java on they suffice. */
  private static final int FEW_LANES = 4;

  private static final int FEW_LANES_SINCE = 21;

  /** Before, the compiler has no 32 by 32 bit product of vectors, and makes one of several. */
  private static final int MANY_LANES = 8;

  /** Below this much data the scalar form is done before a process would be warm. */
  private static final long LARGE_BYTES = 64L << 20;

  private static final int MOST = Runtime.getRuntime().availableProcessors();

  private final List<HashProcess> started = new ArrayList<>();
  private final BlockingQueue<GroupHash> idle = new LinkedBlockingQueue<>();
  private final AtomicInteger lent = new AtomicInteger();
  private final boolean large;

  /** For work that is soon done. */
  public static FastHashes small() {
    return new FastHashes(false);
  }

  private FastHashes(boolean large) {
    this.large = large;
  }

  /** For work over so many bytes: in vectors only where it is large. */
  public static FastHashes forBytes(long bytes) {
    return new FastHashes(bytes >= LARGE_BYTES);
  }

  @Override
  public GroupHash get() {
    if (!large) {
      return GroupHash.scalar();
    }
    int fewest = Runtime.version().feature() >= FEW_LANES_SINCE ? FEW_LANES : MANY_LANES;
    Optional<HashProcess> process = HashProcess.start(fewest);
    if (process.isEmpty()) {
      return GroupHash.scalar();
    }
    synchronized (started) {
      started.add(process.get());
    }
    return process.get();
  }

  /** One hash for any number of threads; each batch waits until a processor is free for it. */
  public GroupHash shared() {
    return (nodes, groups, out) -> {
      GroupHash hash = borrowed();
      try {
        hash.hash(nodes, groups, out);
      } finally {
        idle.add(hash);
      }
    };
  }

  private GroupHash borrowed() {
    GroupHash free = idle.poll();
    if (free != null) {
      return free;
    }
    if (lent.getAndIncrement() < MOST) {
      return get();
    }
    lent.decrementAndGet();
    try {
      return idle.take();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }

  /** Ends the processes; hashes that are made afterwards are made in this one. */
  @Override
  public void close() {
    synchronized (started) {
      started.forEach(HashProcess::close);
    }
  }
}
