package io.sectorsh.jsonrpc;

import java.time.Duration;

/**
 * How long and how much a client waits for.
 *
 * @param connect for a connection to be made
 * @param answer for a whole answer
 * @param streamed for the first byte of a streamed answer and then between bytes; long, since both
 *     lotus and damocles put a million sectors together before they send the first
 * @param retries how often a read is tried again after the connection broke
 * @param pause before the first retry; doubled each time
 * @param answerBytes the longest answer that is kept in memory; streamed ones have no limit, but
 *     each of their elements has {@link #elementBytes}
 */
public record RpcLimits(
    Duration connect,
    Duration answer,
    Duration streamed,
    int retries,
    Duration pause,
    long answerBytes) {
  private static final long MOST_ELEMENT_BYTES = 32L << 20;

  /**
   * 5 s to connect, 60 s for an answer of up to 256 MiB or an eighth of the heap, 10 min for one
   * that streams, two retries after 0.2 s and 0.4 s.
   */
  public static final RpcLimits DEFAULT =
      new RpcLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          2,
          Duration.ofMillis(200),
          Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8));

  /** The longest element of a streamed list. */
  long elementBytes() {
    return Math.min(answerBytes, MOST_ELEMENT_BYTES);
  }

  /** The same with another time for a whole answer. */
  public RpcLimits withAnswer(Duration longest) {
    return new RpcLimits(connect, longest, streamed, retries, pause, answerBytes);
  }
}
