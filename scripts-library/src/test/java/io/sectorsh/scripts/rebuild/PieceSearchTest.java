package io.sectorsh.scripts.rebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.scripts.rebuild.PieceFinding.Where;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pieces in directories, at a manager and at a market, over real sockets. */
class PieceSearchTest {
  private static final Cid PIECE =
      Cid.parse("baga6ea4seaqb66wjlfkrbye6uqoemcyxmqylwmrm235uclwfpsyx3ge2imidoly");

  @TempDir Path store;
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int managerSays = 302;
  private int marketSays = 404;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/piecestore/" + PIECE, exchange -> answer(exchange, managerSays));
    server.createContext("/resource", exchange -> answer(exchange, marketSays));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    tokens.add(String.valueOf(authorization));
    if (status == 302) {
      exchange.getResponseHeaders().set("Location", manager() + "/resource?resource-id=" + PIECE);
    }
    exchange.sendResponseHeaders(status, status == 200 ? 1 << 20 : -1);
    if (status == 200) {
      exchange.getResponseBody().write(new byte[1]);
    }
    exchange.close();
  }

  private String manager() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private PieceFinding find() {
    return new PieceSearch(List.of(store), manager()).find(PIECE, 2048);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 404, FOUND",
    "302, 200, FOUND",
    "302, 404, MISSING",
    "404, 200, MISSING",
    "302, 401, UNCHECKED",
    "302, 500, UNCHECKED",
    "500, 200, UNCHECKED",
  })
  void whatManagerAndMarketSayDecides(int fromManager, int fromMarket, Where where) {
    managerSays = fromManager;
    marketSays = fromMarket;
    PieceFinding found = find();
    assertEquals(where, found.where(), found.toString());
    assertFalse(found.toString().contains("resource-id"), "only where, not how it was asked");
    assertTrue(tokens.stream().allMatch("null"::equals), "nobody gets a token");
  }

  @Test
  void aFileInAStoreMustHaveTheRightLength() throws IOException {
    Path file = store.resolve(PIECE + ".car");
    Files.write(file, new byte[2032]);
    assertEquals(new PieceFinding(PIECE, Where.FOUND, file.toString()), find());
    Files.write(file, new byte[2033]);
    assertEquals(Where.MISSING, find().where());
    Files.write(file, new byte[0]);
    assertEquals(Where.MISSING, find().where());
    assertTrue(tokens.isEmpty(), "nobody is asked for what a store has");
  }

  @Test
  void aManagerThatIsAwayLeavesItUnchecked() {
    server.stop(0);
    assertEquals(Where.UNCHECKED, find().where());
  }
}
