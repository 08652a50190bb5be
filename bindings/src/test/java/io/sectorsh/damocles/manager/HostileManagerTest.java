package io.sectorsh.damocles.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.damocles.sector.SectorJob;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcLimits;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A manager that hangs, dies, or answers something else: an error of ours, and a session left. */
final class HostileManagerTest {
  /** Of a manager that hangs it is known that nothing comes: there is no need to wait long. */
  private static final Duration OF_A_HANGING_ONE = Duration.ofMillis(150);

  private static final Duration OF_ANY_OTHER = Duration.ofSeconds(5);
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"result\":[";

  /** What is wrong, and which failure it is for a value, for a list and for a change. */
  record Fault(String name, HostileManager.Behaviour behaviour, ErrorCode expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("hangs before it answers", out -> hang(), ErrorCode.INTERRUPTED_ANSWER),
        new Fault(
            "hangs behind the header",
            out -> {
              out.write(HostileManager.head("200 OK", "Content-Length: 100"));
              out.flush();
              hang();
            },
            ErrorCode.INTERRUPTED_ANSWER),
        new Fault(
            "hangs in the middle",
            out -> {
              out.write(HostileManager.head("200 OK", "Transfer-Encoding: chunked"));
              chunk(out, "{\"jsonrpc\":\"2.0\",\"resu");
              hang();
            },
            ErrorCode.INTERRUPTED_ANSWER),
        new Fault("hangs up at once", out -> {}, ErrorCode.INTERRUPTED_ANSWER),
        new Fault(
            "dies in the middle",
            out -> {
              out.write(HostileManager.head("200 OK", "Content-Length: 100"));
              out.write(HostileManager.text("{\"jsonrpc\":\"2.0\",\"result\""));
            },
            ErrorCode.INTERRUPTED_ANSWER),
        new Fault(
            "dies in the middle of a chunk",
            out -> {
              out.write(HostileManager.head("200 OK", "Transfer-Encoding: chunked"));
              out.write(HostileManager.text("40\r\n{\"jsonrpc\""));
            },
            ErrorCode.INTERRUPTED_ANSWER),
        new Fault("is a web site", html("200 OK"), ErrorCode.BAD_ANSWER),
        new Fault("is another server's error page", html("404 Not Found"), ErrorCode.BAD_ANSWER),
        new Fault(
            "is behind a gateway that is alone", html("502 Bad Gateway"), ErrorCode.UNREACHABLE),
        new Fault("answers nothing", body("200 OK", ""), ErrorCode.BAD_ANSWER),
        new Fault("answers a number", body("200 OK", "17"), ErrorCode.BAD_ANSWER),
        new Fault("answers other JSON", body("200 OK", "{\"a\":1}"), ErrorCode.BAD_ANSWER),
        new Fault("sends a text without end", endless("\"", "a"), ErrorCode.BAD_ANSWER),
        new Fault("sends blanks without end", endless("", " "), ErrorCode.BAD_ANSWER),
        new Fault("sends brackets without end", endless("", "["), ErrorCode.BAD_ANSWER),
        new Fault(
            "sends an object without end", endless("[{\"a\":[0", ",0"), ErrorCode.BAD_ANSWER));
  }

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static HostileManager.Behaviour html(String status) {
    return body(status, "<html><head><title>Welcome to nginx!</title></head></html>");
  }

  private static HostileManager.Behaviour body(String status, String body) {
    return out -> {
      out.write(HostileManager.head(status, "Content-Length: " + body.length()));
      out.write(HostileManager.text(body));
    };
  }

  /** Ten gigabytes, if anybody reads them. */
  private static HostileManager.Behaviour endless(String begin, String more) {
    return out -> {
      out.write(HostileManager.head("200 OK", "Content-Length: 10000000000"));
      out.write(HostileManager.text("{\"jsonrpc\":\"2.0\",\"result\":" + begin));
      byte[] block = HostileManager.text(more.repeat(32_768));
      for (long sent = 0; sent < 10_000_000_000L; sent += block.length) {
        out.write(block);
      }
    };
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    out.write(HostileManager.text(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n"));
    out.flush();
  }

  private static DamoclesManager manager(HostileManager server) {
    return manager(server, OF_ANY_OTHER);
  }

  private static DamoclesManager manager(HostileManager server, Fault fault) {
    return manager(server, fault.name().startsWith("hangs ") ? OF_A_HANGING_ONE : OF_ANY_OTHER);
  }

  private static DamoclesManager manager(HostileManager server, Duration silence) {
    RpcLimits limits =
        new RpcLimits(OF_ANY_OTHER, silence, silence, 1, Duration.ofMillis(1), 2 << 20);
    return new DamoclesManager(
        new JsonRpcClient(RpcEndpoint.parse(server.url(), RpcService.DAMOCLES), limits),
        new ChangeGuard(Mode.APPLY));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachIsAClearErrorOfAValue(Fault fault) throws IOException {
    try (HostileManager server = new HostileManager(fault.behaviour())) {
      check(fault, () -> manager(server, fault).getVersion());
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachIsAClearErrorOfAList(Fault fault) throws IOException {
    try (HostileManager server = new HostileManager(fault.behaviour())) {
      check(
          fault,
          () -> manager(server, fault).listSectors(SectorStore.ONLINE, SectorJob.ALL).count());
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aChangeIsNeverSentTwice(Fault fault) throws IOException {
    try (HostileManager server = new HostileManager(fault.behaviour())) {
      check(fault, () -> manager(server, fault).getCommands().remove(new SectorId(1000, 2)));
      // One that is given up may not have been read at the other end yet.
      assertTrue(server.requests() <= 1);
    }
  }

  private static void check(Fault fault, org.junit.jupiter.api.function.Executable call) {
    OperatorException failure = assertThrows(OperatorException.class, call);
    assertEquals(fault.expected(), failure.code(), failure.toString());
    assertTrue(failure.where().contains("127.0.0.1"), failure.where());
    assertTrue(failure.what().length() < 200, failure.what());
  }

  @Test
  void whatCameBeforeTheManagerDiedIsHandedOut() throws IOException {
    String state = Files.readString(AnsweredSystems.shape("online-1-ticket-only"));
    try (HostileManager server =
        new HostileManager(
            out -> {
              out.write(HostileManager.head("200 OK", "Transfer-Encoding: chunked"));
              chunk(out, LIST + state + "," + state + "," + state.substring(0, 200));
            })) {
      try (RowCursor<SectorState> rows =
          manager(server).listSectors(SectorStore.ONLINE, SectorJob.ALL).open()) {
        assertEquals(1, rows.next().getNumber());
        assertEquals(1, rows.next().getNumber());
        assertTrue(rows.hasNext());
        assertEquals(
            ErrorCode.INTERRUPTED_ANSWER, assertThrows(OperatorException.class, rows::next).code());
      }
      assertEquals(1, server.requests());
    }
  }

  @Test
  void aListWithoutEndCanBeReadForAsLongAsSomebodyWantsIt() throws IOException {
    String state = Files.readString(AnsweredSystems.shape("online-1-ticket-only"));
    try (HostileManager server =
        new HostileManager(
            out -> {
              out.write(HostileManager.head("200 OK", "Transfer-Encoding: chunked"));
              chunk(out, LIST + state);
              while (true) {
                chunk(out, "," + state);
              }
            })) {
      assertEquals(
          20_000,
          manager(server)
              .listSectors(SectorStore.ONLINE, SectorJob.ALL)
              .filter(row -> !row.isFinalized())
              .limit(20_000)
              .count());
    }
  }

  @Test
  void anotherManagerIsAnsweredRightAfterwards() throws IOException {
    try (HostileManager server = new HostileManager(endless("\"", "a"))) {
      assertThrows(OperatorException.class, () -> manager(server).getVersion());
    }
    try (HostileManager server =
        new HostileManager(body("200 OK", "{\"id\":1,\"result\":\"v0.13.1\"}"))) {
      assertEquals("v0.13.1", manager(server).getVersion());
    }
  }
}
