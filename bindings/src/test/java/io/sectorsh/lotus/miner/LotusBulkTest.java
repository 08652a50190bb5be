package io.sectorsh.lotus.miner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.BulkLimits;
import io.sectorsh.jsonrpc.CallInterruptedException;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.Lotuses;
import io.sectorsh.lotus.SectorOverview;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many statuses at once, over real sockets. */
@Timeout(120)
final class LotusBulkTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A lotus-miner that answers batches and counts what is under way. */
  static final class Miner implements AutoCloseable {
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicLong answered = new AtomicLong();
    private final LongFunction<String> status;
    private final ReplayServer server;

    Miner(LongFunction<String> status) throws IOException {
      this.status = status;
      this.server = new ReplayServer(this::answer, false);
    }

    private ReplayServer.Answered answer(ReplayServer.Asked asked) {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      try {
        JsonNode calls = JSON.readTree(asked.body());
        if (calls.isObject()) {
          return ReplayServer.Answered.json(one(calls));
        }
        List<String> answers = new ArrayList<>();
        calls.forEach(call -> answers.add(0, one(call)));
        return ReplayServer.Answered.json("[" + String.join(",", answers) + "]");
      } catch (IOException malformed) {
        return new ReplayServer.Answered(400, "text/plain", "");
      } finally {
        underWay.decrementAndGet();
      }
    }

    private String one(JsonNode call) {
      answered.incrementAndGet();
      String member = status.apply(call.path("params").path(0).longValue());
      return "{\"id\":" + call.path("id") + ",\"jsonrpc\":\"2.0\"," + member + "}";
    }

    LotusMiner miner() {
      return new LotusMiner(RpcEndpoint.parse(server.url(), RpcService.MINER));
    }

    @Override
    public void close() {
      server.close();
    }
  }

  static String proving(long number) {
    return "\"result\":{\"SectorID\":"
        + number
        + ",\"State\":\"Proving\",\"LastErr\":\"\",\"Log\":[{\"Kind\":\"event\",\"Message\":\""
        + "x".repeat(400)
        + "\"}]}";
  }

  @Test
  void aHundredThousandStatusesTakeLittleMemory() throws Exception {
    int sectors = Boolean.getBoolean("long.trials") ? 1_000_000 : 100_000;
    try (Miner server = new Miner(LotusBulkTest::proving)) {
      Process reader =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx24m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  BulkReader.class.getName(),
                  server.miner().getEndpoint().getUrl(),
                  Integer.toString(sectors))
              .redirectErrorStream(true)
              .start();
      String said =
          new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(0, reader.waitFor(), said);
      assertTrue(said.endsWith(sectors + " sectors, last " + (sectors - 1)), said);
      assertEquals(sectors, server.answered.get());
      assertTrue(server.most.get() <= BulkLimits.DEFAULT.connections(), server.most + " at once");
    }
  }

  @Test
  void aSectorThatFailsIsARowAndTheOthersAreThere() throws IOException {
    try (Miner server =
        new Miner(
            number ->
                switch ((int) number) {
                  case 7 -> "\"error\":{\"code\":1,\"message\":\"unmarshaling sector: bad CBOR\"}";
                  case 8 ->
                      "\"error\":{\"code\":1,\"message\":\"No state for /8: datastore: key not"
                          + " found\"}";
                  case 9 -> "\"result\":[1]";
                  default -> proving(number);
                })) {
      List<SectorRead> rows =
          server.miner().sectorStatuses(SectorNumbers.range(0, 99), false).toList();
      assertEquals(100, rows.size());
      for (int number = 0; number < 100; number++) {
        SectorRead row = rows.get(number);
        assertEquals(number, row.number());
        assertEquals(number < 7 || number > 9, row.status().isPresent(), row.toString());
        assertEquals(number == 7 || number == 9, row.problem().isPresent(), row.toString());
      }
      assertEquals(ErrorCode.REJECTED, rows.get(7).problem().orElseThrow().code());
      assertEquals(ErrorCode.BAD_ANSWER, rows.get(9).problem().orElseThrow().code());
    }
  }

  @Test
  void aBatchThatIsRefusedIsTakenApart() throws IOException {
    try (ReplayServer server =
        new ReplayServer(
            asked ->
                asked.body().startsWith("[")
                    ? new ReplayServer.Answered(500, "text/plain", "")
                    : asked.body().contains("[5,")
                        ? new ReplayServer.Answered(200, "text/html", "<html>oops</html>")
                        : ReplayServer.Answered.json("{\"id\":1," + proving(1) + "}"))) {
      LotusMiner miner = new LotusMiner(RpcEndpoint.parse(server.url(), RpcService.MINER));
      List<SectorRead> rows = miner.sectorStatuses(SectorNumbers.range(0, 19), false).toList();
      assertEquals(20, rows.size());
      assertEquals(1, rows.stream().filter(row -> row.problem().isPresent()).count());
      assertTrue(rows.get(5).problem().isPresent());
    }
  }

  @Test
  void aMinerThatGoesAwayEndsThePass() throws IOException {
    Miner server = new Miner(LotusBulkTest::proving);
    try (RowCursor<SectorRead> rows =
        server.miner().sectorStatuses(SectorNumbers.range(0, 99_999), false).open()) {
      assertEquals(0, rows.next().number());
      server.close();
      OperatorException failure =
          assertThrows(OperatorException.class, () -> rows.forEachRemaining(row -> {}));
      assertEquals(ErrorCode.UNREACHABLE, failure.code(), failure.toString());
    } finally {
      server.close();
    }
  }

  @Test
  void anInterruptEndsThePassAndWhatIsUnderWay() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (Miner server =
        new Miner(
            number -> {
              asked.countDown();
              try {
                over.await();
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
              return proving(number);
            })) {
      Throwable[] thrown = new Throwable[1];
      Thread reader =
          new Thread(
              () -> {
                try {
                  server.miner().sectorStatuses(SectorNumbers.range(0, 999), true).count();
                } catch (RuntimeException stopped) {
                  thrown[0] = stopped;
                }
              });
      reader.start();
      asked.await();
      reader.interrupt();
      reader.join();
      assertInstanceOf(CallInterruptedException.class, thrown[0]);
    } finally {
      over.countDown();
    }
  }

  @Test
  void aPassThatIsClosedAsksForNoMore() throws IOException {
    try (Miner server = new Miner(LotusBulkTest::proving)) {
      assertEquals(
          3,
          server
              .miner()
              .sectorStatuses(SectorNumbers.range(0, 99_999), false, new BulkLimits(2, 4))
              .limit(3)
              .toList()
              .size());
      assertTrue(server.answered.get() <= 100, server.answered + " answered");
      assertFalse(server.most.get() > 2);
    }
  }

  @Test
  void aMinerWithARecordThatCannotBeReadShowsTheOthers() throws IOException {
    Map<String, String> answers =
        Map.of(
            "ChainHead", "{\"Cids\":[],\"Blocks\":[],\"Height\":5}",
            "StateMinerFaults", "[2,1]",
            "StateMinerRecoveries", "[0]",
            "StateMinerAllocated", "[0,5]",
            "StateMinerSectors", "[" + onChain(2) + "," + onChain(9) + "]",
            "StateSectorPreCommitInfo", "null",
            "SectorNumAssignerMeta", "{\"Allocated\":[0,5],\"Next\":5}",
            "StorageList", "{\"a\":[{\"Miner\":1000,\"Number\":6,\"SectorFileType\":2}]}");
    try (ReplayServer server = new ReplayServer(asked -> broken(answers, asked.body()))) {
      Lotus lotus = Lotuses.at(server.url());
      List<SectorOverview> rows = lotus.getSectors().toList();
      assertEquals(
          List.of(0L, 1L, 2L, 3L, 6L, 9L), rows.stream().map(SectorOverview::number).toList());
      assertTrue(rows.get(3).problem().isPresent());
      assertEquals("Proving", rows.get(1).getState());
      assertTrue(rows.get(2).faulty());
      assertTrue(rows.get(2).onChain().isPresent());
      assertTrue(rows.get(5).isUnknownToMiner());
      assertFalse(rows.get(1).onChain().isPresent());
    }
  }

  private static String onChain(long number) {
    return "{\"SectorNumber\":"
        + number
        + ",\"SealProof\":5,\"SealedCID\":{\"/\":"
        + "\"bagboea4b5abca6ouulf7waaalaxcryfwn55lf5b2r3zkpgtasusf4zvliuewmbsk\"}}";
  }

  private static ReplayServer.Answered broken(Map<String, String> answers, String body) {
    try {
      JsonNode call = JSON.readTree(body);
      if (call.isArray()) {
        List<String> all = new ArrayList<>();
        call.forEach(one -> all.add("{\"id\":" + one.path("id") + "," + status(one) + "}"));
        return ReplayServer.Answered.json("[" + String.join(",", all) + "]");
      }
      String result = answers.get(call.path("method").asText().replace("Filecoin.", ""));
      return ReplayServer.Answered.json(
          result == null
              ? "{\"id\":1,\"error\":{\"code\":1,\"message\":\"unmarshaling: bad CBOR\"}}"
              : "{\"id\":1,\"result\":" + result + "}");
    } catch (IOException malformed) {
      return new ReplayServer.Answered(400, "text/plain", "");
    }
  }

  /** Sector 3 cannot be read, and there is no record of 4. */
  private static String status(JsonNode call) {
    long number = call.path("params").path(0).longValue();
    if (number == 3) {
      return "\"error\":{\"code\":1,\"message\":\"unmarshaling: bad CBOR\"}";
    }
    return number == 4
        ? "\"error\":{\"code\":1,\"message\":\"No state for /4: datastore: key not found\"}"
        : proving(number);
  }
}
