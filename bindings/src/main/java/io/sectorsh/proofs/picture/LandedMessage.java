package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.ChainEpoch;

/**
 * A message that is in the chain.
 *
 * @param message what was sent
 * @param height the epoch of the tipset that executed it, one or more after the one that holds it
 * @param exitCode 0 if it did what it asks
 * @param gasUsed units of gas
 * @param error the actor's words if it failed and the node could tell; else empty
 */
public record LandedMessage(
    MinerMessage message, ChainEpoch height, long exitCode, long gasUsed, String error) {
  /** Whether it did what it asks. */
  public boolean succeeded() {
    return exitCode == 0;
  }
}
