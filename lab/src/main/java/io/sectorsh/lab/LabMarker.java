package io.sectorsh.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.lab.transport.GoJson;
import java.time.Instant;
import java.util.Optional;

/**
 * What the file in a lab's directory says that makes it one.
 *
 * @param seed what the lab was made from
 * @param genesis begin of its chain
 * @param incident what goes wrong in it; empty for the usual lab
 * @param scenario the situation in it; empty for the usual lab
 * @param sectors how many it has; 0 for the usual lab
 */
record LabMarker(long seed, Instant genesis, String incident, String scenario, int sectors) {
  static final String FILE = "sectorsh-lab.json";

  /** Changes when labs of an earlier version cannot be continued. */
  private static final int VERSION = 1;

  byte[] toBytes() {
    return GoJson.line(
        GoJson.object()
            .put("lab", "sectorsh")
            .put("version", VERSION)
            .put("seed", seed)
            .put("incident", incident)
            .put("scenario", scenario)
            .put("sectors", sectors)
            .put("genesis", genesis.toString()));
  }

  /** Empty when the bytes are not a marker of this version. */
  static Optional<LabMarker> read(byte[] bytes) {
    return GoJson.first(bytes)
        .filter(json -> json.path("version").asInt() == VERSION)
        .filter(json -> json.path("seed").isIntegralNumber())
        .map(LabMarker::of);
  }

  private static LabMarker of(JsonNode json) {
    return new LabMarker(
        json.path("seed").asLong(),
        Instant.parse(json.path("genesis").asText()),
        json.path("incident").asText(),
        json.path("scenario").asText(),
        json.path("sectors").asInt());
  }
}
