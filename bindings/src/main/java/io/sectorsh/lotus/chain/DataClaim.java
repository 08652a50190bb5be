package io.sectorsh.lotus.chain;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;

/**
 * Verified data that a miner proves (StateGetClaims).
 *
 * @param id the number of the allocation that it was
 * @param provider actor number of the miner
 * @param client actor number
 * @param data the commitment to the piece
 * @param size padded bytes
 * @param termMin epochs that it must be kept
 * @param termMax epochs that it may be kept
 * @param termStart since when
 * @param sector where it is
 */
public record DataClaim(
    long id,
    long provider,
    long client,
    Cid data,
    long size,
    long termMin,
    long termMax,
    ChainEpoch termStart,
    long sector) {
  static DataClaim of(long id, Members members) {
    return new DataClaim(
        id,
        members.number("Provider"),
        members.number("Client"),
        members.value("Data", Cid.class),
        members.number("Size"),
        members.number("TermMin"),
        members.number("TermMax"),
        new ChainEpoch(members.number("TermStart")),
        members.number("Sector"));
  }
}
