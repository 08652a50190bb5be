package io.sectorsh.lotus.chain;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;

/**
 * What a client granted of its verified data and nobody has claimed yet (StateGetAllocations).
 *
 * @param id its number
 * @param client actor number
 * @param provider actor number of the miner that may claim it
 * @param data the commitment to the piece
 * @param size padded bytes
 * @param termMin epochs that it must be kept
 * @param termMax epochs that it may be kept
 * @param expiration until when it can be claimed
 */
public record DataAllocation(
    long id,
    long client,
    long provider,
    Cid data,
    long size,
    long termMin,
    long termMax,
    ChainEpoch expiration) {
  static DataAllocation of(long id, Members members) {
    return new DataAllocation(
        id,
        members.number("Client"),
        members.number("Provider"),
        members.value("Data", Cid.class),
        members.number("Size"),
        members.number("TermMin"),
        members.number("TermMax"),
        new ChainEpoch(members.number("Expiration")));
  }
}
