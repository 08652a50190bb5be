package io.sectorsh.lotus.record;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.cbor.CborReader;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sector's record of which only what is asked for is read: for filters over large repositories.
 *
 * <p>Members that nobody asks for are stepped over without a look at what is in them, so a record
 * that lotus could not read may pass; {@link #read()} reads and checks all of it. Safe for use by
 * several threads.
 */
public final class SectorHeader {
  private final String repo;
  private final String key;
  private final byte[] record;
  private @Nullable RecordMembers members;

  /**
   * Looks into a record.
   *
   * @param repo where it comes from, for errors
   * @param key its key
   * @param record its bytes
   */
  public SectorHeader(String repo, String key, byte[] record) {
    this.repo = repo;
    this.key = key;
    this.record = record;
  }

  /**
   * The number of the key.
   *
   * @throws OperatorException DAMAGED if it is none
   */
  public long getSectorNumber() {
    return LotusKeys.sectorNumber(key)
        .orElseThrow(() -> damaged(new MalformedValueException("the key is not a sector number")));
  }

  /** As {@link SectorInfo#getState()}. */
  public String getState() {
    return member("State", "", CborReader::readText);
  }

  /** As {@link SectorInfo#getSectorTypeNumber()}. */
  public int getSectorTypeNumber() {
    return Math.toIntExact(member("SectorType", 0L, CborReader::readSigned));
  }

  /** As {@link SectorInfo#isCCUpdate()}. */
  public boolean isCCUpdate() {
    return member("CCUpdate", false, CborReader::readBool);
  }

  /** As {@link SectorInfo#getCreationTime()}. */
  public Optional<Instant> getCreationTime() {
    long seconds = member("CreationTime", 0L, CborReader::readSigned);
    return seconds == 0 ? Optional.empty() : Optional.of(LogEntry.instant(seconds));
  }

  /** As {@link SectorInfo#getCommR()}. */
  public Optional<Cid> getCommR() {
    return link("CommR");
  }

  /** As {@link SectorInfo#getCommitMessage()}. */
  public Optional<Cid> getCommitMessage() {
    return link("CommitMessage");
  }

  /** As {@link SectorInfo#getReplicaUpdateMessage()}. */
  public Optional<Cid> getReplicaUpdateMessage() {
    return link("ReplicaUpdateMessage");
  }

  private Optional<Cid> link(String name) {
    return member(name, Optional.empty(), CborReader::readNullableCid);
  }

  private <T> T member(String name, T absent, Function<CborReader, T> form) {
    try {
      RecordMembers skimmed = members;
      if (skimmed == null) {
        skimmed = RecordMembers.skim(record);
        members = skimmed;
      }
      return skimmed.read(name, absent, form);
    } catch (MalformedValueException malformed) {
      throw damaged(malformed);
    }
  }

  private OperatorException damaged(MalformedValueException malformed) {
    return SectorRecord.damaged(repo, key, malformed);
  }

  /**
   * The whole record.
   *
   * @throws OperatorException DAMAGED if lotus could not read it
   */
  public SectorInfo read() {
    SectorRecord whole = SectorRecord.read(repo, key, record);
    return whole.sector().orElseThrow(() -> whole.problem().orElseThrow());
  }

  /** The key. */
  @Override
  public String toString() {
    return key;
  }
}
