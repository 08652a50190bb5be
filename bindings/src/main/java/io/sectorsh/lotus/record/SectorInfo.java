package io.sectorsh.lotus.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.filecoin.cbor.CborReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A sector's record in lotus-miner's metadata, in lotus' own words (storage/pipeline SectorInfo).
 *
 * <p>It keeps the bytes as they were written: an unchanged record encodes to the same bytes, in
 * whatever older form and order; members that are not known here survive. Members that an older
 * form lacks read as empty or 0. Immutable.
 */
public final class SectorInfo {
  private final long number;
  private final RecordMembers members;

  private SectorInfo(long number, RecordMembers members) {
    this.number = number;
    this.members = members;
  }

  /**
   * Reads a record and checks all of it.
   *
   * @throws io.sectorsh.filecoin.MalformedValueException if lotus could not read it either
   */
  public static SectorInfo decode(byte[] record) {
    RecordMembers members = RecordMembers.decode(record.clone());
    return new SectorInfo(recordedNumber(members), members);
  }

  /** As {@link #decode(byte[])}, of a record that was found under the key of a sector. */
  static SectorInfo decode(long key, byte[] record) {
    return new SectorInfo(key, RecordMembers.decode(record));
  }

  private static long recordedNumber(RecordMembers members) {
    return members.read("SectorNumber", 0L, CborReader::readUnsigned);
  }

  /** Begins a new record, with every member empty. */
  public static SectorInfoBuilder builder(long number) {
    return new SectorInfoBuilder(number, SectorMembers.emptyRecord()).sectorNumber(number);
  }

  /** Begins a changed copy; what is not changed stays as it is, byte by byte. */
  public SectorInfoBuilder toBuilder() {
    return new SectorInfoBuilder(number, members.raw());
  }

  /** As {@link #toBuilder()}, for the record of another sector: the number inside changes too. */
  public SectorInfoBuilder toBuilder(long otherNumber) {
    return new SectorInfoBuilder(otherNumber, members.raw()).sectorNumber(otherNumber);
  }

  /** The record as CBOR: the bytes that it was read from. */
  public byte[] encode() {
    return members.toBytes();
  }

  /** The number written inside the record; lotus acts on it at restart, so it should be equal. */
  public long getRecordedNumber() {
    return recordedNumber(members);
  }

  /** Whether the record names another sector than the key that it was found under. */
  public boolean isNumberMismatched() {
    return number != getRecordedNumber();
  }

  boolean hasMember(String name) {
    return members.names().contains(name);
  }

  /** Members that are not known here; they are kept. */
  public Set<String> getUnknownMembers() {
    return members.names().stream()
        .filter(name -> !SectorMembers.isKnown(name))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What happened to the sector, oldest first. */
  public List<LogEntry> getLog() {
    return list("Log", LogEntry::decode);
  }

  /** Commitment to the unsealed data. */
  public Optional<Cid> getCommD() {
    return link("CommD");
  }

  /** Commitment to the sealed data; after an upgrade still that of the first sealing. */
  public Optional<Cid> getCommR() {
    return link("CommR");
  }

  /** The proof of replication; empty before it is made. */
  public byte[] getProof() {
    return bytes("Proof");
  }

  /** State of lotus' sealing pipeline, such as {@code Proving}. */
  public String getState() {
    return text("State");
  }

  /** What is in the sector. */
  public List<SectorPiece> getPieces() {
    return list("Pieces", SectorPiece::decode);
  }

  /** State to return to after a recovery; mostly empty. */
  public String getReturn() {
    return text("Return");
  }

  /** Never written by current versions: errors are in {@link #getLog()}. */
  public String getLastErr() {
    return text("LastErr");
  }

  /** What was in the sector before its upgrade. */
  public List<SectorPiece> getCCPieces() {
    return list("CCPieces", SectorPiece::decode);
  }

  /** Whether the sector is or was being upgraded. */
  public boolean isCCUpdate() {
    return members.read("CCUpdate", false, CborReader::readBool);
  }

  /** Epoch of the interactive randomness. */
  public ChainEpoch getSeedEpoch() {
    return new ChainEpoch(signed("SeedEpoch"));
  }

  /** The interactive randomness, 32 bytes; empty before it is drawn. */
  public byte[] getSeedValue() {
    return bytes("SeedValue");
  }

  /**
   * How the sector is sealed.
   *
   * @throws io.sectorsh.filecoin.MalformedValueException for a number that is not known here
   */
  public SealProof getSectorType() {
    return SealProof.ofNumber(getSectorTypeNumber());
  }

  /** The number of {@link #getSectorType()}, also if it is not known here. */
  public int getSectorTypeNumber() {
    return Math.toIntExact(signed("SectorType"));
  }

  /** Epoch of the sealing randomness; may be negative on development networks. */
  public ChainEpoch getTicketEpoch() {
    return new ChainEpoch(signed("TicketEpoch"));
  }

  /** The sealing randomness, 32 bytes; empty before it is drawn. */
  public byte[] getTicketValue() {
    return bytes("TicketValue");
  }

  /** When the sector was opened for deals; empty for others. */
  public Optional<Instant> getCreationTime() {
    long seconds = getCreationSeconds();
    return seconds == 0 ? Optional.empty() : Optional.of(LogEntry.instant(seconds));
  }

  long getCreationSeconds() {
    return signed("CreationTime");
  }

  /** The number by which lotus finds the sector: that of the key. */
  public long getSectorNumber() {
    return number;
  }

  /** Epoch of the termination; 0 if there was none. */
  public ChainEpoch getTerminatedAt() {
    return new ChainEpoch(signed("TerminatedAt"));
  }

  /** Commitment to the sealed data after an upgrade. */
  public Optional<Cid> getUpdateSealed() {
    return link("UpdateSealed");
  }

  /** Message that carried the proof of replication. */
  public Optional<Cid> getCommitMessage() {
    return link("CommitMessage");
  }

  /** How often a proof of replication was refused. */
  public long getInvalidProofs() {
    return members.read("InvalidProofs", 0L, CborReader::readUnsigned);
  }

  /** Result of the first sealing phase: JSON with paths of the host that sealed. */
  public byte[] getPreCommit1Out() {
    return bytes("PreCommit1Out");
  }

  /** Message that declared the sector faulty. */
  public Optional<Cid> getFaultReportMsg() {
    return link("FaultReportMsg");
  }

  /** Commitment to the unsealed data after an upgrade. */
  public Optional<Cid> getUpdateUnsealed() {
    return link("UpdateUnsealed");
  }

  /** How often the first sealing phase failed. */
  public long getPreCommit1Fails() {
    return members.read("PreCommit1Fails", 0L, CborReader::readUnsigned);
  }

  /** How often the second sealing phase failed. */
  public long getPreCommit2Fails() {
    return members.read("PreCommit2Fails", 0L, CborReader::readUnsigned);
  }

  /** Tipset in which the pre-commit was seen; empty before. */
  public List<Cid> getPreCommitTipSet() {
    return Cid.listFromBytes(bytes("PreCommitTipSet"));
  }

  /** Where the cache of a received sector comes from. */
  public Optional<SectorLocation> getRemoteDataCache() {
    return location("RemoteDataCache");
  }

  /** Deposit of the pre-commit; 0 when it was sent in a batch. */
  public TokenAmount getPreCommitDeposit() {
    return members.read("PreCommitDeposit", TokenAmount.ZERO, CborReader::readTokenAmount);
  }

  /** Message that carried the pre-commit. */
  public Optional<Cid> getPreCommitMessage() {
    return link("PreCommitMessage");
  }

  /** Where the sealed file of a received sector comes from. */
  public Optional<SectorLocation> getRemoteDataSealed() {
    return location("RemoteDataSealed");
  }

  /** Message that terminated the sector. */
  public Optional<Cid> getTerminateMessage() {
    return link("TerminateMessage");
  }

  /** Where the unsealed file of a received sector comes from. */
  public Optional<SectorLocation> getRemoteDataUnsealed() {
    return location("RemoteDataUnsealed");
  }

  /** Proof of the upgrade; empty if there was none. */
  public byte[] getReplicaUpdateProof() {
    return bytes("ReplicaUpdateProof");
  }

  /** Whether a received sector is finalized already. */
  public boolean isRemoteDataFinalized() {
    return members.read("RemoteDataFinalized", false, CborReader::readBool);
  }

  /** Message that carried the upgrade; once set, lotus proves from the update files. */
  public Optional<Cid> getReplicaUpdateMessage() {
    return link("ReplicaUpdateMessage");
  }

  /** Where a received sector asks for the first commit phase. */
  public String getRemoteCommit1Endpoint() {
    return text("RemoteCommit1Endpoint");
  }

  /** Where a received sector asks for the second commit phase. */
  public String getRemoteCommit2Endpoint() {
    return text("RemoteCommit2Endpoint");
  }

  /** Whom a received sector tells that it is sealed. */
  public String getRemoteSealingDoneEndpoint() {
    return text("RemoteSealingDoneEndpoint");
  }

  private String text(String name) {
    return members.read(name, "", CborReader::readText);
  }

  private long signed(String name) {
    return members.read(name, 0L, CborReader::readSigned);
  }

  private byte[] bytes(String name) {
    return members.read(name, new byte[0], CborReader::readBytes);
  }

  private Optional<Cid> link(String name) {
    return members.read(name, Optional.empty(), CborReader::readNullableCid);
  }

  private Optional<SectorLocation> location(String name) {
    return members.read(name, Optional.empty(), SectorMembers::location);
  }

  private <T> List<T> list(String name, Function<CborReader, T> form) {
    return members.read(name, List.of(), reader -> CborForms.list(reader, form));
  }

  /** The form of lotus' own JSON; values of headers are hidden. */
  @JsonValue
  public ObjectNode toJson() {
    return SectorInfoJson.of(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SectorInfo info
        && number == info.number
        && Arrays.equals(members.toBytes(), info.members.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(members.toBytes());
  }

  /** Number and state. */
  @Override
  public String toString() {
    return "sector " + number + " (" + getState() + ")";
  }
}
