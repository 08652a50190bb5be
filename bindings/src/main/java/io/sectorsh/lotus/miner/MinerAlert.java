package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that lotus-miner complains about (LogAlerts).
 *
 * @param system which part, such as {@code sector-index}
 * @param subsystem which part of that
 * @param active whether it still holds
 * @param since when it was raised last; absent if never
 * @param message in lotus' form
 */
public record MinerAlert(
    String system,
    String subsystem,
    boolean active,
    Optional<Instant> since,
    Optional<JsonNode> message) {
  static MinerAlert of(JsonNode json) {
    Members type = Members.of(json.path("Type"), "LogAlerts.Type");
    return Members.read(
        json,
        "LogAlerts",
        members ->
            new MinerAlert(
                type.text("System"),
                type.text("Subsystem"),
                members.flag("Active"),
                members
                    .object("LastActive", raised -> raised.optional("Time", String.class))
                    .flatMap(time -> time)
                    .map(Instant::parse),
                members
                    .object("LastActive", raised -> raised.optional("Message", JsonNode.class))
                    .flatMap(text -> text)));
  }
}
