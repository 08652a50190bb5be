package io.sectorsh.jsonrpc;

import java.io.InputStream;

/**
 * The body of an answer as a stream that fails with the user's words and knows its limit: of the
 * whole, or of each element of a list.
 */
final class AnswerInput extends InputStream {
  private final Exchange exchange;
  private final long limit;
  private byte[] chunk = new byte[0];
  private int position;
  private long seen;
  private boolean begun;
  private boolean ended;

  AnswerInput(Exchange exchange, long limit) {
    this.exchange = exchange;
    this.limit = limit;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position == chunk.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, target, offset, count);
    position += count;
    return count;
  }

  /** Whether the body has ended without a byte. */
  boolean isEmpty() {
    return position == chunk.length && !fill() && !begun;
  }

  private String size() {
    return limit >= 1 << 20 ? (limit >> 20) + " MiB" : limit + " bytes";
  }

  /** Begins to count again: what follows may be as long as the limit. */
  void countAgain() {
    seen = 0;
  }

  private boolean fill() {
    byte[] next = ended ? null : exchange.read();
    if (next == null) {
      ended = true;
      return false;
    }
    begun = true;
    seen += next.length;
    if (seen > limit) {
      exchange.close();
      throw exchange.site().badAnswer("the answer is longer than " + size(), null);
    }
    chunk = next;
    position = 0;
    return true;
  }

  /**
   * Gives up what has not arrived; a body that was read to its end leaves the connection usable.
   */
  @Override
  public void close() {
    if (!ended) {
      exchange.close();
    }
  }
}
