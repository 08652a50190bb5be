package io.sectorsh.migration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * An action as the plan has it.
 *
 * @param number its place in the plan, from 1
 * @param batch its batch, from 1
 * @param kind such as {@code file.move}
 * @param parameters JSON text
 * @param description one line in the operator's words
 * @param bytes bytes moved or written
 * @param irreversible why it cannot be undone; empty if it can
 * @param planned what planning found
 * @param fingerprint of what it depends on, when it was planned
 * @param reason the conflict found at planning, else empty
 * @param next what to do about that, else empty
 */
public record PlannedAction(
    long number,
    int batch,
    String kind,
    String parameters,
    String description,
    long bytes,
    Optional<String> irreversible,
    PlannedState planned,
    String fingerprint,
    String reason,
    String next) {
  static final String COLUMNS =
      "a.seq, a.batch, a.kind, a.parameters, a.describe, a.bytes, a.irreversible, a.planned,"
          + " a.fingerprint, a.reason, a.next";

  /** Names of members may be keys of records, each met once: not worth a table of them. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .build());

  static PlannedAction of(ResultSet row) throws SQLException {
    return new PlannedAction(
        row.getLong(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        Optional.ofNullable(row.getString(7)),
        PlannedState.ofWord(row.getString(8)),
        row.getString(9),
        row.getString(10),
        row.getString(11));
  }

  static PlannedAction of(long number, int batch, Action action, Inspection found) {
    return new PlannedAction(
        number,
        batch,
        action.kind(),
        action.parameters().toString(),
        action.describe(),
        action.bytes(),
        action.reversibility().irreversible(),
        stateOf(action, found),
        found instanceof Inspection.NotDone open ? open.fingerprint() : "",
        found instanceof Inspection.Conflict conflict ? conflict.reason() : "",
        found instanceof Inspection.Conflict conflict ? conflict.next() : "");
  }

  private static PlannedState stateOf(Action action, Inspection found) {
    if (action.judgedAtItsTurn()) {
      return PlannedState.AT_ITS_TURN;
    }
    if (found instanceof Inspection.NotDone) {
      return PlannedState.NOT_DONE;
    }
    return found instanceof Inspection.Done ? PlannedState.DONE : PlannedState.CONFLICT;
  }

  /** The same, to be judged at its turn. */
  PlannedAction atItsTurn() {
    return new PlannedAction(
        number,
        batch,
        kind,
        parameters,
        description,
        bytes,
        irreversible,
        PlannedState.AT_ITS_TURN,
        "",
        "",
        "");
  }

  /** The same without the parameters, which are the largest part of it. */
  PlannedAction brief() {
    return new PlannedAction(
        number,
        batch,
        kind,
        "{}",
        description,
        bytes,
        irreversible,
        planned,
        fingerprint,
        reason,
        next);
  }

  /** The same, told by the action itself instead of by whoever wrote this down. */
  PlannedAction toldBy(Action action) {
    return new PlannedAction(
        number,
        batch,
        action.kind(),
        action.parameters().toString(),
        action.describe(),
        action.bytes(),
        action.reversibility().irreversible(),
        planned,
        fingerprint,
        reason,
        next);
  }

  Action read(ActionKinds kinds) {
    return kinds.read(kind, objectOf(parameters));
  }

  /** What a plan file says about it, and what the plan's hash is over. */
  String line() {
    StringWriter text = new StringWriter();
    try (JsonGenerator line = JSON.createGenerator(text)) {
      line.writeStartObject();
      line.writeNumberField("number", number);
      line.writeNumberField("batch", batch);
      line.writeStringField("kind", kind);
      line.writeFieldName("parameters");
      line.writeRawValue(parameters);
      line.writeStringField("description", description);
      line.writeNumberField("bytes", bytes);
      if (irreversible.isPresent()) {
        line.writeStringField("irreversible", irreversible.get());
      }
      line.writeStringField("planned", planned.word());
      line.writeStringField("fingerprint", fingerprint);
      if (!reason.isEmpty()) {
        line.writeStringField("reason", reason);
        line.writeStringField("next", next);
      }
      line.writeEndObject();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return text.toString();
  }

  static PlannedAction ofLine(JsonNode line) {
    return new PlannedAction(
        line.path("number").asLong(),
        line.path("batch").asInt(),
        line.path("kind").asText(),
        line.path("parameters").toString(),
        line.path("description").asText(),
        line.path("bytes").asLong(),
        Optional.ofNullable(line.get("irreversible")).map(JsonNode::asText),
        PlannedState.ofWord(line.path("planned").asText()),
        line.path("fingerprint").asText(),
        line.path("reason").asText(),
        line.path("next").asText());
  }

  private static ObjectNode objectOf(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException | ClassCastException damaged) {
      throw new IllegalArgumentException("not a JSON object: " + text, damaged);
    }
  }
}
