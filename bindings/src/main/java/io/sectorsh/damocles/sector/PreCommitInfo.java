package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * What a sector was committed as when it was first sealed.
 *
 * @param commR the commitment to the replica
 * @param commD the commitment to the data
 * @param ticket the ticket of the replica
 */
public record PreCommitInfo(
    Optional<Cid> commR, Optional<Cid> commD, Optional<SectorTicket> ticket) {
  static PreCommitInfo of(Members members) {
    return new PreCommitInfo(
        members.optional("CommR", Cid.class),
        members.optional("CommD", Cid.class),
        members.object("Ticket", SectorTicket::of));
  }
}
