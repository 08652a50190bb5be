package io.sectorsh.lotus.repo;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.leveldb.LevelDbEdit;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.record.SectorRules;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sectors' records in an edit, and which of them changed. */
final class RecordEdit {
  private final LotusRepo repo;
  private final LevelDbEdit database;
  private final Set<Long> added = new TreeSet<>();
  private final Set<Long> replaced = new TreeSet<>();
  private final Set<Long> removed = new TreeSet<>();

  RecordEdit(LotusRepo repo, LevelDbEdit database) {
    this.repo = repo;
    this.database = database;
  }

  Optional<SectorInfo> find(long number) {
    String key = LotusKeys.SECTORS + number;
    return database
        .get(LotusKeys.bytes(key))
        .map(record -> SectorRecord.read(repo.toString(), key, record).readable());
  }

  /** A record that is there as it should be is not written again. */
  void put(SectorInfo sector) {
    SectorRules.check(sector, repo.toString());
    long number = sector.getSectorNumber();
    byte[] key = LotusKeys.sector(number);
    byte[] record = sector.encode();
    Optional<byte[]> now = database.get(key);
    if (now.isPresent() && Arrays.equals(now.get(), record)) {
      return;
    }
    database.put(key, record);
    Optional<byte[]> before = database.getBefore(key);
    forget(number);
    if (before.isEmpty()) {
      added.add(number);
    } else if (!Arrays.equals(before.get(), record)) {
      replaced.add(number);
    }
  }

  void remove(long number) {
    byte[] key = LotusKeys.sector(number);
    if (database.get(key).isEmpty()) {
      throw RepoSnapshot.noSector(number, repo.toString());
    }
    database.delete(key);
    forget(number);
    if (database.getBefore(key).isPresent()) {
      removed.add(number);
    }
  }

  private void forget(long number) {
    added.remove(number);
    replaced.remove(number);
    removed.remove(number);
  }

  SectorNumbers added() {
    return numbers(added);
  }

  SectorNumbers replaced() {
    return numbers(replaced);
  }

  SectorNumbers removed() {
    return numbers(removed);
  }

  private static SectorNumbers numbers(Set<Long> numbers) {
    return SectorNumbers.of(numbers.stream().mapToLong(Long::longValue).toArray());
  }
}
