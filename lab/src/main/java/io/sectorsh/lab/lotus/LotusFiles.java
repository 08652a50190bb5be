package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.cbor.CborWriter;
import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.files.SectorFiles;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.LotusShape;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.population.Timeline;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes lotus-miner's side of a new lab: two repositories and a storage path. */
public final class LotusFiles {
  private static final String[] KINDS = {
    "unsealed", "sealed", "cache", "update", "update-cache", "piece"
  };

  private static final int MINED_BLOCKS = 40;
  private static final SectorNumbers RESERVED = SectorNumbers.range(5000, 5009);
  private static final String RESERVATION = "spare";

  private final StoreLayout layout;
  private final Population population;
  private final SeededBytes seeded;
  private final SimulatedClock clock;
  private final LotusOddities oddities;

  /** The files of a new lab; nothing is written yet. */
  public LotusFiles(
      StoreLayout layout,
      Population population,
      SeededBytes seeded,
      SimulatedClock clock,
      LotusOddities oddities) {
    this.oddities = oddities;
    this.layout = layout;
    this.population = population;
    this.seeded = seeded;
    this.clock = clock;
  }

  /** The two repositories but for sector files. */
  public void writeRepos() throws IOException {
    Path repo = layout.lotusRepo();
    writeRepo(repo, records(), repo, layout.lotusStore());
    TreeMap<String, byte[]> onlyMiner = new TreeMap<>();
    onlyMiner.put("/miner-address", Actors.miner().toBytes());
    writeRepo(layout.newLotusRepo(), onlyMiner, layout.newLotusRepo());
  }

  /** The storage paths with the sectors' files. */
  public void writeSectors() throws IOException {
    Path repo = layout.lotusRepo();
    Path store = layout.lotusStore();
    writeStorage(repo, "repo", true);
    writeStorage(store, "lotus store", false);
    writeStorage(layout.newLotusRepo(), "new repo", true);
    if (population.isWithFiles()) {
      for (PlannedSector<LotusShape> sector : population.lotus()) {
        new SectorFiles(isStored(sector) ? store : repo).write(sector, true);
      }
    }
  }

  /** Most finished sectors are in long-term storage, all others where they were sealed. */
  private static boolean isStored(PlannedSector<LotusShape> sector) {
    return sector.form().isOnChain()
        && sector.number() % 3 != 0
        && sector.shape() != LotusShape.FINALIZE_SECTOR
        && sector.shape() != LotusShape.FINALIZE_FAILED;
  }

  private void writeStorage(Path storage, String name, boolean seals) throws IOException {
    new SectorFiles(storage).createDirectories(KINDS);
    ObjectNode json = GoJson.object();
    json.put("ID", storageId(seeded, name)).put("Weight", 10);
    json.put("CanSeal", seals).put("CanStore", true).put("MaxStorage", 0);
    for (String list :
        new String[] {
          "Groups", "AllowTo", "AllowTypes", "DenyTypes", "AllowMiners", "DenyMiners"
        }) {
      json.putNull(list);
    }
    Files.write(storage.resolve("sectorstore.json"), GoJson.indented(json));
  }

  static String storageId(SeededBytes seeded, String name) {
    return seeded.uuid("storage " + name);
  }

  private SortedMap<String, byte[]> records() {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    entries.put("/miner-address", Actors.miner().toBytes());
    if (population.numbersTaken().lotus().isEmpty()) {
      return entries;
    }
    LotusRecords records = new LotusRecords(seeded, clock);
    for (PlannedSector<LotusShape> sector : population.lotus()) {
      if (!oddities.unrecorded().contains(sector.number())) {
        entries.put("/sectors/" + sector.number(), records.write(sector).encode());
      }
    }
    SectorNumbers taken = LotusJson.numbersOf(population.numbersTaken().lotus());
    entries.put("/storage/nextid", varint(taken.last().orElseThrow()));
    entries.put("/storage/sectorsids/allocated", bitfield(taken));
    entries.put("/storage/sectorsids/reserved", bitfield(RESERVED));
    entries.put("/storage/sectorsids/reserved/" + RESERVATION, bitfield(RESERVED));
    for (long block = 1; block <= MINED_BLOCKS; block++) {
      long epoch = Timeline.START_EPOCH - 70 * block;
      entries.put(
          "/slashfilter/epoch/" + Actors.miner() + "/" + epoch,
          seeded.chainCid("block " + epoch).toBytes());
    }
    return entries;
  }

  private static byte[] bitfield(SectorNumbers numbers) {
    return new CborWriter().writeSectorNumbers(numbers).toBytes();
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LevelDbBlock.writeVarint(out, value);
    return out.toByteArray();
  }

  private void writeRepo(Path repo, SortedMap<String, byte[]> entries, Path... storage)
      throws IOException {
    LevelDbDirectory.write(repo.resolve("datastore/metadata"), entries);
    LevelDbDirectory.write(repo.resolve("datastore/f3"), new TreeMap<>());
    Files.writeString(repo.resolve("config.toml"), config());
    ObjectNode json = GoJson.object();
    ArrayNode paths = json.putArray("StoragePaths");
    for (Path path : storage) {
      paths.addObject().put("Path", path.toString());
    }
    Files.write(repo.resolve("storage.json"), GoJson.indented(json));
    LotusKeys.create(repo);
    Path journal = Files.createDirectories(repo.resolve("journal"));
    Files.write(journal.resolve("lotus-journal.ndjson"), journal());
  }

  private byte[] journal() {
    return new LotusJournal(clock).write(oddities.lastState(), oddities.proofEpochs());
  }

  private String config() {
    return oddities.config()
        + String.join(
            "\n",
            "[API]",
            "  ListenAddress = \"/ip4/127.0.0.1/tcp/0/http\"",
            "",
            "[Backup]",
            "  DisableMetadataLog = true",
            "",
            "[Proving]",
            "  ParallelCheckLimit = 32",
            "",
            "[Sealing]",
            "  AlwaysKeepUnsealedCopy = true",
            "  MaxSealingSectors = 4",
            "",
            "[Storage]",
            "  AllowPreCommit1 = true",
            "");
  }

  /** Text that a running daemon writes for its clients. */
  public static void writeApi(Path repo, int port, String token) throws IOException {
    Files.writeString(
        repo.resolve("api"), "/ip4/127.0.0.1/tcp/" + port + "/http", StandardCharsets.US_ASCII);
    LotusKeys.writePrivate(repo.resolve("token"), token.getBytes(StandardCharsets.US_ASCII));
  }
}
