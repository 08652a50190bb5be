package io.sectorsh.jsonrpc;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Carries the bytes of one answer from the thread that reads the connection to the one that wants
 * them. The reading side can be interrupted; the writing side waits while too much lies in between.
 */
final class Pipe {
  private static final int MOST_CHUNKS = 16;

  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private boolean ended;
  private boolean closed;
  private @Nullable IOException failure;

  /** Hands over a chunk; false when nobody wants more. */
  synchronized boolean write(byte[] chunk) throws InterruptedException {
    while (chunks.size() >= MOST_CHUNKS && !closed) {
      wait();
    }
    if (!closed) {
      chunks.add(chunk);
      notifyAll();
    }
    return !closed;
  }

  /** No more bytes; with a failure if they were cut off. */
  synchronized void end(@Nullable IOException cutOff) {
    ended = true;
    failure = cutOff;
    notifyAll();
  }

  /** The next chunk; null at the end. What arrived before a failure is handed out first. */
  synchronized byte @Nullable [] read() throws IOException, InterruptedException {
    while (chunks.isEmpty() && !ended && !closed) {
      wait();
    }
    if (closed) {
      throw new EOFException("closed");
    }
    byte[] chunk = chunks.poll();
    notifyAll();
    if (chunk == null && failure != null) {
      throw failure;
    }
    return chunk;
  }

  /** The reading side has enough. */
  synchronized void close() {
    closed = true;
    chunks.clear();
    notifyAll();
  }
}
