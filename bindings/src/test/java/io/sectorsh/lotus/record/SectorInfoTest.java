package io.sectorsh.lotus.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SectorInfoTest {
  static List<RecordedSectors> recorded() {
    return RecordedSectors.all();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void aRecordedSectorEncodesToTheSameBytes(RecordedSectors recorded) {
    assertArrayEquals(recorded.bytes(), recorded.decode().encode());
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theJsonIsThatOfLotusOwnType(RecordedSectors recorded) throws JsonProcessingException {
    String json = RecordedSectors.JSON.writeValueAsString(recorded.decode());
    assertEquals(recorded.json().toString(), json);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyMemberSetAnewEncodesToTheSameBytes(RecordedSectors recorded) {
    SectorInfo info = recorded.decode();
    assertArrayEquals(recorded.bytes(), copied(info, SectorInfo.builder(info.getSectorNumber())));
  }

  private static byte[] copied(SectorInfo from, SectorInfoBuilder to) {
    to.log(from.getLog()).commD(from.getCommD()).commR(from.getCommR()).proof(from.getProof());
    to.state(from.getState()).pieces(from.getPieces()).returnState(from.getReturn());
    to.lastErr(from.getLastErr()).ccPieces(from.getCCPieces()).ccUpdate(from.isCCUpdate());
    to.seedEpoch(from.getSeedEpoch()).seedValue(from.getSeedValue());
    to.sectorType(from.getSectorType()).ticketEpoch(from.getTicketEpoch());
    to.ticketValue(from.getTicketValue()).creationTime(from.getCreationTime());
    to.terminatedAt(from.getTerminatedAt()).updateSealed(from.getUpdateSealed());
    to.commitMessage(from.getCommitMessage()).invalidProofs(from.getInvalidProofs());
    to.preCommit1Out(from.getPreCommit1Out()).faultReportMsg(from.getFaultReportMsg());
    to.updateUnsealed(from.getUpdateUnsealed()).preCommit1Fails(from.getPreCommit1Fails());
    to.preCommit2Fails(from.getPreCommit2Fails()).preCommitTipSet(from.getPreCommitTipSet());
    to.remoteDataCache(from.getRemoteDataCache()).preCommitDeposit(from.getPreCommitDeposit());
    to.preCommitMessage(from.getPreCommitMessage()).remoteDataSealed(from.getRemoteDataSealed());
    to.terminateMessage(from.getTerminateMessage());
    to.remoteDataUnsealed(from.getRemoteDataUnsealed());
    to.replicaUpdateProof(from.getReplicaUpdateProof());
    to.remoteDataFinalized(from.isRemoteDataFinalized());
    to.replicaUpdateMessage(from.getReplicaUpdateMessage());
    to.remoteCommit1Endpoint(from.getRemoteCommit1Endpoint());
    to.remoteCommit2Endpoint(from.getRemoteCommit2Endpoint());
    to.remoteSealingDoneEndpoint(from.getRemoteSealingDoneEndpoint());
    return to.build().encode();
  }

  @Test
  void gettersHoldWhatLotusRecorded() {
    SectorInfo info = RecordedSectors.of("/sectors/11").decode();
    assertEquals(11, info.getSectorNumber());
    assertEquals("Proving", info.getState());
    assertEquals(SealProof.ofNumber(5), info.getSectorType());
    assertEquals(new ChainEpoch(-266), info.getTicketEpoch());
    assertEquals(32, info.getTicketValue().length);
    assertEquals(Optional.of(Instant.ofEpochSecond(1795193526)), info.getCreationTime());
    assertEquals(TokenAmount.ZERO, info.getPreCommitDeposit());
    assertEquals(1, info.getPreCommitTipSet().size());
    assertTrue(info.isCCUpdate() && info.getUpdateSealed().isPresent());
    PieceDealInfo deal = info.getPieces().get(0).dealInfo().orElseThrow();
    assertEquals(new ChainEpoch(613913), deal.endEpoch());
    assertEquals(2048, deal.pieceActivationManifest().orElseThrow().size());
    assertEquals("event;sealing.SectorStartCC", info.getLog().get(0).kind());
    assertEquals("sector 11 (Proving)", info.toString());
  }

  @Test
  void aChangedMemberLeavesAllOthersByteByByte() {
    RecordedSectors recorded = RecordedSectors.of("/sectors/19");
    SectorInfo changed = recorded.decode().toBuilder().state("Removed").build();
    assertEquals("Removed", changed.getState());
    assertArrayEquals(
        recorded.bytes(), changed.toBuilder().state(recorded.decode().getState()).build().encode());
  }

  @Test
  void anEmptyNewRecordHasAllMembersInLotusOrder() {
    SectorInfo info = SectorInfo.builder(7).build();
    Map<String, byte[]> recorded = members(RecordedSectors.of("/sectors/0").bytes());
    assertEquals(List.copyOf(recorded.keySet()), List.copyOf(members(info.encode()).keySet()));
    assertEquals(7, info.getRecordedNumber());
    assertEquals(Optional.empty(), info.getCommR());
    assertEquals(List.of(), info.getPieces());
  }

  @Test
  void anOlderFormInItsOwnOrderStaysAsItIs() {
    Map<String, byte[]> members = members(RecordedSectors.of("/sectors/10").bytes());
    List<String> newer =
        List.of("CCUpdate", "CCPieces", "UpdateSealed", "UpdateUnsealed", "CreationTime");
    members.keySet().removeAll(newer);
    members.keySet().removeIf(name -> name.startsWith("Re") && !name.equals("Return"));
    members.put("PreCommitInfo", new CborWriter().writeNull().toBytes());
    byte[] old = reversed(members);
    SectorInfo info = SectorInfo.decode(old);
    assertArrayEquals(old, info.encode());
    assertFalse(info.isCCUpdate());
    assertEquals(Optional.empty(), info.getCreationTime());
    assertEquals(Set.of("PreCommitInfo"), info.getUnknownMembers());
    SectorInfo changed = info.toBuilder().state("X").ccUpdate(true).build();
    List<String> order = new ArrayList<>(members(old).keySet());
    order.add("CCUpdate");
    assertEquals(order, List.copyOf(members(changed.encode()).keySet()));
  }

  @Test
  void dealInfosOfOlderFormsAreRead() {
    CborWriter piece = new CborWriter().writeArrayHeader(1).writeMapHeader(2);
    piece.writeText("DealInfo").writeMapHeader(3).writeText("DealID").writeUnsigned(9);
    piece.writeText("DealSchedule").writeMapHeader(2);
    piece.writeText("StartEpoch").writeSigned(5).writeText("EndEpoch").writeSigned(6);
    piece.writeText("KeepUnsealed").writeBool(true);
    SectorPiece filler = RecordedSectors.of("/sectors/10").decode().getPieces().get(0);
    piece.writeText("Piece").writeArrayHeader(2).writeUnsigned(2048).writeCid(filler.pieceCid());
    SectorInfo info = SectorInfo.builder(1).member("Pieces", piece.toBytes()).build();
    PieceDealInfo deal = info.getPieces().get(0).dealInfo().orElseThrow();
    assertEquals(9, deal.dealId());
    assertEquals(new ChainEpoch(6), deal.endEpoch());
    assertEquals(Optional.empty(), deal.dealProposal());
  }

  @Test
  void locationsOfReceivedSectorsRoundTripAndHideHeaderValues() {
    SectorLocation location =
        new SectorLocation(
            false, "http://h/s", List.of(new SectorLocation.Header("Authorization", "secret-1")));
    SectorInfo info = SectorInfo.builder(1).remoteDataSealed(Optional.of(location)).build();
    assertEquals(Optional.of(location), info.getRemoteDataSealed());
    assertFalse(info.toJson().toString().contains("secret-1"));
    assertFalse(location.toString().contains("secret-1"));
  }

  @Test
  void labelsThatAreNoTextAndAllocationsRoundTrip() {
    DealProposal proposal =
        RecordedSectors.of("/sectors/0")
            .decode()
            .getPieces()
            .get(0)
            .dealInfo()
            .orElseThrow()
            .dealProposal()
            .orElseThrow();
    CborWriter writer = new CborWriter();
    new DealLabel("/w==", true).encode(writer);
    assertEquals(new DealLabel("/w==", true), DealLabel.decode(new CborReader(writer.toBytes())));
    PieceActivationManifest manifest =
        new PieceActivationManifest(
            proposal.pieceCid(),
            2048,
            Optional.of(new PieceActivationManifest.VerifiedAllocationKey(1002, 3)),
            List.of(new PieceActivationManifest.Notification(proposal.provider(), "AQI=")));
    CborWriter bytes = new CborWriter();
    manifest.encode(bytes);
    assertEquals(manifest, PieceActivationManifest.decode(new CborReader(bytes.toBytes())));
  }

  @Test
  void aWrongKindOfMemberOrACutRecordIsRefused() {
    byte[] record = RecordedSectors.of("/sectors/10").bytes();
    SectorInfoBuilder wrong = SectorInfo.builder(1).member("State", new byte[] {1});
    assertThrows(MalformedValueException.class, wrong::build);
    byte[] cut = java.util.Arrays.copyOf(record, record.length - 1);
    assertThrows(MalformedValueException.class, () -> SectorInfo.decode(cut));
  }

  @Test
  void damagedRecordsAreEitherRefusedOrReadableThroughout() {
    Random random = new Random(21);
    int trials = Boolean.getBoolean("long.trials") ? 200_000 : 5000;
    List<RecordedSectors> recorded = recorded();
    for (int trial = 0; trial < trials; trial++) {
      byte[] bytes = recorded.get(random.nextInt(recorded.size())).bytes();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        SectorInfo info = SectorInfo.decode(bytes);
        assertArrayEquals(bytes, info.encode());
        assertFalse(info.toJson().isEmpty());
        info.getCreationTime();
      } catch (MalformedValueException refused) {
        assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      }
    }
  }

  private static Map<String, byte[]> members(byte[] record) {
    CborReader reader = new CborReader(record);
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int left = reader.readMapHeader(); left > 0; left--) {
      members.put(reader.readText(), reader.readRaw());
    }
    return members;
  }

  private static byte[] reversed(Map<String, byte[]> members) {
    List<String> names = new ArrayList<>(members.keySet());
    Collections.reverse(names);
    CborWriter writer = new CborWriter().writeMapHeader(names.size());
    names.forEach(name -> writer.writeText(name).writeRaw(members.get(name)));
    return writer.toBytes();
  }
}
