package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Members;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A proof of a deadline that was computed to see whether it can be; it was not sent.
 *
 * @param deadline which
 * @param skipped by partition, the sectors that could not be read and were left out; a partition
 *     that is not here could not be proven at all
 * @param proofBytes how long the proof is
 */
public record ComputedPoSt(long deadline, Map<Long, SectorNumbers> skipped, long proofBytes) {

  static ComputedPoSt of(JsonNode json) {
    return Members.read(
        json,
        "ComputeWindowPoSt",
        members -> {
          Map<Long, SectorNumbers> skipped = new TreeMap<>();
          members
              .list("Partitions", partition -> partition)
              .forEach(
                  partition ->
                      skipped.put(
                          partition.number("Index"),
                          partition.value("Skipped", SectorNumbers.class)));
          List<Long> sizes =
              members.list("Proofs", proof -> proof.text("ProofBytes").length() * 3L / 4);
          return new ComputedPoSt(
              members.number("Deadline"), skipped, sizes.stream().mapToLong(Long::longValue).sum());
        });
  }
}
