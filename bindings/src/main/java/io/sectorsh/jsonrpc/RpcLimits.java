package io.sectorsh.jsonrpc;

import java.time.Duration;

/**
 * How long and how much a client waits for.
 *
 * @param connect for a connection to be made
 * @param answer for a whole answer; of a streamed one, for its first byte and then between bytes
 * @param retries how often a read is tried again after the connection broke
 * @param pause before the first retry; doubled each time
 * @param answerBytes the longest answer that is kept in memory; streamed ones have no limit
 */
public record RpcLimits(
    Duration connect, Duration answer, int retries, Duration pause, long answerBytes) {
  /** 5 s to connect, 60 s for an answer of up to 256 MiB, two retries after 0.2 s and 0.4 s. */
  public static final RpcLimits DEFAULT =
      new RpcLimits(
          Duration.ofSeconds(5), Duration.ofSeconds(60), 2, Duration.ofMillis(200), 256L << 20);

  /** The same with another time for a whole answer. */
  public RpcLimits withAnswer(Duration longest) {
    return new RpcLimits(connect, longest, retries, pause, answerBytes);
  }
}
