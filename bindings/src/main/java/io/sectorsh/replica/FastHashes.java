package io.sectorsh.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private final List<HashProcess> started = new ArrayList<>();
  private final boolean large;

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

  /** Ends the processes; hashes that are made afterwards are made in this one. */
  @Override
  public void close() {
    synchronized (started) {
      started.forEach(HashProcess::close);
    }
  }
}
