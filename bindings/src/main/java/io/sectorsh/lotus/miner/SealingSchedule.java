package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import java.util.List;
import java.util.Map;

/**
 * What waits in lotus-miner's scheduler (SealingSchedDiag).
 *
 * @param requests what waits for a worker
 * @param openWindows UUIDs of the workers that would take something, once for each place
 * @param calls what runs, by its call
 */
public record SealingSchedule(
    List<Request> requests, List<String> openWindows, Map<String, String> calls) {

  /**
   * Something that waits for a worker.
   *
   * @param sector which sector
   * @param task such as {@code seal/v0/precommit/1}
   * @param priority the higher the sooner
   * @param id by which it can be removed
   */
  public record Request(SectorId sector, String task, long priority, String id) {
    static Request of(Members members) {
      return new Request(
          members
              .object("Sector", id -> new SectorId(id.number("Miner"), id.number("Number")))
              .orElseThrow(() -> new IllegalArgumentException("no Sector")),
          members.text("TaskType"),
          members.number("Priority"),
          members.text("SchedId"));
    }
  }

  static SealingSchedule of(JsonNode json) {
    Members schedule = Members.of(json.path("SchedInfo"), "SealingSchedDiag.SchedInfo");
    return new SealingSchedule(
        schedule.list("Requests", Request::of),
        schedule.values("OpenWindows", String.class),
        Members.of(json, "SealingSchedDiag").map("CallToWork", JsonNode::asText));
  }
}
