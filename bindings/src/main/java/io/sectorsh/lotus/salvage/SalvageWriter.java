package io.sectorsh.lotus.salvage;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.leveldb.LevelDbSalvage;
import io.sectorsh.leveldb.NewLevelDb;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.NumberList;
import io.sectorsh.lotus.record.NumberSets;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.Uvarint;
import io.sectorsh.rows.RowCursor;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes the new database and the report's lines, key by key. */
final class SalvageWriter {
  /** Numbers that are looked at one by one for lost records; more are no numbers of sectors. */
  private static final long MOST_LOOKED_AT = 10_000_000;

  private final LevelDbSalvage metadata;
  private final NewLevelDb database;
  private final SalvageLines lines;
  private final SalvageNumbers numbers = new SalvageNumbers();
  private final NumberList fromChain = new NumberList();
  private final Map<SalvageOrigin, Long> keys = new EnumMap<>(SalvageOrigin.class);

  SalvageWriter(LevelDbSalvage metadata, NewLevelDb database, SalvageLines lines) {
    this.metadata = metadata;
    this.database = database;
    this.lines = lines;
  }

  /** Copies for each key the value that is to be trusted most. */
  void copy(SalvageInputs inputs) {
    try (CandidateMerge merged = inputs.merged()) {
      while (merged.hasNext()) {
        List<Candidate> candidates = merged.next();
        candidates.forEach(numbers::see);
        if (!SalvageNumbers.isComputed(candidates.get(0).keyText())) {
          copy(candidates);
        }
      }
    }
    inputs
        .problems()
        .forEach(problem -> add(SalvagedRecord.made("", SalvageOrigin.LEFT_OUT, problem)));
  }

  private void copy(List<Candidate> candidates) {
    Candidate first = candidates.get(0);
    SalvageChoice choice = SalvageChoice.of(candidates, metadata.isLost(first.key()));
    if (choice.taken().isPresent()) {
      Candidate taken = choice.taken().get();
      put(taken.key(), taken.value(), SalvagedRecord.of(taken, choice.note()));
      LotusKeys.sectorNumber(sectorKey(taken)).ifPresent(numbers::written);
    } else if (!choice.note().isEmpty()) {
      String value = "; its bytes: " + HexFormat.of().formatHex(first.value());
      add(SalvagedRecord.made(first.keyText(), SalvageOrigin.LEFT_OUT, choice.note() + value));
    }
  }

  private static String sectorKey(Candidate candidate) {
    String key = candidate.keyText();
    return key.startsWith(LotusKeys.SECTORS) ? key : LotusKeys.SECTORS;
  }

  private void put(byte[] key, byte[] value, SalvagedRecord line) {
    database.put(key, value);
    add(line);
  }

  private void add(SalvagedRecord line) {
    lines.add(line);
    keys.merge(line.origin(), 1L, Long::sum);
  }

  /** Numbers of which there are files are in use. */
  void seeFiles(SectorNumbers files) {
    numbers.seeElsewhere(files);
  }

  /** Makes records for the sectors on chain that have none. */
  void fillFromChain(ChainSectors chain) {
    numbers.seeElsewhere(chain.allocated());
    SectorNumbers known = numbers.records();
    NumberList onChain = new NumberList();
    try (RowCursor<OnChainSector> sectors = chain.sectors().open()) {
      while (sectors.hasNext()) {
        OnChainSector sector = sectors.next();
        onChain.add(sector.number());
        if (!known.contains(sector.number())) {
          fill(sector);
        }
      }
    }
    numbers.seeElsewhere(onChain.toNumbers());
  }

  private void fill(OnChainSector sector) {
    SectorInfo record = ChainRecord.of(sector);
    byte[] key = LotusKeys.sector(sector.number());
    String note =
        "state "
            + record.getState()
            + "; no ticket, seed or pieces"
            + (sector.isWithDeals() ? ", though it holds data" : "");
    put(
        key,
        record.encode(),
        SalvagedRecord.made(LotusKeys.SECTORS + sector.number(), SalvageOrigin.CHAIN, note));
    numbers.written(sector.number());
    fromChain.add(sector.number());
  }

  /** Writes the keys from which lotus takes the next number. */
  void writeNumbers() {
    SectorNumbers allocated = numbers.allocated();
    if (!allocated.isEmpty()) {
      computed(LotusKeys.ALLOCATED, NumberSets.encode(allocated), allocated.toString());
    }
    if (!numbers.reserved().isEmpty()) {
      String text = numbers.reserved().toString();
      computed(LotusKeys.RESERVED, NumberSets.encode(numbers.reserved()), text);
    }
    numbers
        .nextid()
        .ifPresent(last -> computed(LotusKeys.NEXT_ID, Uvarint.encode(last), Long.toString(last)));
  }

  private void computed(String key, byte[] value, String note) {
    put(LotusKeys.bytes(key), value, SalvagedRecord.made(key, SalvageOrigin.COMPUTED, note));
  }

  SalvageReport report(Path repo, Path to, Path recordsFile, List<String> notCopied) {
    SectorNumbers records = numbers.records();
    SectorNumbers allocated = numbers.allocated();
    return new SalvageReport(
        repo,
        to,
        recordsFile,
        metadata.getDamages(),
        keys,
        records,
        fromChain.toNumbers(),
        lost(allocated.subtract(records)),
        allocated,
        notCopied);
  }

  private SectorNumbers lost(SectorNumbers without) {
    NumberList lost = new NumberList();
    without.stream()
        .limit(MOST_LOOKED_AT)
        .filter(number -> metadata.isLost(LotusKeys.sector(number)))
        .forEach(lost::add);
    return lost.toNumbers();
  }
}
