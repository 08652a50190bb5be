package io.sectorsh.proofs.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.proofs.picture.Window;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of lotus-miner's journal, as far as it is about windowPoSt (lotus, storage/wdpost
 * wdpost_journal.go).
 */
final class Journal {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TAIL = 4 << 20;

  private final List<JsonNode> events;

  private Journal(List<JsonNode> events) {
    this.events = events;
  }

  /** A journal that is not there is empty. */
  static Journal read(Path repository) {
    Path file = repository.resolve("journal").resolve("lotus-journal.ndjson");
    List<JsonNode> events = new ArrayList<>();
    if (Files.isReadable(file)) {
      tail(file).lines().flatMap(line -> event(line).stream()).forEach(events::add);
    }
    return new Journal(events);
  }

  private static String tail(Path file) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - TAIL);
      in.seek(from);
      byte[] bytes = new byte[(int) Math.min(TAIL, in.length() - from)];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  private static Optional<JsonNode> event(String line) {
    if (!line.contains("\"wdpost\"")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JsonProcessingException cut) {
      return Optional.empty();
    }
  }

  /** What the scheduler said last of the window. */
  Optional<String> lastState(Window window) {
    Optional<String> last = Optional.empty();
    for (JsonNode event : events) {
      JsonNode deadline = event.at("/Data/Deadline");
      if (event.path("Event").asText().equals("scheduler")
          && deadline.path("Index").asInt(-1) == window.deadline()
          && deadline.path("Open").asLong(-1) == window.open().value()) {
        last = Optional.of(event.at("/Data/State").asText());
      }
    }
    return last;
  }

  /** How long it took from the last start that ended in a proof until that proof. */
  Optional<Duration> lastProof() {
    Optional<Instant> started = Optional.empty();
    Optional<Duration> took = Optional.empty();
    for (JsonNode event : events) {
      Optional<Instant> at = time(event);
      if (event.at("/Data/State").asText().equals("started")) {
        started = at;
      } else if (event.path("Event").asText().equals("proofs_processed")
          && !event.at("/Data/MessageCID").isNull()
          && started.isPresent()
          && at.isPresent()) {
        took = Optional.of(Duration.between(started.get(), at.get()));
      }
    }
    return took;
  }

  private static Optional<Instant> time(JsonNode event) {
    try {
      return Optional.of(Instant.parse(event.path("Timestamp").asText()));
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }
}
