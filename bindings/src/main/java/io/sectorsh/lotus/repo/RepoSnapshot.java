package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.NumberAssigner;
import io.sectorsh.lotus.record.NumberSets;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.record.Uvarint;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * lotus-miner's metadata as it was at one moment, also of a running miner: every answer is of that
 * same moment. Nothing is locked or changed; its files are held open until it is closed, so the
 * miner's own cleaning up does it no harm. Safe for use by several threads; a pass over rows
 * belongs to one.
 */
public final class RepoSnapshot implements AutoCloseable {
  private final String repo;
  private final Instant asOf;
  private final boolean live;
  private final LevelDbSnapshot database;

  /**
   * @param database closed with this
   */
  RepoSnapshot(LotusRepo repo, Instant asOf, boolean live, LevelDbSnapshot database) {
    this.repo = repo.toString();
    this.asOf = asOf;
    this.live = live;
    this.database = database;
  }

  /** The moment: whatever lotus-miner had written by then is in it. */
  public Instant getAsOf() {
    return asOf;
  }

  /** Whether a lotus program had the repository open, so that it has gone on since. */
  public boolean isLive() {
    return live;
  }

  /** As {@link LotusRepo#getSectors()}. */
  public Rows<SectorInfo> getSectors() {
    return rows(SectorInfo.class, SectorRecord::readable);
  }

  /** As {@link LotusRepo#getSectorRecords()}. */
  public Rows<SectorRecord> getSectorRecords() {
    return rows(SectorRecord.class, Function.identity());
  }

  private <T> Rows<T> rows(Class<T> type, Function<SectorRecord, T> form) {
    return Rows.of(type, () -> new RepoCursor<>(repo, database, form, () -> {}));
  }

  /** The sector under a number, if there is one. */
  public Optional<SectorInfo> findSector(long number) {
    String key = LotusKeys.SECTORS + number;
    return database
        .get(LotusKeys.bytes(key))
        .map(value -> SectorRecord.read(repo, key, value).readable());
  }

  /**
   * The sector under a number.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public SectorInfo sector(long number) {
    return findSector(number).orElseThrow(() -> noSector(number, repo));
  }

  static OperatorException noSector(long number, String repo) {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        "no sector " + number,
        repo,
        "List what there is with: lotus.repo.sectors");
  }

  /** The miner's address. */
  public Optional<Address> getMinerAddress() {
    return find(LotusKeys.MINER_ADDRESS, Address::fromBytes);
  }

  /** As {@link LotusRepo#getNextid()}. */
  public OptionalLong getNextid() {
    return find(LotusKeys.NEXT_ID, Uvarint::decode)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** As {@link LotusRepo#getAllocated()}. */
  public Optional<SectorNumbers> getAllocated() {
    return find(LotusKeys.ALLOCATED, NumberSets::decode);
  }

  /** As {@link LotusRepo#getReserved()}. */
  public SectorNumbers getReserved() {
    return find(LotusKeys.RESERVED, NumberSets::decode).orElse(SectorNumbers.EMPTY);
  }

  private <T> Optional<T> find(String key, Function<byte[], T> form) {
    return database.get(LotusKeys.bytes(key)).map(value -> decoded(key, value, form));
  }

  /** As {@link LotusRepo#getReservations()}. */
  public Map<String, SectorNumbers> getReservations() {
    Map<String, SectorNumbers> reservations = new TreeMap<>();
    try (RowCursor<LevelDbEntry> entries = database.scan(LotusKeys.bytes(LotusKeys.RESERVATIONS))) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        reservations.put(
            entry.getKeyText().substring(LotusKeys.RESERVATIONS.length()),
            decoded(entry.getKeyText(), entry.getValue(), NumberSets::decode));
      }
    }
    return reservations;
  }

  /** As {@link LotusRepo#nextNumber(SectorNumbers)}. */
  public long nextNumber(SectorNumbers onChain) {
    return numberAssigner().next(onChain);
  }

  /** As {@link LotusRepo#getNextNumber()}. */
  public long getNextNumber() {
    return nextNumber(SectorNumbers.EMPTY);
  }

  NumberAssigner numberAssigner() {
    return new NumberAssigner(getAllocated(), getNextid(), getReserved());
  }

  private <T> T decoded(String key, byte[] value, Function<byte[], T> form) {
    try {
      return form.apply(value);
    } catch (MalformedValueException malformed) {
      throw SectorRecord.damaged(repo, key, malformed);
    }
  }

  /** All keys with their values, those of lotus' own bookkeeping too. */
  public LevelDbSnapshot getDatabase() {
    return database;
  }

  /** Closes the files. */
  @Override
  public void close() {
    database.close();
  }

  /** Repository and moment. */
  @Override
  public String toString() {
    return repo + " as of " + asOf + (live ? ", in use then" : "");
  }
}
