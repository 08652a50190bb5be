package io.sectorsh.proofs;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.picture.EpochTime;

/**
 * One deadline of a proving period.
 *
 * @param deadline which one, from 0
 * @param current whether it is the one to be proven now
 * @param opens when it opens next, or opened if it is the current one
 * @param partitions how many it has
 * @param live how many sectors, faulty ones included
 * @param faulty how many sectors were not proven the last time
 * @param recovering how many of these are to be proven again
 * @param submitted partitions that are proven in the current window
 */
public record DeadlineRow(
    int deadline,
    boolean current,
    EpochTime opens,
    int partitions,
    long live,
    long faulty,
    long recovering,
    SectorNumbers submitted) {}
