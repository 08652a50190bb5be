package io.sectorsh.proofs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.jsonrpc.ReplayServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A chain node and a lotus-miner that answer as real ones did at one moment of a recorded incident;
 * of earlier moments the node knows what was recorded then.
 */
final class RecordedNetwork implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<JsonNode> calls = new ArrayList<>();
  private final List<JsonNode> landed = new ArrayList<>();
  private final int phase;
  private final ReplayServer server;

  /** As it was at a phase of the recording. */
  RecordedNetwork(int phase) throws IOException {
    this.phase = phase;
    load();
    server = new ReplayServer(this::answer);
  }

  private void load() {
    try (InputStream in =
            Objects.requireNonNull(
                RecordedNetwork.class.getResourceAsStream("recorded-incident.ndjson.gz"));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode json = JSON.readTree(line);
        (json.has("landed") ? landed : calls)
            .add(json.path("landed").isObject() ? json.path("landed") : json);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String url() {
    return server.url();
  }

  /** When the newest tipset was made. */
  Instant time() {
    return Instant.ofEpochSecond(head(phase).at("/Blocks/0/Timestamp").asLong());
  }

  private JsonNode head(int of) {
    return find(of, "full", "ChainHead").orElseThrow();
  }

  private Optional<JsonNode> find(int of, String daemon, String method) {
    return calls.stream()
        .filter(call -> call.path("phase").asInt() == of)
        .filter(call -> call.path("daemon").asText().equals(daemon))
        .filter(call -> call.path("method").asText().equals(method))
        .findFirst()
        .map(call -> call.path("result"));
  }

  private ReplayServer.Answered answer(ReplayServer.Asked asked) {
    JsonNode call = json(asked.body());
    String method = call.path("method").asText().replace("Filecoin.", "");
    boolean miner = asked.path().equals("/rpc/v0");
    ObjectNode reply = JSON.createObjectNode().put("jsonrpc", "2.0");
    reply.set("id", call.path("id"));
    Optional<JsonNode> result =
        miner ? find(phase, "miner", method) : node(method, call.path("params"));
    if (result.isPresent()) {
      reply.set("result", result.get());
    } else {
      reply.putObject("error").put("code", 1).put("message", "not recorded: " + method);
    }
    return ReplayServer.Answered.json(reply.toString());
  }

  private Optional<JsonNode> node(String method, JsonNode params) {
    return switch (method) {
      case "ChainHead" -> Optional.of(head(phase));
      case "StateGetNetworkParams", "WalletBalance", "MpoolPending" -> find(14, "full", method);
      case "ChainGetTipSetByHeight" -> tipSet(params.path(0).asLong(), true);
      case "ChainGetTipSetAfterHeight" -> tipSet(params.path(0).asLong(), false);
      case "StateListMessages" -> Optional.of(list(params));
      case "ChainGetMessage" -> message(params.path(0)).map(found -> found.path("message"));
      case "StateSearchMsg" -> message(params.path(1)).map(RecordedNetwork::lookup);
      case "StateMinerPartitions" -> partitions(params);
      case "StateMinerSectors" -> find(14, "full", method).map(all -> sectors(all, params.path(1)));
      default -> find(phaseOf(params), "full", method);
    };
  }

  /** Deadlines that were not recorded had no sectors. */
  private Optional<JsonNode> partitions(JsonNode params) {
    int of = phaseOf(params);
    return calls.stream()
        .filter(call -> call.path("phase").asInt() == of)
        .filter(call -> call.path("method").asText().equals("StateMinerPartitions"))
        .filter(call -> call.path("params").path(1).equals(params.path(1)))
        .findFirst()
        .map(call -> call.path("result"))
        .or(() -> Optional.of(JSON.nullNode()));
  }

  private static JsonNode sectors(JsonNode all, JsonNode runs) {
    ArrayNode chosen = JSON.createArrayNode();
    long next = 0;
    for (int run = 0; run < runs.size(); run++) {
      long end = next + runs.path(run).asLong();
      for (JsonNode sector : all) {
        long number = sector.path("SectorNumber").asLong();
        if (run % 2 == 1 && number >= next && number < end) {
          chosen.add(sector);
        }
      }
      next = end;
    }
    return chosen;
  }

  /** The phase whose tipset is named last; the newest when none is. */
  private int phaseOf(JsonNode params) {
    JsonNode key = params.path(params.size() - 1);
    for (int of = 10; of <= phase; of++) {
      if (head(of).path("Cids").equals(key)) {
        return of;
      }
    }
    return phase;
  }

  /** Tipsets between the recorded ones count as rounds without a block. */
  private Optional<JsonNode> tipSet(long height, boolean before) {
    Optional<JsonNode> found = Optional.empty();
    for (int of = 10; of <= phase; of++) {
      JsonNode head = head(of);
      boolean fits = before == (head.path("Height").asLong() <= height);
      if (before ? fits : fits || head.path("Height").asLong() == height) {
        if (!before) {
          return Optional.of(head);
        }
        found = Optional.of(head);
      }
    }
    return found;
  }

  private JsonNode list(JsonNode params) {
    ArrayNode list = JSON.createArrayNode();
    long until = head(phaseOf(JSON.createArrayNode().add(params.path(1)))).path("Height").asLong();
    for (JsonNode message : landed) {
      long height = message.path("height").asLong();
      if (height > params.path(2).asLong() && height <= until) {
        list.add(JSON.createObjectNode().put("/", message.path("cid").asText()));
      }
    }
    return list;
  }

  private Optional<JsonNode> message(JsonNode cid) {
    return landed.stream()
        .filter(message -> message.path("cid").asText().equals(cid.path("/").asText()))
        .findFirst();
  }

  private static JsonNode lookup(JsonNode message) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("Message").put("/", message.path("cid").asText());
    json.putObject("Receipt").put("ExitCode", message.path("exitCode").asLong()).put("GasUsed", 1);
    return json.put("Height", message.path("height").asLong());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
