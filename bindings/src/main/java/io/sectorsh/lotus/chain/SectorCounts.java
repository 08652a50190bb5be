package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;

/**
 * How many sectors a miner has on chain.
 *
 * @param live not terminated
 * @param active with power
 * @param faulty without
 */
public record SectorCounts(long live, long active, long faulty) {
  static SectorCounts of(JsonNode json) {
    return Members.read(
        json,
        "StateMinerSectorCount",
        members ->
            new SectorCounts(
                members.number("Live"), members.number("Active"), members.number("Faulty")));
  }
}
