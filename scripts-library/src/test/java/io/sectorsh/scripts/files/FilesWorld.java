package io.sectorsh.scripts.files;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.MigrationRunner;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.export.RecordedManager;
import io.sectorsh.scripts.export.RecordedStates;
import io.sectorsh.stores.FileActions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Two stores of damocles with the files of its recorded sectors, a destination and a journal. */
record FilesWorld(Path directory, Path destination) {
  static final Address MINER = Address.parse("f01000");

  /** Finalized or imported, in one store of damocles, and not terminated. */
  static final SectorNumbers EXPORTED =
      SectorNumbers.parse("2-3,6,13,16,300,304,306,500-501,504-506,511-512,516,518,703");

  private static final int SECTOR = 2048;

  static FilesWorld create(Path directory, Path destination) throws IOException {
    FilesWorld world = new FilesWorld(directory, destination);
    Files.createDirectories(destination);
    for (SectorState sector : RecordedStates.of("offline")) {
      if (EXPORTED.contains(sector.getNumber()) && sector.getMiner() == MINER.getActorId()) {
        world.write(sector);
      }
    }
    return world;
  }

  private void write(SectorState sector) throws IOException {
    Random random = new Random(sector.getNumber());
    Path store = store(sector.getNumber());
    String name = sector.getId().fileName();
    write(random, store.resolve(sector.isUpgraded() ? "update" : "sealed").resolve(name), SECTOR);
    Path cache = store.resolve(sector.isUpgraded() ? "update-cache" : "cache").resolve(name);
    write(new Random(1), cache.resolve("t_aux"), 300);
    write(random, cache.resolve("sc-02-data-tree-r-last.dat"), 32);
    Files.write(cache.resolve("p_aux"), new byte[64]);
  }

  private static void write(Random random, Path file, int length) throws IOException {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  Path store(long number) {
    return directory.resolve(number % 2 == 0 ? "store-a" : "store-b");
  }

  List<Path> stores() {
    return List.of(directory.resolve("store-a"), directory.resolve("store-b"));
  }

  Report run(Way way, boolean reserve, Optional<SectorNumbers> numbers) {
    JournalPlace place =
        JournalPlace.at(directory.resolve("journal/journal.db"), Map.of(), directory);
    try (RecordedManager manager = new RecordedManager(stores());
        Migrations migrations =
            new Migrations(place, FileActions.kinds(), new ChangeGuard(Mode.APPLY))) {
      FilesRequest request = new FilesRequest(MINER, destination, reserve, numbers, true, way);
      return new ExportFiles(
              manager.client(), Optional.empty(), MigrationRunner.unwatched(migrations))
          .run(request);
    }
  }

  Report run(Way way) {
    return run(way, false, Optional.empty());
  }

  /** Every file of stores and destination, with the hash of its bytes. */
  Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    for (Path root : List.of(stores().get(0), stores().get(1), destination)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          content.put(file.toString(), hash(Files.readAllBytes(file)));
        }
      }
    }
    return content;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void forgetJournal() throws IOException {
    delete(directory.resolve("journal"));
  }

  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
