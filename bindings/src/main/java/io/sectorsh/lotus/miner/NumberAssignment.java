package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Members;

/**
 * How lotus-miner gives out sector numbers (SectorNumAssignerMeta).
 *
 * @param reserved kept back by somebody
 * @param allocated given out, or seen on chain
 * @param inUse both
 * @param next the number that the next sector gets
 */
public record NumberAssignment(
    SectorNumbers reserved, SectorNumbers allocated, SectorNumbers inUse, long next) {
  static NumberAssignment of(JsonNode json) {
    return Members.read(
        json,
        "SectorNumAssignerMeta",
        members ->
            new NumberAssignment(
                numbers(members, "Reserved"),
                numbers(members, "Allocated"),
                numbers(members, "InUse"),
                members.number("Next")));
  }

  private static SectorNumbers numbers(Members members, String name) {
    return members.optional(name, SectorNumbers.class).orElse(SectorNumbers.EMPTY);
  }
}
