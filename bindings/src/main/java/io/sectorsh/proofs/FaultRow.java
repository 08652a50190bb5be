package io.sectorsh.proofs;

import io.sectorsh.proofs.picture.EpochTime;

/**
 * One faulty sector.
 *
 * @param sector its number
 * @param deadline where it is proven
 * @param partition of that deadline
 * @param recovering whether it is declared recovered, so that the next proof has to cover it
 * @param opens when its deadline opens next, or opened if it is the current one
 */
public record FaultRow(
    long sector, int deadline, int partition, boolean recovering, EpochTime opens) {}
