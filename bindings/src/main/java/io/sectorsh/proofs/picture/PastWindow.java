package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.SectorNumbers;

/**
 * What a window did to the power, judged from the chain's state before and after it.
 *
 * @param deadline which one, from 0
 * @param opened its first epoch
 * @param closed the first epoch after it, when power of what was not proven was lost
 * @param partitions how many it had
 * @param missed partitions that lost all their power: no proof of them was taken
 * @param lost sectors that became faulty in it
 * @param regained faulty ones that were proven again
 * @param faulty all that were faulty after it
 * @param lostBytes raw power of those that became faulty
 */
public record PastWindow(
    int deadline,
    EpochTime opened,
    EpochTime closed,
    int partitions,
    SectorNumbers missed,
    SectorNumbers lost,
    SectorNumbers regained,
    SectorNumbers faulty,
    long lostBytes) {}
