package io.sectorsh.damocles.manager;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.jsonrpc.Members;

/**
 * A miner as the manager sees it on chain.
 *
 * @param id the number of its actor
 * @param address its address
 * @param sectorSize of all its sectors
 * @param windowPoStProof how it proves them
 * @param sealProof how new ones are sealed
 */
public record MinerIdentity(
    long id,
    Address address,
    SectorSize sectorSize,
    PoStProof windowPoStProof,
    SealProof sealProof) {

  static MinerIdentity of(Members members) {
    return new MinerIdentity(
        members.number("ID"),
        members.value("Addr", Address.class),
        members.value("SectorSize", SectorSize.class),
        members.value("WindowPoStProofType", PoStProof.class),
        members.value("SealProofType", SealProof.class));
  }
}
