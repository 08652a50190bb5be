package io.sectorsh.damocles.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DamoclesManagerTest {
  private static final List<Recording> RECORDINGS =
      Recording.load(Recording.resource(AnsweredSystems.class, "rpc"));

  private ReplayServer server;
  private ChangeGuard guard;
  private DamoclesManager manager;

  @BeforeEach
  void serveRecordings() throws IOException {
    List<Recording> recordings = new ArrayList<>(RECORDINGS);
    recordings.removeIf(one -> one.name().equals("FindSector.online-committed"));
    server = Recording.serve(recordings);
    guard = new ChangeGuard(Mode.APPLY);
    manager = new DamoclesManager(RpcEndpoint.parse(server.url(), RpcService.DAMOCLES), guard);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Damocles damocles() {
    return new Damocles(
        new Profile(
            "test",
            false,
            Optional.of(Address.parse("t01000")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(server.url()),
            Optional.empty()),
        guard);
  }

  @Test
  void tellsItsVersion() {
    assertEquals("v0.13.1-prod-git.4235a89", manager.getVersion());
  }

  @Test
  void findsASectorInTheStoreWhereItIs() {
    SectorState sector =
        manager.findSector(SectorStore.OFFLINE, new SectorId(1000, 2)).orElseThrow();
    assertEquals(new SectorId(1000, 2), sector.getId());
    assertEquals(Optional.of(SectorStore.OFFLINE), sector.getStore());
    assertEquals(
        Optional.empty(), manager.findSector(SectorStore.ONLINE, new SectorId(1000, 9999)));
    assertEquals(sector, manager.findSector(new SectorId(1000, 2)).orElseThrow());
    assertEquals(sector, damocles().sector(2).getSector());
  }

  @Test
  void bothWaysToSayNotFoundAreAnEmptyAnswer() throws IOException {
    String byCode =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":11001,"
            + "\"message\":\"error code 11001: sector state not found\"}}";
    String byText =
        "{\"id\":1,\"error\":{\"code\":1,\"message\":\"load state from online: key not found\"}}";
    for (String answer : List.of(byCode, byText)) {
      try (ReplayServer other = new ReplayServer(asked -> ReplayServer.Answered.json(answer))) {
        DamoclesManager asked =
            new DamoclesManager(RpcEndpoint.parse(other.url(), RpcService.DAMOCLES));
        assertEquals(Optional.empty(), asked.findSector(new SectorId(1, 1)));
      }
    }
  }

  @Test
  void listsOnlineThenOfflineAndEachRowKnowsItsStore() {
    List<SectorState> sectors = damocles().getSectors().toList();
    List<SectorStore> stores = new ArrayList<>();
    sectors.forEach(sector -> stores.add(sector.getStore().orElseThrow()));
    assertEquals(SectorStore.ONLINE, stores.get(0));
    assertEquals(SectorStore.OFFLINE, stores.get(stores.size() - 1));
    assertEquals(stores.stream().sorted().toList(), stores);
    assertEquals(
        sectors.size(),
        damocles().getSectors().filter(SectorState::isOnline).count()
            + damocles().sectors(SectorStore.OFFLINE).count());
  }

  @Test
  void notFinalizedAreThoseOnlineAndTheEmptyImports() {
    Set<String> states = new HashSet<>();
    for (SectorState sector : damocles().getSectors().filter(row -> !row.isFinalized())) {
      states.add(sector.getState());
    }
    assertTrue(
        states.containsAll(Set.of("sealing", "rebuild", "snapup", "unsealing")), "" + states);
    assertTrue(!states.contains("aborted") && !states.contains("finalized"), "" + states);
  }

  @Test
  void listsStores() {
    List<PersistStore> stores = damocles().getStores();
    assertEquals(3, stores.size());
    PersistStore store = stores.get(0);
    assertEquals(Path.of("/srv/damocles/stores/store-a"), store.path());
    assertEquals(Map.of("SomeKey", "SomeValue"), store.meta());
    assertEquals(
        List.of(
            new PersistStore.Reservation(
                "s-t01000-15", 1048576, Instant.ofEpochSecond(1795189428))),
        store.reservedBy());
    assertTrue(stores.get(1).readOnly());
    assertEquals(27.144327639475012, store.usedPercent());
  }

  @Test
  void methodsThatAnswerNothingAnswerNull() throws IOException {
    JsonNode remove = JsonMapper.builder().build().readTree("{\"Miner\":1000,\"Number\":10}");
    assertTrue(manager.call("RemoveSector", remove).isNull());
    assertTrue(manager.call("Venus.RestoreSector", new SectorId(1000, 11), false).isNull());
  }

  @Test
  void whatMayChangeSomethingIsRefusedInObserveModeBeforeItIsSent() {
    guard.setMode(Mode.OBSERVE);
    for (String method : List.of("RemoveSector", "Venus.RemoveSector", "Nope")) {
      assertThrows(RefusedException.class, () -> manager.call(method, new SectorId(1000, 10)));
    }
    assertEquals(List.of(), server.asked());
    assertEquals(3, manager.call("StoreList").size());
  }

  @Test
  void aCrashOrAnUnknownMethodKeepsItsCode() {
    assertEquals(-32601, code("Nope"));
    assertEquals(-32602, code("FindSector", "online"));
    assertEquals(1, code("RemoveSector", new SectorId(1000, 1)));
    assertEquals(1, code("ListSectors", "", 0));
  }

  private int code(String method, Object... params) {
    RpcRejectedException failure =
        assertThrows(RpcRejectedException.class, () -> manager.call(method, params));
    assertEquals(ErrorCode.REJECTED, failure.code());
    return failure.getRejection().code();
  }

  @Test
  void aProfileWithoutAManagerIsNotConfigured() {
    assertEquals(
        ErrorCode.NOT_CONFIGURED,
        assertThrows(
                OperatorException.class,
                () ->
                    new Damocles(
                            new Profile(
                                "empty",
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                            guard)
                        .getManager())
            .code());
  }
}
