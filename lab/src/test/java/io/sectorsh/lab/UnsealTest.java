package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.manager.PersistStore;
import io.sectorsh.damocles.manager.UnsealedPiece;
import io.sectorsh.damocles.sector.SectorPiece;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.replica.DataTree;
import io.sectorsh.replica.Fr32;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsealTest {
  private static final String END = "xrpc.ch.val nothing";

  @TempDir Path directory;
  private Running lab;
  private DamoclesManager manager;
  private SectorState sector;
  private SectorPiece piece;
  private Cid cid;

  @BeforeEach
  void start() {
    lab = new Lab().start(Optional.empty(), 1);
    manager = new Damocles(lab.profile(), new ChangeGuard(Mode.APPLY)).getManager();
    sector =
        manager
            .listSectors(SectorStore.OFFLINE, io.sectorsh.damocles.sector.SectorJob.ALL)
            .filter(state -> state.getState().equals("finalized"))
            .filter(state -> state.getPieces().stream().anyMatch(SectorPiece::isDeal))
            .first()
            .orElseThrow();
    piece = sector.getPieces().stream().filter(SectorPiece::isDeal).findFirst().orElseThrow();
    cid = piece.pieceCid().orElseThrow();
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void aPieceIsWrittenAsItComesAndTheSectorIsAtRestAgain() throws Exception {
    Path file = directory.resolve("piece");
    long size = piece.size() / 128 * 127;
    UnsealedPiece unsealed = manager.getCommands().unsealPiece(sector.getId(), cid, 0, size, file);
    byte[] data = Files.readAllBytes(file);
    assertEquals(size, data.length);
    assertEquals(size, unsealed.bytes());
    assertEquals(cid, DataTree.ofPadded(Commitment.Kind.PIECE, Fr32.pad(data)).toCid());
    SectorState after = manager.findSector(sector.getId()).orElseThrow();
    for (int looks = 0; after.isOnline() && looks < 500; looks++) {
      Thread.onSpinWait();
      after = manager.findSector(sector.getId()).orElseThrow();
    }
    assertEquals(sector.toJson(), after.toJson());
  }

  @Test
  void theRecordedTalkIsAnsweredAsItWas() throws Exception {
    JsonNode recorded;
    try (InputStream in = UnsealTest.class.getResourceAsStream("damocles-websocket.json")) {
      recorded = GoJson.first(in.readAllBytes()).orElseThrow();
    }
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    String address = lab.profile().damoclesApi().orElseThrow().replace("http://", "ws://");
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address + "/rpc/v0"), new Texts(received))
            .join();
    List<String> expected = new ArrayList<>();
    for (JsonNode line : recorded) {
      if (line.has("send")) {
        socket.sendText(here(line.path("send").asText()), true).join();
      } else if (line.has("recv")) {
        expected.add(kind(line.path("recv").asText()));
      }
    }
    List<String> answered = new ArrayList<>();
    while (answered.isEmpty() || !answered.get(answered.size() - 1).contains("xrpc.ch.close")) {
      answered.add(kind(received.take()));
    }
    assertEquals(2, answered.stream().filter(END::equals).count());
    assertEquals(withoutRepeats(expected), withoutRepeats(answered));
  }

  /** A piece may come in any number of chunks. */
  private static List<String> withoutRepeats(List<String> messages) {
    List<String> once = new ArrayList<>();
    for (String message : messages) {
      if (once.isEmpty() || !once.get(once.size() - 1).equals(message)) {
        once.add(message);
      }
    }
    return once;
  }

  private String here(String call) {
    JsonNode json = GoJson.first(call.getBytes()).orElseThrow();
    if (json.path("method").asText().endsWith("UnsealPiece")) {
      ArrayNode params = (ArrayNode) json.path("params");
      params.set(0, sector.toJson().path("ID"));
      params.set(1, GoJson.object().put("/", cid.toString()));
    }
    return json.toString();
  }

  /** A message, of data only that it is some. */
  private static String kind(String message) {
    JsonNode json = GoJson.first(message.getBytes()).orElseThrow();
    if (json.path("method").asText().equals("xrpc.ch.val")) {
      return json.at("/params/1").asText().isEmpty() ? END : "xrpc.ch.val data";
    }
    return json.toString();
  }

  private record Texts(BlockingQueue<String> received) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      received.add(text.toString());
      socket.request(1);
      return null;
    }
  }

  @Test
  void roomIsKeptForASectorUntilItIsReleased() {
    PersistStore keeping =
        manager.getStores().stream()
            .filter(store -> !store.reservedBy().isEmpty())
            .findFirst()
            .orElseThrow();
    String by = keeping.reservedBy().get(0).by();
    SectorId id = SectorId.readByLotus(by).orElseThrow();
    assertTrue(manager.getCommands().releaseReserved(id));
    assertFalse(manager.getCommands().releaseReserved(id));
    assertTrue(
        manager.getStores().stream()
            .flatMap(store -> store.reservedBy().stream())
            .noneMatch(kept -> kept.by().equals(by)));
  }
}
