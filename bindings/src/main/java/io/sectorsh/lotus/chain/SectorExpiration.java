package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * When a sector ends on chain (StateSectorExpiration), rounded up to the end of its deadline.
 *
 * @param onTime when its term is over; absent while it is faulty
 * @param early when it is terminated for having been faulty too long; absent while it is healthy
 */
public record SectorExpiration(Optional<ChainEpoch> onTime, Optional<ChainEpoch> early) {
  static SectorExpiration of(JsonNode json) {
    return Members.read(
        json,
        "StateSectorExpiration",
        members -> new SectorExpiration(epoch(members, "OnTime"), epoch(members, "Early")));
  }

  private static Optional<ChainEpoch> epoch(Members members, String name) {
    long epoch = members.number(name);
    return epoch == 0 ? Optional.empty() : Optional.of(new ChainEpoch(epoch));
  }
}
