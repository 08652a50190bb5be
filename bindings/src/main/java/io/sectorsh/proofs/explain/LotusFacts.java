package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What lotus-miner says, or its repository when it does not answer.
 *
 * @param where its address or its repository
 * @param down why it does not answer; empty if it does
 * @param sectors of which it has records; empty when they cannot be read
 * @param disabled keys of the configuration that keep it from proving
 * @param lastState what its journal says last of this window: started, succeeded, aborted, faulted
 * @param lastProof how long its last proof took
 * @param alerts its active alerts
 * @param indexed sectors of which its index has a replica, sealed or upgraded; empty when the index
 *     could not be had
 */
record LotusFacts(
    String where,
    String down,
    SectorNumbers sectors,
    List<String> disabled,
    Optional<String> lastState,
    Optional<Duration> lastProof,
    List<String> alerts,
    SectorNumbers indexed) {
  boolean isUp() {
    return down.isEmpty();
  }
}
