package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The values of one subscription between the thread that reads the connection and the one that
 * wants them. The reading side can be interrupted; the writing side waits while too many lie there.
 */
final class ValueQueue {
  private final int most;
  private final ArrayDeque<JsonNode> values = new ArrayDeque<>();
  private boolean ended;
  private boolean closed;
  private @Nullable OperatorException failure;

  ValueQueue(int most) {
    this.most = most;
  }

  /** Hands over a value; drops it when nobody wants more. */
  synchronized void put(JsonNode value) throws InterruptedException {
    while (values.size() >= most && !closed) {
      wait();
    }
    if (!closed) {
      values.add(value);
      notifyAll();
    }
  }

  /** No more values; with a failure if they were cut off. The first end counts. */
  synchronized void end(@Nullable OperatorException cutOff) {
    if (!ended) {
      ended = true;
      failure = cutOff;
      notifyAll();
    }
  }

  /**
   * Waits until {@link #poll} has an answer. An interrupt counts also while there are values, or a
   * fast sender could not be stopped.
   *
   * @param deadline on the clock of {@link System#nanoTime}
   * @return false if the deadline passed first
   */
  synchronized boolean await(long deadline) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    while (values.isEmpty() && !ended && !closed) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /**
   * The next value; null at the end. What arrived before a failure is handed out first.
   *
   * @throws OperatorException if the values were cut off
   */
  synchronized @Nullable JsonNode poll() {
    JsonNode value = values.poll();
    notifyAll();
    if (value == null && failure != null && !closed) {
      throw failure;
    }
    return value;
  }

  /** The reading side has enough. */
  synchronized void close() {
    closed = true;
    values.clear();
    notifyAll();
  }
}
