package io.sectorsh.lotus.salvage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One key of a salvaged repository and where it comes from: a line of the report.
 *
 * @param key the key
 * @param origin what kind of source
 * @param file the file it was found in; empty if in none
 * @param offset where in the file, in bytes
 * @param sequence the number of its write in LevelDB; -1 where there is none
 * @param certainty {@code CURRENT}, {@code UNCONFIRMED} or {@code RETIRED}, as LevelDB's
 *     certainties; {@code COPIED} for what comes from elsewhere
 * @param note what an operator should know of it; mostly empty
 */
public record SalvagedRecord(
    String key,
    SalvageOrigin origin,
    String file,
    long offset,
    long sequence,
    String certainty,
    String note) {

  static SalvagedRecord of(Candidate candidate, String note) {
    return new SalvagedRecord(
        candidate.keyText(),
        candidate.origin(),
        candidate.file(),
        candidate.offset(),
        candidate.sequence(),
        candidate.certainty(),
        note);
  }

  static SalvagedRecord made(String key, SalvageOrigin origin, String note) {
    return new SalvagedRecord(key, origin, "", 0, -1, "", note);
  }

  static SalvagedRecord of(JsonNode line) {
    return new SalvagedRecord(
        line.path("key").asText(),
        SalvageOrigin.valueOf(line.path("origin").asText()),
        line.path("file").asText(),
        line.path("offset").asLong(),
        line.path("sequence").asLong(-1),
        line.path("certainty").asText(),
        line.path("note").asText());
  }

  ObjectNode toJson() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("key", key).put("origin", origin.name()).put("file", file).put("offset", offset);
    return line.put("sequence", sequence).put("certainty", certainty).put("note", note);
  }
}
