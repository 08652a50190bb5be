package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;

/**
 * When a sector is proven.
 *
 * @param deadline 0 to 47
 * @param partition of the deadline
 */
public record SectorPlace(int deadline, int partition) {
  static SectorPlace of(JsonNode json) {
    return Members.read(
        json,
        "StateSectorPartition",
        members ->
            new SectorPlace(
                Math.toIntExact(members.number("Deadline")),
                Math.toIntExact(members.number("Partition"))));
  }
}
