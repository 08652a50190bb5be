package io.sectorsh.scripts.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.record.DealProposal;
import io.sectorsh.lotus.record.PieceActivationManifest.VerifiedAllocationKey;
import io.sectorsh.lotus.record.PieceDealInfo;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorPiece;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import io.sectorsh.scripts.conversion.Conversion;
import io.sectorsh.scripts.conversion.ToLotus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToLotusTest {
  private static SectorInfo record(long number) {
    return record(number, ChainFacts.UNKNOWN);
  }

  private static SectorInfo record(long number, ChainFacts chain) {
    return ((Conversion.Written<SectorInfo>)
            new ToLotus(chain, MessageLookup.NONE).convert(RecordedStates.offline(number)))
        .sector();
  }

  private static Conversion.Written<SectorInfo> only(String recording) {
    return (Conversion.Written<SectorInfo>)
        new ToLotus(ChainFacts.UNKNOWN, MessageLookup.NONE)
            .convert(RecordedStates.of(recording).get(0));
  }

  private static String reason(long number, ChainFacts chain) {
    return ((Conversion.LeftOut<SectorInfo>)
            new ToLotus(chain, MessageLookup.NONE).convert(RecordedStates.offline(number)))
        .reason();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 6, 13, 16, 300, 500, 501, 505, 506, 511, 512})
  void sectorAtRestIsProving(long number) {
    assertEquals("Proving", record(number).getState());
    assertEquals(number, record(number).getRecordedNumber());
  }

  @Test
  void ticketThatOnlyThePreCommitHoldsIsFound() {
    assertEquals(Optional.empty(), RecordedStates.offline(306).getTicket());
    assertEquals(100, record(306).getTicketEpoch().value());
    assertEquals(32, record(306).getTicketValue().length);
  }

  @Test
  void removedSectorStaysRemoved() {
    assertEquals("Removed", record(10).getState());
  }

  @Test
  void terminatedSectorKeepsTheHeightAndIsNotGivenToLotusToDelete() {
    SectorInfo record = record(9);
    assertEquals("Removed", record.getState());
    assertEquals(20020, record.getTerminatedAt().value());
  }

  @ParameterizedTest
  @CsvSource({"5,aborted", "17,aborted", "303,not finalized"})
  void unfinishedAndAbortedSectorsAreLeftOut(long number, String why) {
    assertTrue(reason(number, ChainFacts.UNKNOWN).startsWith(why));
  }

  @Test
  void messagePoolIdsAreNotTakenForChainMessages() {
    assertEquals(Optional.empty(), record(3).getPreCommitMessage());
    assertEquals(Optional.empty(), record(3).getCommitMessage());
  }

  @Test
  void chainMessagesOfAnImportedSectorSurvive() {
    SectorState imported = RecordedStates.offline(500);
    SectorInfo record = record(500);
    assertEquals(
        imported.getMessageInfo().orElseThrow().preCommitCid(), record.getPreCommitMessage());
    assertEquals(imported.getMessageInfo().orElseThrow().commitCid(), record.getCommitMessage());
    assertTrue(record.getPreCommitMessage().isPresent());
  }

  @Test
  void sectorWithoutPreCommitMessageIsExported() {
    Conversion.Written<SectorInfo> written = only("imported-without-precommit-message");
    assertEquals(Optional.empty(), written.sector().getPreCommitMessage());
    assertEquals("Proving", written.sector().getState());
  }

  @Test
  void committedCapacityGetsTheFillerThatLotusWrites() {
    SectorInfo record = record(2);
    assertEquals(
        List.of(new SectorPiece(2048, record.getCommD().orElseThrow(), Optional.empty())),
        record.getPieces());
  }

  @Test
  void directDealKeepsClientAllocationAndSchedule() {
    PieceDealInfo deal = record(16).getPieces().get(0).dealInfo().orElseThrow();
    assertEquals(
        Optional.of(new VerifiedAllocationKey(200, 70160)),
        deal.pieceActivationManifest().orElseThrow().verifiedAllocationKey());
    assertEquals(30000, deal.startEpoch().value());
    assertEquals(800000, deal.endEpoch().value());
    assertEquals(0, deal.dealId());
  }

  @Test
  void fillerBetweenDealsStaysAFiller() {
    List<SectorPiece> pieces = record(3).getPieces();
    assertEquals(3, pieces.size());
    assertTrue(pieces.get(0).dealInfo().isPresent());
    assertTrue(pieces.get(1).dealInfo().isPresent());
    assertEquals(Optional.empty(), pieces.get(2).dealInfo());
  }

  @Test
  void marketDealKeepsItsPublishMessageAndGetsTheProposalFromTheChain() {
    DealProposal proposal =
        record(300)
            .getPieces()
            .get(0)
            .dealInfo()
            .flatMap(PieceDealInfo::dealProposal)
            .orElseThrow();
    PieceDealInfo deal =
        record(3, new FixedChain(Optional.of(proposal)))
            .getPieces()
            .get(0)
            .dealInfo()
            .orElseThrow();
    assertEquals(900030, deal.dealId());
    assertTrue(deal.publishCid().isPresent());
    assertEquals(Optional.of(proposal), deal.dealProposal());
    assertEquals(Optional.empty(), deal.pieceActivationManifest());
  }

  @Test
  void legacyDealKeepsItsWholeProposal() {
    PieceDealInfo deal = record(300).getPieces().get(0).dealInfo().orElseThrow();
    DealProposal proposal = deal.dealProposal().orElseThrow();
    assertEquals("123456789012345678901", proposal.providerCollateral().atto().toString());
    assertEquals("mAXCg5AIg", proposal.label().text());
    assertEquals(500, deal.startEpoch().value());
    assertEquals(Optional.empty(), record(300).getPieces().get(1).dealInfo());
  }

  @Test
  void upgradedSectorKeepsBothReplicas() {
    SectorState state = RecordedStates.offline(6);
    SectorInfo record = record(6);
    assertTrue(record.isCCUpdate());
    assertEquals(state.getPre().orElseThrow().commR(), record.getCommR());
    assertEquals(state.getUpgradedInfo().orElseThrow().sealedCid(), record.getUpdateSealed());
    assertEquals(state.getUpgradedInfo().orElseThrow().unsealedCid(), record.getUpdateUnsealed());
    assertArrayEquals(
        state.getUpgradedInfo().orElseThrow().proof().orElseThrow().toBytes(),
        record.getReplicaUpdateProof());
    assertEquals(record.getCommD().orElseThrow(), record.getCCPieces().get(0).pieceCid());
    assertEquals(2, record.getPieces().size());
  }

  @Test
  void upgradedSectorHasAMessageSinceLotusChoosesTheFilesByIt() {
    assertEquals(
        Optional.of(Cid.parse("bafy2bzacec52e4x7lzhy4y26eilbsnehh4dn7gasc3gpzttnygrkzb54xplei")),
        record(6).getReplicaUpdateMessage());
    assertTrue(record(505).getReplicaUpdateMessage().isPresent());
  }

  @Test
  void upgradeWithoutMessageDoesNotStopTheExport() {
    Conversion.Written<SectorInfo> written = only("upgraded-without-message");
    assertEquals(Optional.empty(), written.sector().getReplicaUpdateMessage());
    assertTrue(written.notes().toString().contains("no upgrade message"));
  }

  @Test
  void upgradeThatOnlyTheChainKnowsIsExportedAsOne() {
    Cid key = record(512).getCommR().orElseThrow();
    Cid upgraded = record(500).getCommR().orElseThrow();
    SectorInfo record = record(512, new FixedChain(upgraded, Optional.of(key)));
    assertTrue(record.isCCUpdate());
    assertEquals(Optional.of(upgraded), record.getUpdateSealed());
    assertEquals(Optional.of(key), record.getCommR());
  }

  @Test
  void disagreementWithTheChainIsLeftOut() {
    Cid other = record(500).getCommR().orElseThrow();
    assertTrue(reason(2, new FixedChain(other, Optional.empty())).startsWith("CommR differs"));
    assertTrue(reason(2, new FixedChain(Optional.empty())).startsWith("not on chain"));
    Cid key = record(6).getCommR().orElseThrow();
    assertTrue(reason(6, new FixedChain(key, Optional.empty())).contains("the chain does not"));
  }

  @Test
  void everyWrittenRecordReadsBackTheSame() {
    for (SectorState state : RecordedStates.of("offline")) {
      if (new ToLotus(ChainFacts.UNKNOWN, MessageLookup.NONE).convert(state)
          instanceof Conversion.Written<SectorInfo> written) {
        byte[] bytes = written.sector().encode();
        assertArrayEquals(bytes, SectorInfo.decode(bytes).encode());
        assertEquals(39, bytes[1], "members, number " + state.getNumber());
      }
    }
  }

  /** A chain that has one answer. */
  private record FixedChain(Optional<OnChain> actor, Optional<DealProposal> proposal)
      implements ChainFacts {
    FixedChain(Cid sealed, Optional<Cid> key) {
      this(
          Optional.of(new OnChain(sealed, key, new ChainEpoch(1), new ChainEpoch(2))),
          Optional.empty());
    }

    FixedChain(Optional<DealProposal> proposal) {
      this(
          proposal.map(
              known ->
                  new OnChain(
                      RecordedStates.offline(3).getPre().orElseThrow().commR().orElseThrow(),
                      Optional.empty(),
                      new ChainEpoch(1),
                      new ChainEpoch(2))),
          proposal);
    }

    @Override
    public boolean isKnown() {
      return true;
    }

    @Override
    public Optional<OnChain> sector(long number) {
      return actor;
    }

    @Override
    public Optional<DealProposal> deal(long dealId) {
      return proposal;
    }

    @Override
    public void expectDeals(Set<Long> dealIds) {}

    @Override
    public OptionalLong actorId(Address address) {
      return ChainFacts.UNKNOWN.actorId(address);
    }

    @Override
    public OptionalLong highestAllocated() {
      return OptionalLong.empty();
    }
  }
}
