package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.rows.RowCursor;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that a daemon sends until it ends the channel or this is closed, which cancels it
 * there.
 *
 * <p>Up to 256 values wait here unread; then the connection is not read until there is room again,
 * so that a slow reader slows the sender and takes no memory. Reading blocks until a value comes,
 * and an interrupt ends it. For use by one thread; only {@link #close} may be called by another.
 */
public final class Subscription implements RowCursor<JsonNode> {
  private static final int MOST_UNREAD = 256;
  private static final Duration EVER = Duration.ofDays(10_000);

  private final CallSite site;
  private final Runnable cancel;
  private final ValueQueue queue = new ValueQueue(MOST_UNREAD);
  private @Nullable JsonNode next;

  Subscription(CallSite site, Runnable cancel) {
    this.site = site;
    this.cancel = cancel;
  }

  CallSite site() {
    return site;
  }

  ValueQueue queue() {
    return queue;
  }

  /** Waits for the next value; false when the daemon has ended the channel. */
  @Override
  public boolean hasNext() {
    return hasNext(EVER);
  }

  private boolean hasNext(Duration longest) {
    if (next == null) {
      try {
        next = queue.await(System.nanoTime() + longest.toNanos()) ? queue.poll() : null;
      } catch (InterruptedException stop) {
        close();
        throw CallInterruptedException.of(site);
      }
    }
    return next != null;
  }

  /** Waits for the next value. */
  @Override
  public JsonNode next() {
    return poll(EVER).orElseThrow(NoSuchElementException::new);
  }

  /** Waits a while for the next value; empty if none came or the daemon has ended the channel. */
  public Optional<JsonNode> poll(Duration longest) {
    Optional<JsonNode> value =
        hasNext(longest) ? Optional.ofNullable(next) : Optional.<JsonNode>empty();
    next = null;
    return value;
  }

  /** Cancels it; what has not been read is dropped. */
  @Override
  public void close() {
    queue.close();
    cancel.run();
  }
}
