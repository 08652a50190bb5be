package io.sectorsh.lotus.repo;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.leveldb.NewLevelDb;
import io.sectorsh.lotus.record.LogEntry;
import io.sectorsh.lotus.record.NumberSets;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.Uvarint;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small repositories whose metadata lies in a table of many blocks. */
final class SalvageRepo {
  private SalvageRepo() {}

  static LotusRepo create(Path path, int sectors) throws IOException {
    Files.createDirectories(path.resolve("keystore"));
    Files.createDirectories(path.resolve("datastore"));
    Files.writeString(path.resolve("config.toml"), "[API]\n");
    Files.writeString(path.resolve("storage.json"), "{\"StoragePaths\": []}");
    Files.writeString(path.resolve("keystore/key"), "not a key");
    try (NewLevelDb database = NewLevelDb.create(path.resolve("datastore/metadata"))) {
      entries(sectors)
          .forEach((key, value) -> database.put(key.getBytes(StandardCharsets.UTF_8), value));
      database.finish();
    }
    return LotusRepo.open(path, new ChangeGuard(Mode.APPLY));
  }

  static Map<String, byte[]> entries(int sectors) {
    Map<String, byte[]> entries = new TreeMap<>();
    for (int number = 0; number < sectors; number++) {
      entries.put("/sectors/" + number, sector(number).encode());
    }
    entries.put("/miner-address", Address.parse("f01000").toBytes());
    entries.put("/storage/nextid", Uvarint.encode(sectors - 1));
    entries.put(
        "/storage/sectorsids/allocated", NumberSets.encode(SectorNumbers.range(0, sectors - 1)));
    return entries;
  }

  static SectorInfo sector(long number) {
    byte[] ticket = new byte[32];
    new Random(number).nextBytes(ticket);
    return SectorInfo.builder(number)
        .state("Proving")
        .sectorType(SealProof.ofNumber(8))
        .ticketValue(ticket)
        .proof(new byte[192])
        .log(List.of(new LogEntry(1_700_000_000 + number, "event;sealing.SectorStart", "", "")))
        .build();
  }

  static List<Path> tables(LotusRepo repo) throws IOException {
    try (Stream<Path> files = Files.list(repo.getMetadataPath())) {
      return files.filter(file -> file.toString().endsWith(".ldb")).sorted().toList();
    }
  }

  static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  /** Every file below with its content and when it was changed. */
  static Map<String, String> state(Path directory) throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.toList()) {
        String content =
            Files.isDirectory(path) ? "" : HexFormat.of().formatHex(Files.readAllBytes(path));
        state.put(path.toString(), Files.getLastModifiedTime(path) + " " + content);
      }
    }
    return state;
  }
}
