package io.sectorsh.scripts.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.scripts.RecordedRecords;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.conversion.Conversion;
import io.sectorsh.scripts.conversion.ToDamocles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers of a lotus-miner that damocles' own import was given, and what it made of them. */
class StatusesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode statuses = RecordedRecords.json("/recorded/damocles/statuses.json.gz");
  private HttpServer server;
  private final Map<Long, Conversion<SectorState>> results = new TreeMap<>();

  @BeforeEach
  void importAll() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/rpc/v0",
        exchange -> {
          byte[] answer = answer(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    LotusMiner miner =
        new LotusMiner(
            RpcEndpoint.parse("127.0.0.1:" + server.getAddress().getPort(), RpcService.MINER));
    ToDamocles conversion = new ToDamocles(1000, ChainFacts.UNKNOWN);
    new ApiSource(miner, Optional.empty())
        .sectors()
        .forEach(
            found -> results.put(found.number(), conversion.convert(found.sector().orElseThrow())));
  }

  private byte[] answer(byte[] body) throws IOException {
    JsonNode request = JSON.readTree(body);
    String text =
        request.isArray()
            ? JSON.writeValueAsString(
                java.util.stream.StreamSupport.stream(request.spliterator(), false)
                    .map(this::answer)
                    .toList())
            : answer(request).toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode answer(JsonNode call) {
    var answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", call.path("id"));
    if (call.path("method").asText().endsWith("SectorsList")) {
      var numbers = answer.putArray("result");
      statuses.fieldNames().forEachRemaining(name -> numbers.add(Long.parseLong(name)));
      return answer;
    }
    return answer.set("result", statuses.path(call.path("params").path(0).asText()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SectorState state(long number) {
    return ((Conversion.Written<SectorState>) results.get(number)).sector();
  }

  private String reason(long number) {
    return ((Conversion.LeftOut<SectorState>) results.get(number)).reason();
  }

  @Test
  void whatTheirImportMadeIsWhatOursMakes() {
    for (JsonNode recorded : RecordedRecords.json("/recorded/damocles/offline.json")) {
      long number = recorded.path("ID").path("Number").asLong();
      if (number == 500 || number == 501 || number == 504 || number == 518) {
        JsonNode ours = state(number).toJson();
        recorded
            .properties()
            .forEach(
                member -> {
                  if (!member.getKey().equals("Pieces")) {
                    assertEquals(member.getValue(), ours.path(member.getKey()), number + "");
                  }
                });
      }
    }
  }

  @Test
  void sectorWithAMarketDealThatCrashesTheirImportIsImported() {
    JsonNode deal = state(502).toJson().at("/Pieces/0/DealInfo");
    assertEquals(5020, deal.path("DealID").asLong());
    assertTrue(deal.path("IsBuiltinMarket").asBoolean());
    assertTrue(deal.path("PublishCid").path("/").asText().startsWith("bafy2b"));
    assertTrue(state(502).isWithDeals());
  }

  @Test
  void sectorWithADirectDealThatCrashesTheirImportIsImported() {
    JsonNode deal = state(503).toJson().at("/Pieces/0/DealInfo");
    assertEquals(0, deal.path("DealID").asLong());
    assertTrue(deal.path("AllocationID").asLong() > 0);
    assertTrue(deal.path("Client").asText().startsWith("f0"), deal.toString());
    assertTrue(deal.path("EndEpoch").asLong() > deal.path("StartEpoch").asLong());
  }

  @Test
  void sectorThatWasUpgradedAndIsBackInProvingIsKnownAsUpgraded() {
    SectorState state = state(512);
    assertTrue(state.isUpgraded());
    assertEquals(
        state.getPre().orElseThrow().commR(), state.getUpgradePublic().orElseThrow().sealedCid());
    assertTrue(state.getUpgradeMessageId().orElseThrow().startsWith("bafy2b"));
    assertTrue(state.getUpgradedInfo().orElseThrow().unsealedCid().isPresent());
  }

  @Test
  void upgradeThatWasNotSentYetIsNotTakenForOne() {
    assertTrue(reason(516).contains("upgrade is under way"), reason(516));
  }

  @Test
  void missingMessageIsNoObstacle() {
    assertEquals(Optional.empty(), state(511).getMessageInfo().orElseThrow().preCommitCid());
  }

  @Test
  void whatCannotBeImportedHasItsReason() {
    assertTrue(reason(507).startsWith("PreCommit1: not sealed"), reason(507));
    assertEquals("incomplete: no CommD", reason(508));
    assertTrue(reason(509).startsWith("incomplete: no seed or proof"), reason(509));
    assertTrue(reason(510).startsWith("incomplete: no seed or proof"), reason(510));
    assertTrue(reason(514).startsWith("FailedUnrecoverable"), reason(514));
    assertEquals("incomplete: no ticket", reason(515));
    assertEquals("incomplete: no CommR", reason(517));
    assertTrue(state(513).isRemoved());
  }
}
