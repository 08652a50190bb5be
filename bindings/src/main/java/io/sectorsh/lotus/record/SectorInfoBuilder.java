package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a sector's record, new or changed. A member keeps its place; one that an older form lacks
 * goes to the end, where lotus reads it as well. Not for use by several threads at once.
 */
public final class SectorInfoBuilder {
  private final long number;
  private final Map<String, byte[]> members;

  /**
   * @param members in their order; nobody else may hold the map
   */
  SectorInfoBuilder(long number, Map<String, byte[]> members) {
    this.number = number;
    this.members = members;
  }

  /** Sets {@link SectorInfo#getLog()}. */
  public SectorInfoBuilder log(List<LogEntry> entries) {
    return set("Log", writer -> CborForms.writeList(writer, entries, LogEntry::encode));
  }

  /** Sets {@link SectorInfo#getCommD()}. */
  public SectorInfoBuilder commD(Optional<Cid> cid) {
    return set("CommD", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getCommR()}. */
  public SectorInfoBuilder commR(Optional<Cid> cid) {
    return set("CommR", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getProof()}. */
  public SectorInfoBuilder proof(byte[] bytes) {
    return set("Proof", writer -> writer.writeBytes(bytes));
  }

  /** Sets {@link SectorInfo#getState()}. */
  public SectorInfoBuilder state(String text) {
    return set("State", writer -> writer.writeText(text));
  }

  /** Sets {@link SectorInfo#getPieces()}. */
  public SectorInfoBuilder pieces(List<SectorPiece> pieces) {
    return set("Pieces", writer -> CborForms.writeList(writer, pieces, SectorPiece::encode));
  }

  /** Sets {@link SectorInfo#getReturn()}. */
  public SectorInfoBuilder returnState(String text) {
    return set("Return", writer -> writer.writeText(text));
  }

  /** Sets {@link SectorInfo#getLastErr()}. */
  public SectorInfoBuilder lastErr(String text) {
    return set("LastErr", writer -> writer.writeText(text));
  }

  /** Sets {@link SectorInfo#getCCPieces()}. */
  public SectorInfoBuilder ccPieces(List<SectorPiece> pieces) {
    return set("CCPieces", writer -> CborForms.writeList(writer, pieces, SectorPiece::encode));
  }

  /** Sets {@link SectorInfo#isCCUpdate()}. */
  public SectorInfoBuilder ccUpdate(boolean value) {
    return set("CCUpdate", writer -> writer.writeBool(value));
  }

  /** Sets {@link SectorInfo#getSeedEpoch()}. */
  public SectorInfoBuilder seedEpoch(ChainEpoch epoch) {
    return set("SeedEpoch", writer -> writer.writeSigned(epoch.value()));
  }

  /** Sets {@link SectorInfo#getSeedValue()}. */
  public SectorInfoBuilder seedValue(byte[] bytes) {
    return set("SeedValue", writer -> writer.writeBytes(bytes));
  }

  /** Sets {@link SectorInfo#getSectorType()}. */
  public SectorInfoBuilder sectorType(SealProof proof) {
    return set("SectorType", writer -> writer.writeSigned(proof.number()));
  }

  /** Sets {@link SectorInfo#getTicketEpoch()}. */
  public SectorInfoBuilder ticketEpoch(ChainEpoch epoch) {
    return set("TicketEpoch", writer -> writer.writeSigned(epoch.value()));
  }

  /** Sets {@link SectorInfo#getTicketValue()}. */
  public SectorInfoBuilder ticketValue(byte[] bytes) {
    return set("TicketValue", writer -> writer.writeBytes(bytes));
  }

  /** Sets {@link SectorInfo#getCreationTime()}. */
  public SectorInfoBuilder creationTime(Optional<Instant> time) {
    return set(
        "CreationTime", writer -> writer.writeSigned(time.map(Instant::getEpochSecond).orElse(0L)));
  }

  /** Sets {@link SectorInfo#getRecordedNumber()}. */
  public SectorInfoBuilder sectorNumber(long number) {
    return set("SectorNumber", writer -> writer.writeUnsigned(number));
  }

  /** Sets {@link SectorInfo#getTerminatedAt()}. */
  public SectorInfoBuilder terminatedAt(ChainEpoch epoch) {
    return set("TerminatedAt", writer -> writer.writeSigned(epoch.value()));
  }

  /** Sets {@link SectorInfo#getUpdateSealed()}. */
  public SectorInfoBuilder updateSealed(Optional<Cid> cid) {
    return set("UpdateSealed", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getCommitMessage()}. */
  public SectorInfoBuilder commitMessage(Optional<Cid> cid) {
    return set("CommitMessage", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getInvalidProofs()}. */
  public SectorInfoBuilder invalidProofs(long count) {
    return set("InvalidProofs", writer -> writer.writeUnsigned(count));
  }

  /** Sets {@link SectorInfo#getPreCommit1Out()}. */
  public SectorInfoBuilder preCommit1Out(byte[] bytes) {
    return set("PreCommit1Out", writer -> writer.writeBytes(bytes));
  }

  /** Sets {@link SectorInfo#getFaultReportMsg()}. */
  public SectorInfoBuilder faultReportMsg(Optional<Cid> cid) {
    return set("FaultReportMsg", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getUpdateUnsealed()}. */
  public SectorInfoBuilder updateUnsealed(Optional<Cid> cid) {
    return set("UpdateUnsealed", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getPreCommit1Fails()}. */
  public SectorInfoBuilder preCommit1Fails(long count) {
    return set("PreCommit1Fails", writer -> writer.writeUnsigned(count));
  }

  /** Sets {@link SectorInfo#getPreCommit2Fails()}. */
  public SectorInfoBuilder preCommit2Fails(long count) {
    return set("PreCommit2Fails", writer -> writer.writeUnsigned(count));
  }

  /** Sets {@link SectorInfo#getPreCommitTipSet()}. */
  public SectorInfoBuilder preCommitTipSet(List<Cid> blocks) {
    return set("PreCommitTipSet", writer -> writer.writeBytes(tipSetKey(blocks)));
  }

  /** Sets {@link SectorInfo#getRemoteDataCache()}. */
  public SectorInfoBuilder remoteDataCache(Optional<SectorLocation> location) {
    return set(
        "RemoteDataCache",
        writer -> CborForms.writeNullable(writer, location, SectorLocation::encode));
  }

  /** Sets {@link SectorInfo#getPreCommitDeposit()}. */
  public SectorInfoBuilder preCommitDeposit(TokenAmount amount) {
    return set("PreCommitDeposit", writer -> writer.writeTokenAmount(amount));
  }

  /** Sets {@link SectorInfo#getPreCommitMessage()}. */
  public SectorInfoBuilder preCommitMessage(Optional<Cid> cid) {
    return set("PreCommitMessage", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getRemoteDataSealed()}. */
  public SectorInfoBuilder remoteDataSealed(Optional<SectorLocation> location) {
    return set(
        "RemoteDataSealed",
        writer -> CborForms.writeNullable(writer, location, SectorLocation::encode));
  }

  /** Sets {@link SectorInfo#getTerminateMessage()}. */
  public SectorInfoBuilder terminateMessage(Optional<Cid> cid) {
    return set("TerminateMessage", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getRemoteDataUnsealed()}. */
  public SectorInfoBuilder remoteDataUnsealed(Optional<SectorLocation> location) {
    return set(
        "RemoteDataUnsealed",
        writer -> CborForms.writeNullable(writer, location, SectorLocation::encode));
  }

  /** Sets {@link SectorInfo#getReplicaUpdateProof()}. */
  public SectorInfoBuilder replicaUpdateProof(byte[] bytes) {
    return set("ReplicaUpdateProof", writer -> writer.writeBytes(bytes));
  }

  /** Sets {@link SectorInfo#isRemoteDataFinalized()}. */
  public SectorInfoBuilder remoteDataFinalized(boolean value) {
    return set("RemoteDataFinalized", writer -> writer.writeBool(value));
  }

  /** Sets {@link SectorInfo#getReplicaUpdateMessage()}. */
  public SectorInfoBuilder replicaUpdateMessage(Optional<Cid> cid) {
    return set("ReplicaUpdateMessage", writer -> writer.writeNullableCid(cid));
  }

  /** Sets {@link SectorInfo#getRemoteCommit1Endpoint()}. */
  public SectorInfoBuilder remoteCommit1Endpoint(String text) {
    return set("RemoteCommit1Endpoint", writer -> writer.writeText(text));
  }

  /** Sets {@link SectorInfo#getRemoteCommit2Endpoint()}. */
  public SectorInfoBuilder remoteCommit2Endpoint(String text) {
    return set("RemoteCommit2Endpoint", writer -> writer.writeText(text));
  }

  /** Sets {@link SectorInfo#getRemoteSealingDoneEndpoint()}. */
  public SectorInfoBuilder remoteSealingDoneEndpoint(String text) {
    return set("RemoteSealingDoneEndpoint", writer -> writer.writeText(text));
  }

  /**
   * Sets any member, also one that is not known here.
   *
   * @param cbor one CBOR item
   */
  public SectorInfoBuilder member(String name, byte[] cbor) {
    members.put(name, cbor.clone());
    return this;
  }

  private SectorInfoBuilder set(String name, Consumer<CborWriter> form) {
    CborWriter writer = new CborWriter();
    form.accept(writer);
    members.put(name, writer.toBytes());
    return this;
  }

  private static byte[] tipSetKey(List<Cid> blocks) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    blocks.forEach(block -> key.writeBytes(block.toBytes()));
    return key.toByteArray();
  }

  /**
   * The record.
   *
   * @throws io.sectorsh.filecoin.MalformedValueException if lotus could not read it
   */
  public SectorInfo build() {
    return SectorInfo.decode(number, RecordMembers.encode(members));
  }
}
