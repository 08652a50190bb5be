package io.sectorsh.lotus.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.lotus.Lotuses;
import io.sectorsh.lotus.calls.DaemonVersion;
import io.sectorsh.lotus.calls.ReadMethods;
import io.sectorsh.migration.RefusedException;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers of lotus 1.36.2-dev on a 2 KiB network. */
final class LotusNodeTest {
  private ReplayServer server;
  private LotusNode node;

  @BeforeEach
  void serveRecordings() throws IOException {
    server = Recording.serve(Recording.load(Recording.resource(Lotuses.class, "rpc.ndjson")));
    LotusNode newest =
        new LotusNode(RpcEndpoint.parse(server.url(), RpcService.NODE), Address.parse("t01000"));
    node = newest.at(newest.chainHead());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void knowsHeadAndClock() {
    TipSetHead head = node.chainHead();
    assertEquals(new ChainEpoch(9850), head.height());
    assertEquals(1, head.key().size());
    assertEquals(TokenAmount.ofAtto(100), head.baseFee());
    assertEquals(Duration.ofSeconds(4), node.getClock().epochDuration());
    assertEquals(head.timestamp(), node.getClock().timeOf(head.height()));
    assertTrue(head.timestamp().isAfter(Instant.ofEpochSecond(1_795_000_000)));
    assertEquals("devnet-oracle", node.networkName());
    assertEquals(new DaemonVersion("v1.36.2-dev+2k", "2.3.0", 4), node.version());
  }

  @Test
  void knowsTheMiner() {
    MinerInfo info = node.minerInfo();
    assertEquals(Address.parse("t0100"), info.owner());
    assertEquals(Optional.empty(), info.newWorker());
    assertEquals(List.of(), info.controlAddresses());
    assertEquals(SectorSize.ofBytes(2048), info.sectorSize());
    assertEquals(PoStProof.ofNumber(10), info.windowPoStProofType());
    assertEquals(2, info.partitionSectors());
    assertEquals(Optional.of(Address.parse("t0100")), info.beneficiary());
    assertEquals(TokenAmount.ZERO, info.beneficiaryTerm().orElseThrow().quota());
    assertEquals(BigInteger.valueOf(51200), node.minerPower().qualityAdjusted());
    assertEquals(new SectorCounts(17, 16, 1), node.minerSectorCount());
    assertEquals(
        TokenAmount.parse("91388554245839202617789 attoFIL"), node.minerAvailableBalance());
    assertEquals(
        "358175132956410315720907", node.balance(Address.parse("t01000")).atto().toString());
  }

  @Test
  void knowsWhereTheMinerStandsInItsPeriod() {
    DeadlineInfo now = node.provingDeadline();
    assertEquals(9, now.index());
    assertTrue(now.isOpen());
    assertEquals(48, now.epochsLeft());
    assertEquals(new ChainEpoch(9838), now.opening(9));
    assertEquals(new ChainEpoch(9898), now.opening(10));
    assertEquals(new ChainEpoch(9298 + 2880), now.opening(0));
    assertEquals(new ChainEpoch(9838 - 60 + 2880), now.opening(8));
  }

  @Test
  void listsDeadlinesAndPartitions() {
    List<Deadline> deadlines = node.minerDeadlines();
    assertEquals(48, deadlines.size());
    assertEquals(47, deadlines.get(47).index());
    assertEquals(SectorNumbers.EMPTY, deadlines.get(0).postSubmissions());
    assertEquals(TokenAmount.ofAtto(371628), deadlines.get(1).dailyFee());
    Partition partition = node.minerPartitions(0).get(0);
    assertEquals(SectorNumbers.of(0, 1), partition.all());
    assertEquals(SectorNumbers.of(0), partition.faulty());
    assertEquals(SectorNumbers.EMPTY, partition.recovering());
    assertEquals(SectorNumbers.of(1), partition.active());
    assertEquals(SectorNumbers.of(1), partition.toProve());
    assertEquals(SectorNumbers.EMPTY, partition.unproven());
    assertEquals(List.of(), node.minerPartitions(47));
  }

  @Test
  void listsSectorsAndNumbers() {
    List<OnChainSector> sectors = node.minerSectors(SectorNumbers.of(0, 1)).toList();
    assertEquals(2, sectors.size());
    assertEquals(1, sectors.get(1).number());
    assertTrue(sectors.get(0).isWithDeals());
    assertEquals(List.of(), node.minerSectors(SectorNumbers.EMPTY).toList());
    assertEquals(SectorNumbers.of(0), node.minerFaults());
    assertEquals(SectorNumbers.EMPTY, node.minerRecoveries());
    assertEquals(SectorNumbers.range(0, 19), node.minerAllocated());
  }

  @Test
  void findsASector() {
    OnChainSector sector = node.sectorInfo(11).orElseThrow();
    assertTrue(sector.isUpgraded());
    assertEquals(new ChainEpoch(1550074), sector.expiration());
    assertEquals(Optional.empty(), node.sectorInfo(777777));
    assertEquals(new SectorPlace(1, 0), node.sectorPlace(3).orElseThrow());
    assertEquals(Optional.empty(), node.sectorPlace(777777));
    assertEquals(new ChainEpoch(1109), node.preCommittedSector(12).orElseThrow().preCommitEpoch());
    assertEquals(Optional.empty(), node.preCommittedSector(777777));
  }

  @Test
  void anUnknownMinerIsRejectedInTheNodesWords() {
    LotusNode other =
        new LotusNode(RpcEndpoint.parse(server.url(), RpcService.NODE), Address.parse("t099999"));
    OperatorException failure =
        assertThrows(OperatorException.class, () -> other.call("StateMinerInfo", "t099999", null));
    assertEquals(ErrorCode.REJECTED, failure.code());
    assertTrue(failure.what().contains("actor not found"));
  }

  @Test
  void aMethodThatMayChangeSomethingIsRefused() {
    int before = server.asked().size();
    for (String method :
        List.of("MpoolPush", "Filecoin.MpoolPushMessage", "ChainSetHead", "WalletExport")) {
      assertThrows(RefusedException.class, () -> node.call(method));
    }
    // What is asked all the same is whether there is such a method at all.
    assertTrue(
        server.asked().stream()
            .skip(before)
            .allMatch(asked -> asked.body().contains("\"Filecoin.Discover\"")));
    assertFalse(ReadMethods.ofNode("Shutdown"));
  }
}
