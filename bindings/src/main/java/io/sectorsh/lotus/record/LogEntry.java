package io.sectorsh.lotus.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.time.Instant;

/**
 * One line of a sector's history in lotus.
 *
 * @param timestamp Unix time in seconds
 * @param kind such as {@code event;sealing.SectorPacked}, {@code error;...} or {@code truncate}
 * @param message the event as JSON, cut at 8000 bytes
 * @param trace text of an error; empty if it is none
 */
public record LogEntry(long timestamp, String kind, String message, String trace) {

  private static final byte[] TIMESTAMP = CborForms.name("Timestamp");
  private static final byte[] KIND = CborForms.name("Kind");
  private static final byte[] MESSAGE = CborForms.name("Message");
  private static final byte[] TRACE = CborForms.name("Trace");

  /**
   * Reads over an entry that {@link #decode} can read; most records are looked at without these.
   */
  static void check(CborReader reader) {
    for (int left = reader.readMapHeader(); left > 0; left--) {
      if (reader.skipIf(KIND) || reader.skipIf(TRACE) || reader.skipIf(MESSAGE)) {
        reader.skipText();
      } else if (reader.skipIf(TIMESTAMP)) {
        reader.readUnsigned();
      } else {
        reader.skipText();
        reader.skip();
      }
    }
  }

  static LogEntry decode(CborReader reader) {
    long timestamp = 0;
    String kind = "";
    String message = "";
    String trace = "";
    for (int left = reader.readMapHeader(); left > 0; left--) {
      if (reader.skipIf(KIND)) {
        kind = reader.readText();
      } else if (reader.skipIf(TRACE)) {
        trace = reader.readText();
      } else if (reader.skipIf(MESSAGE)) {
        message = reader.readText();
      } else if (reader.skipIf(TIMESTAMP)) {
        timestamp = reader.readUnsigned();
      } else {
        reader.skipText();
        reader.skip();
      }
    }
    return new LogEntry(timestamp, kind, message, trace);
  }

  void encode(CborWriter writer) {
    writer.writeMapHeader(4);
    writer.writeText("Kind").writeText(kind);
    writer.writeText("Trace").writeText(trace);
    writer.writeText("Message").writeText(message);
    writer.writeText("Timestamp").writeUnsigned(timestamp);
  }

  /** When it was written. */
  public Instant time() {
    return instant(timestamp);
  }

  /** Any number of seconds, also one that is no time. */
  static Instant instant(long seconds) {
    long most = Instant.MAX.getEpochSecond();
    return Instant.ofEpochSecond(Math.max(-most, Math.min(seconds, most)));
  }

  /** The form of lotus' own JSON. */
  @JsonValue
  public ObjectNode toJson() {
    return SectorJson.object()
        .put("Timestamp", timestamp)
        .put("Trace", SectorJson.text(trace))
        .put("Message", SectorJson.text(message))
        .put("Kind", SectorJson.text(kind));
  }
}
