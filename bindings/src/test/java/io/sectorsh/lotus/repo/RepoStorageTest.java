package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.lotus.storage.StorageFinding;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.lotus.storage.StorageProblem;
import io.sectorsh.lotus.storage.StorageSummary;
import io.sectorsh.lotus.storage.StorageTotals;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the storage paths of the recorded devnet: names, settings and what lotus-miner printed. */
class RepoStorageTest {
  private static final String MINER_ID = "347c6677-927a-48f3-bb32-62f8bf0ea08d";
  private static final String GENESIS_ID = "c62bf9b5-8afc-4d5f-a8fc-4fd712eb5ff2";

  @TempDir Path parent;
  private Path miner;
  private Path genesis;
  private LotusRepo repo;
  private RepoStorage storage;

  @BeforeEach
  void createRecordedPaths() throws IOException {
    miner = parent.resolve("miner");
    genesis = parent.resolve("genesis-sectors");
    repo = TestRepo.create(miner, Map.of("/miner-address", new byte[] {0, (byte) 0xe8, 7}));
    Files.createDirectory(genesis);
    Files.writeString(miner.resolve("sectorstore.json"), settings(MINER_ID, 10, true));
    Files.writeString(genesis.resolve("sectorstore.json"), settings(GENESIS_ID, 0, false));
    Files.writeString(
        miner.resolve("storage.json"),
        "{\n  \"StoragePaths\": [\n    {\n      \"Path\": \"%s\"\n    },\n    {\n      \"Path\": \"%s\"\n    }\n  ]\n}"
            .formatted(genesis, miner));
    files(genesis, "sealed", "1");
    files(genesis, "cache", "1");
    files(miner, "sealed", "2-9,12,14-19");
    files(miner, "cache", "2-9,11-12,14-19");
    files(miner, "unsealed", "3,11-12,19");
    files(miner, "update", "11");
    files(miner, "update-cache", "11");
    Files.createDirectories(miner.resolve("sealed/fetching/s-t01000-77"));
    storage = repo.getStorage();
  }

  private static String settings(String id, int weight, boolean use) {
    return """
        {
          "ID": "%s",
          "Weight": %d,
          "CanSeal": %s,
          "CanStore": %s,
          "MaxStorage": 0,
          "Groups": null,
          "AllowTo": null,
          "AllowTypes": null,
          "DenyTypes": null,
          "AllowMiners": null,
          "DenyMiners": null
        }"""
        .formatted(id, weight, use, use);
  }

  private static void files(Path path, String type, String numbers) throws IOException {
    Files.createDirectories(path.resolve(type));
    for (long number : SectorNumbers.parse(numbers)) {
      Files.createFile(path.resolve(type).resolve("s-t01000-" + number));
    }
  }

  @Test
  void listAndFindTellWhatLotusMinerPrinted() {
    List<StorageSummary> list = storage.getList();
    assertEquals(
        """
        347c6677-927a-48f3-bb32-62f8bf0ea08d:
        \tUnsealed: 4; Sealed: 15; Caches: 16; Updated: 1; Update-caches: 1; Reserved: 0 B
        \tWeight: 10; Use: Seal Store
        \tLocal: MINER
        """
            .replace("MINER", miner.toString()),
        withoutBar(list.get(0)));
    assertEquals(
        """
        c62bf9b5-8afc-4d5f-a8fc-4fd712eb5ff2:
        \tUnsealed: 0; Sealed: 1; Caches: 1; Updated: 0; Update-caches: 0; Reserved: 0 B
        \tUse: ReadOnly
        \tLocal: GENESIS
        """
            .replace("GENESIS", genesis.toString()),
        withoutBar(list.get(1)));
    assertEquals(
        """
        In 347c6677-927a-48f3-bb32-62f8bf0ea08d (Sealed, Cache)
        \tSealing: true; Storage: true
        \tLocal (MINER)
        """
            .replace("MINER", miner.toString()),
        storage.find(2).get(0).toString());
    assertEquals(List.of(), storage.find(777777));
    assertEquals(List.of(), storage.find(new SectorId(1001, 2)));
    StorageFinding upgraded = storage.find(11).get(0);
    assertEquals(
        Set.of(
            SectorFileType.UNSEALED,
            SectorFileType.CACHE,
            SectorFileType.UPDATE,
            SectorFileType.UPDATE_CACHE),
        upgraded.types());
    assertTrue(upgraded.primary());
    assertEquals(false, storage.find(1).get(0).primary());
    assertEquals(39, storage.getFiles().count());
    StorageTotals totals = storage.getTotals();
    assertEquals(2, totals.paths());
    assertEquals(16, totals.files().get(SectorFileType.SEALED));
    assertEquals(17, totals.files().get(SectorFileType.CACHE));
    assertEquals(list.get(0).capacity().orElseThrow(), totals.capacity());
    assertEquals(0, storage.getProblems().count());
  }

  private static String withoutBar(StorageSummary summary) {
    String text = summary.toString();
    String bar = text.lines().skip(1).findFirst().orElseThrow();
    assertTrue(
        bar.matches("\\t\\[[# ]{50}] [0-9.]+ ?[A-Z]i?B?/[0-9.]+ [KMGTPE]?i?B \\d+%")
            || bar.matches("\\t\\[[# ]{50}] .+/.+ \\d+%"),
        bar);
    return text.replace(bar + "\n", "");
  }

  @Test
  void sizesAreWrittenAsLotusWritesThem() {
    assertEquals("252 GiB", StorageSummary.size(252L << 30));
    assertEquals("186.4 GiB", StorageSummary.size((1864L << 30) / 10));
    assertEquals("0 B", StorageSummary.size(0));
    assertEquals("1023 B", StorageSummary.size(1023));
  }

  @Test
  void settingsChangeAloneAndUnknownMembersStay() throws IOException {
    Path file = genesis.resolve("sectorstore.json");
    String before =
        Files.readString(file)
            .replace("\"MaxStorage\": 0", "\"maxstorage\": 0")
            .replace(
                "\"DenyMiners\": null",
                "\"DenyMiners\": null,\n  \"Newer\": {\n    \"A\": [\n      1.50,\n      {}\n    ]\n  }");
    Files.writeString(file, before);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    StoragePath changed =
        storage.change(
            GENESIS_ID,
            it ->
                it.weight(5)
                    .maxStorage(1L << 40)
                    .groups(List.of("a", "b"))
                    .denyTypes(List.of("unsealed")));
    assertEquals(List.of("a", "b"), changed.groups());
    assertEquals(1L << 40, changed.maxStorage());
    assertEquals(
        before
            .replace("\"Weight\": 0", "\"Weight\": 5")
            .replace("\"maxstorage\": 0", "\"maxstorage\": 1099511627776")
            .replace("\"Groups\": null", "\"Groups\": [\n    \"a\",\n    \"b\"\n  ]")
            .replace("\"DenyTypes\": null", "\"DenyTypes\": [\n    \"unsealed\"\n  ]"),
        Files.readString(file));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    storage.change(
        genesis.toString(),
        it -> it.weight(0).maxStorage(0).groups(List.of()).denyTypes(List.of()));
    assertEquals(before, Files.readString(file));
    assertBad(() -> storage.change(GENESIS_ID, it -> it.allowTypes(List.of("seald"))));
    assertBad(() -> storage.change(GENESIS_ID, it -> it.allowMiners(List.of("nobody"))));
    assertBad(() -> storage.change(GENESIS_ID, it -> it.weight(-1)));
    assertEquals(before, Files.readString(file));
  }

  private static void assertBad(Runnable change) {
    assertEquals(ErrorCode.BAD_VALUE, assertThrows(OperatorException.class, change::run).code());
  }

  @Test
  void attachingAndDetachingGivesBackTheSameFile() throws IOException {
    String before = Files.readString(miner.resolve("storage.json"));
    Path path = parent.resolve("new");
    StoragePath made = storage.init(path, it -> it.canStore(true).groups(List.of("cold")));
    assertEquals(36, made.id().length());
    assertEquals(
        settings(made.id(), 10, true)
            .replace("\"CanSeal\": true", "\"CanSeal\": false")
            .replace("\"Groups\": null", "\"Groups\": [\n    \"cold\"\n  ]"),
        Files.readString(path.resolve("sectorstore.json")));
    assertEquals(3, storage.getPaths().size());
    assertRefused("is a storage path already", () -> storage.init(path, it -> it.canStore(true)));
    assertRefused("is attached already", () -> storage.attach(path));
    storage.detach(made.id());
    assertEquals(before, Files.readString(miner.resolve("storage.json")));
    assertEquals(made, storage.attach(path));
    storage.detach(path.toString());
    assertEquals(before, Files.readString(miner.resolve("storage.json")));
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(OperatorException.class, () -> storage.detach(made.id())).code());
    assertBad(() -> storage.init(parent.resolve("useless"), it -> it.weight(1)));
    assertTrue(Files.notExists(parent.resolve("useless")));
  }

  @Test
  void whatLotusMinerWouldNotOpenIsNotAttached() throws IOException {
    Path copy = Files.createDirectory(parent.resolve("copy"));
    Files.copy(genesis.resolve("sectorstore.json"), copy.resolve("sectorstore.json"));
    assertRefused("has the ID " + GENESIS_ID + " of " + genesis, () -> storage.attach(copy));
    Files.writeString(copy.resolve("sectorstore.json"), settings("other", 1, true));
    files(copy, "sealed", "5");
    Files.createFile(copy.resolve("sealed/.DS_Store"));
    OperatorException foreign = assertThrows(OperatorException.class, () -> storage.attach(copy));
    assertEquals(copy.resolve("sealed/.DS_Store").toString(), foreign.where());
    assertEquals(2, storage.getPaths().size());
  }

  @Test
  void problemsOfPathsAreToldBeforeTheMinerMeetsThem() throws IOException {
    Files.writeString(
        genesis.resolve("sectorstore.json"),
        settings(MINER_ID, 1, true).replace("\"AllowTypes\": null", "\"AllowTypes\": [\"seald\"]"));
    Files.createFile(miner.resolve("sealed/s-t01000-5.tmp"));
    Files.createFile(miner.resolve("cache/lost+found"));
    List<StorageProblem> problems = storage.getProblems().toList();
    assertEquals(
        List.of(
            "no kind of sector file: seald; lotus-miner drops the word",
            "has the ID " + MINER_ID + " of " + genesis,
            "lotus-miner takes it for a file of sector 5",
            "is not named like a sector; lotus-miner does not start with it there"),
        problems.stream().map(told -> told.problem().what()).toList());
    assertEquals(
        List.of(false, true, false, true), problems.stream().map(StorageProblem::fatal).toList());
    Files.writeString(genesis.resolve("sectorstore.json"), "{");
    assertTrue(storage.getList().get(0).problem().isPresent());
  }

  @Test
  void whileAMinerRunsOnlySettingsMayChange() throws Exception {
    Process running = LockingChild.start(Files.createFile(miner.resolve("repo.lock")));
    try {
      for (Runnable change :
          List.<Runnable>of(
              () -> storage.detach(GENESIS_ID),
              () -> storage.attach(genesis),
              () -> storage.init(parent.resolve("new"), it -> it.canStore(true)))) {
        OperatorException failure = assertThrows(OperatorException.class, change::run);
        assertEquals("is open in process " + running.pid() + " (java)", failure.what());
      }
      assertTrue(Files.notExists(parent.resolve("new")));
      assertEquals(3, storage.change(GENESIS_ID, it -> it.weight(3)).weight());
      assertEquals(2, storage.getList().size());
    } finally {
      running.destroyForcibly().waitFor();
    }
  }

  @Test
  void theModeOfTheSessionDecides() {
    RepoStorage observed = LotusRepo.open(miner, new ChangeGuard(Mode.OBSERVE)).getStorage();
    for (Runnable change :
        List.<Runnable>of(
            () -> observed.detach(GENESIS_ID),
            () -> observed.attach(genesis),
            () -> observed.init(parent.resolve("new"), it -> it.canStore(true)),
            () -> observed.change(GENESIS_ID, it -> it.weight(3)))) {
      assertThrows(RefusedException.class, change::run);
    }
    assertEquals(2, observed.getList().size());
  }

  private static void assertRefused(String what, Runnable change) {
    OperatorException failure = assertThrows(OperatorException.class, change::run);
    assertEquals(ErrorCode.REFUSED, failure.code());
    assertEquals(what, failure.what());
  }
}
