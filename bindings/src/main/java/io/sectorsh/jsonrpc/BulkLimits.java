package io.sectorsh.jsonrpc;

/**
 * How much of a bulk read is under way at once.
 *
 * @param connections how many requests at a time
 * @param batch how many calls in a request; the daemons carry those out one after another
 */
public record BulkLimits(int connections, int batch) {
  /** 8 requests of 16 calls: enough to keep a miner busy, few enough to leave it time to prove. */
  public static final BulkLimits DEFAULT = new BulkLimits(8, 16);

  /** Both at least 1. */
  public BulkLimits {
    if (connections < 1 || batch < 1) {
      throw new IllegalArgumentException("at least one connection and one call");
    }
  }
}
