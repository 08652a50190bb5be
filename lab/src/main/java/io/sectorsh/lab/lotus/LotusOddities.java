package io.sectorsh.lab.lotus;

import java.util.Set;

/**
 * What is not as usual with lotus-miner.
 *
 * @param unrecorded sectors that it has no record of
 * @param config first lines of its configuration
 * @param lastState what its journal says last of the window that is open; empty for nothing
 * @param proofEpochs how many epochs its last proof took
 */
public record LotusOddities(
    Set<Long> unrecorded, String config, String lastState, long proofEpochs) {
  /** Nothing unusual. */
  public static final LotusOddities NONE = new LotusOddities(Set.of(), "", "", 3);
}
