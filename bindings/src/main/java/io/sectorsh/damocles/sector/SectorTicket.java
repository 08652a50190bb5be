package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * The chain's randomness that a seal began with.
 *
 * @param ticket 32 bytes
 * @param epoch where they come from
 */
public record SectorTicket(Optional<Base64Bytes> ticket, ChainEpoch epoch) {
  /** Reads it as damocles writes it. */
  public static SectorTicket of(Members members) {
    return new SectorTicket(
        members.optional("Ticket", Base64Bytes.class), new ChainEpoch(members.number("Epoch")));
  }
}
