package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.JsonRpcSocket;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.chain.HeadChange;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.proofs.Proofs;
import io.sectorsh.stores.Stores;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BindingsTest {
  private static Running lab;
  private static Lotus lotus;
  private static Damocles damocles;

  @BeforeAll
  static void start() {
    lab = new Lab().start(Optional.empty(), 1);
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    lotus = new Lotus(lab.profile(), guard);
    damocles = new Damocles(lab.profile(), guard);
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @Test
  void theChainAnswersAllThatScriptsAsk() {
    LotusNode node = lotus.getNode();
    assertEquals("sectorsh-lab", node.networkName());
    assertTrue(node.chainHead().toString().length() > 0);
    assertEquals(30, node.getClock().epochDuration().toSeconds());
    assertEquals("t04079", node.getMinerAddress().toString());
    long sectors = node.minerSectors().count();
    assertTrue(sectors > 85, sectors + " sectors");
    assertEquals(5, node.minerFaults().count());
    assertEquals(2, node.minerRecoveries().count());
    assertEquals(48, node.minerDeadlines().size());
    assertFalse(node.minerPartitions(0).isEmpty());
    assertTrue(node.minerPartitions(7).isEmpty());
    long number = node.minerSectors().first().orElseThrow().number();
    assertTrue(node.sectorInfo(number).isPresent());
    assertTrue(node.sectorPlace(number).isPresent());
    assertTrue(node.sectorInfo(99_999).isEmpty());
    assertTrue(node.sectorPlace(99_999).isEmpty());
    assertTrue(node.preCommittedSector(99_999).isEmpty());
    assertTrue(node.minerAllocated().contains(number));
    node.minerInfo();
    node.minerPower();
    node.minerSectorCount();
    node.provingDeadline();
    node.version();
    assertTrue(node.minerAvailableBalance().atto().signum() > 0);
  }

  @Test
  void theHeadIsToldOverAWebSocket() {
    LotusNode node = lotus.getNode();
    HeadChange first = node.headChanges().first().orElseThrow();
    assertEquals(HeadChange.Type.CURRENT, first.type());
    assertTrue(first.tipset().height().since(node.chainHead().height()) >= -1);
    try (JsonRpcSocket socket = socketOf(lab.profile().fullNodeApi().orElseThrow())) {
      assertEquals("sectorsh-lab", socket.call("StateNetworkName").textValue());
      assertThrows(OperatorException.class, () -> socket.call("NoSuchMethod"));
    }
    try (JsonRpcSocket socket = socketOf("a.wrong.token:" + node.getEndpoint().getUrl())) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> socket.call("StateNetworkName"));
      assertEquals(ErrorCode.NOT_AUTHORIZED, failure.code());
    }
  }

  private static JsonRpcSocket socketOf(String api) {
    return new JsonRpcSocket(RpcEndpoint.parse(api, RpcService.NODE));
  }

  @Test
  void daemonsTellWhichMethodsTheyOffer() {
    OperatorException misspelt =
        assertThrows(
            OperatorException.class, () -> lotus.getMiner().getRpc().call("SectorsSumary"));
    assertEquals("Did you mean SectorsSummary?", misspelt.next());
    assertTrue(lotus.getNode().getRpc().getMethods().containsKey("StateMinerInfo"));
    assertEquals(
        "SectorsStatus(p1: abi.SectorNumber, p2: bool)",
        lotus.getMiner().getRpc().help("Filecoin.SectorsStatus").signature());
    for (String method : lotus.getMiner().getRpc().getMethods().keySet()) {
      assertFalse(method.isBlank());
    }
  }

  @Test
  void bothSidesOfTheSectorsAreJoined() {
    long joined = lotus.getSectors().count();
    long records = lotus.getMiner().sectorStatuses(false).count();
    assertTrue(joined >= records && joined >= lotus.getNode().minerSectors().count());
    assertEquals(
        lotus.getNode().minerFaults().count(),
        lotus.getSectors().filter(sector -> sector.faulty()).count());
    assertEquals(0, lotus.getSectors().filter(sector -> sector.problem().isPresent()).count());
  }

  @Test
  void theMinerAnswersAllThatScriptsAsk() {
    LotusMiner miner = lotus.getMiner();
    assertEquals("t04079", miner.actorAddress().toString());
    assertEquals(61, miner.sectorsList().count());
    Map<String, Long> byState = new TreeMap<>();
    for (SectorInfo sector : lotus.getRepo().getSectors()) {
      byState.merge(sector.getState(), 1L, Long::sum);
      assertTrue(miner.sectorsStatus(sector.getSectorNumber(), true).isPresent());
    }
    assertEquals(byState, miner.sectorsSummary());
    assertEquals(32, byState.get("Proving"));
    assertTrue(miner.sectorsStatus(99_999, false).isEmpty());
    assertTrue(miner.numberReservations().containsKey("spare"));
    miner.numberAssignment();
    assertFalse(miner.getStorage().list().isEmpty());
    for (String id : miner.getStorage().local().keySet()) {
      miner.getStorage().info(id);
      miner.getStorage().stat(id);
    }
    assertEquals(2, lotus.getRepo().getStoragePaths().size());
    assertEquals(Actors.miner(), lotus.getRepo().getMinerAddress().orElseThrow());
  }

  @Test
  void theManagerAnswersAllThatScriptsAsk() {
    Map<String, Long> byState = new TreeMap<>();
    for (SectorState sector : damocles.getSectors()) {
      byState.merge(sector.getState().toString(), 1L, Long::sum);
      assertEquals(sector.getNumber(), damocles.sector(sector.getNumber()).getNumber());
    }
    assertEquals(64, byState.values().stream().mapToLong(Long::longValue).sum(), byState + "");
    assertTrue(byState.size() > 5, byState + "");
    assertEquals(2, damocles.getStores().size());
    assertTrue(damocles.findSector(99_999).isEmpty());
  }

  @Test
  void storesShowTheFilesOfBothSystems() {
    Stores stores = new Stores(lab.profile(), lotus, damocles);
    assertEquals(4, stores.getAll().count());
    assertTrue(stores.getFiles().count() > 150);
    assertEquals(0, stores.getStrays().count());
  }

  @Test
  void proofsShowDeadlinesAndFaults() {
    Proofs proofs =
        new Proofs(
            lab.profile(), lotus, damocles, new Stores(lab.profile(), lotus, damocles).getPaths());
    assertEquals(17, proofs.getDeadline().deadline());
    assertEquals(48, proofs.getDeadlines().count());
    assertEquals(5, proofs.getFaults().count());
    assertFalse(proofs.partitions(17).isEmpty() && proofs.partitions(16).isEmpty());
  }
}
