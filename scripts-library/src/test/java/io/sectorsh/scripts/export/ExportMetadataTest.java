package io.sectorsh.scripts.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoActions;
import io.sectorsh.lotus.repo.RepoEdit;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.MigrationRunner;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportMetadataTest {
  private static final Address MINER = Address.parse("f01000");
  private static final OptionalLong UNSET = OptionalLong.empty();

  @TempDir Path directory;
  private Path repo;
  private RecordedManager manager;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private Migrations migrations;

  @BeforeEach
  void stoppedMiner() throws IOException {
    manager = new RecordedManager();
    migrations =
        new Migrations(
            JournalPlace.at(directory.resolve("journal/journal.db"), Map.of(), directory),
            RepoActions.kinds(guard),
            guard);
    repo = newRepo(MINER);
  }

  @AfterEach
  void stop() {
    manager.close();
    migrations.close();
  }

  private Path newRepo(Address miner) throws IOException {
    Path made = directory.resolve("repo-" + miner);
    Files.createDirectories(made.resolve("keystore"));
    try (RepoEdit edit = RepoEdit.begin(LotusRepo.open(made, new ChangeGuard(Mode.APPLY)))) {
      edit.put("/miner-address", miner.toBytes());
      edit.commit();
    }
    return made;
  }

  private ExportReport export(OptionalLong last, boolean only, Optional<SectorNumbers> numbers) {
    return run(new ExportRequest(MINER, repo, last, only, numbers, false, Way.APPLY));
  }

  private ExportReport exportAll() {
    return export(UNSET, false, Optional.empty());
  }

  private ExportReport run(ExportRequest request) {
    return (ExportReport) script().run(request);
  }

  private ExportMetadata script() {
    Damocles damocles = manager.client();
    return new ExportMetadata(
        damocles::getSectors,
        () -> ChainFacts.UNKNOWN,
        MessageLookup.NONE,
        guard,
        MigrationRunner.unwatched(migrations));
  }

  private Map<String, String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      Map<String, String> all = new TreeMap<>();
      for (Path file : files.collect(Collectors.toList())) {
        all.put(
            file.toString(),
            Files.getLastModifiedTime(file)
                + (Files.isRegularFile(file) ? " " + Files.size(file) : ""));
      }
      return all;
    }
  }

  @Test
  void everySectorIsWrittenOrLeftOutForItsReason() {
    Map<Long, String> outcomes = new TreeMap<>();
    exportAll()
        .sectors()
        .forEach(
            row ->
                outcomes.merge(
                    row.number(), row.outcome() + " " + row.lotusState(), (a, b) -> a + "," + b));
    String written =
        outcomes.entrySet().stream()
            .filter(row -> row.getValue().equals("write Proving"))
            .map(row -> row.getKey().toString())
            .collect(Collectors.joining(" "));
    assertEquals("2 3 6 13 16 300 304 306 500 501 504 505 506 511 512 516 518 703", written);
    assertEquals("write Removed", outcomes.get(9L));
    assertEquals("write Removed", outcomes.get(10L));
    assertEquals("skip ,skip ", outcomes.get(1L), "in both stores");
    assertFalse(outcomes.containsKey(400L), "another miner's");
  }

  @Test
  void lotusShowsWhatWasWritten() {
    ExportReport report = exportAll();
    List<SectorInfo> sectors =
        LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)).getSectors().toList();
    assertEquals(report.written(), sectors.size());
    assertTrue(sectors.stream().noneMatch(SectorInfo::isNumberMismatched));
    assertEquals(
        Optional.of(MINER), LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)).getMinerAddress());
  }

  @Test
  void previewChangesNothing() throws IOException {
    Map<String, String> before = files();
    ExportReport report =
        run(new ExportRequest(MINER, repo, UNSET, false, Optional.empty(), false, Way.PLAN));
    assertEquals(20, report.written());
    assertFalse(report.applied());
    assertEquals(before, files());
  }

  @Test
  void numbersGoOnAfterTheHighestThatAnybodyKnows() {
    ExportReport report = exportAll();
    assertEquals(704, report.number().after());
    assertEquals(
        OptionalLong.of(703), LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)).getNextid());
    assertEquals(
        Optional.of(SectorNumbers.range(0, 703)),
        LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)).getAllocated());
  }

  @Test
  void secondRunKeepsRecordsAndNumbers() {
    exportAll();
    ExportReport again = exportAll();
    assertEquals(0, again.written());
    assertEquals(Optional.empty(), again.migration(), "nothing to do");
    assertEquals(20, again.kept());
    assertEquals(704, again.number().after());
    assertEquals(
        OptionalLong.of(703), LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)).getNextid());
  }

  @Test
  void lowerNextNumberHasNoEffect() {
    export(OptionalLong.of(4321), true, Optional.empty());
    ExportReport again = export(OptionalLong.of(7), true, Optional.empty());
    assertEquals(4322, again.number().after());
    assertTrue(
        again.warnings().contains("--next-number 7 has no effect: numbers up to 4321 are in use"));
    assertEquals(4322, LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)).getNextNumber());
    assertEquals(
        OptionalLong.of(4321), LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)).getNextid());
    assertEquals(0, LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)).getSectors().count());
  }

  @Test
  void onlyTheNamedSectorsAreWritten() {
    ExportReport report = export(UNSET, false, Optional.of(SectorNumbers.parse("2-3,9999")));
    assertEquals(2, report.written());
    assertTrue(report.warnings().contains("damocles does not know 9999"));
    assertEquals(704, report.number().after(), "the number counts all sectors all the same");
  }

  @Test
  void observeModeRefuses() throws IOException {
    Map<String, String> before = files();
    guard.setMode(Mode.OBSERVE);
    assertThrows(RefusedException.class, this::exportAll);
    assertEquals(before, files());
  }

  @Test
  void anotherMinersRepositoryIsRefused() throws IOException {
    repo = newRepo(Address.parse("f01234"));
    OperatorException refusal = assertThrows(OperatorException.class, this::exportAll);
    assertEquals(ErrorCode.REFUSED, refusal.code());
    assertTrue(refusal.what().contains("01234"));
  }

  @Test
  void somethingElseThanARepositoryIsNamed() throws IOException {
    repo = Files.createDirectory(directory.resolve("not-a-repo"));
    OperatorException failure = assertThrows(OperatorException.class, this::exportAll);
    assertEquals(ErrorCode.NOT_A_REPO, failure.code());
    assertTrue(failure.where().contains("not-a-repo"));
  }

  @Test
  void managerThatDiesHalfWayLeavesTheRepositoryAsItWas() {
    manager.dieHalfWay();
    OperatorException failure = assertThrows(OperatorException.class, this::exportAll);
    assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
    LotusRepo untouched = LotusRepo.open(repo, new ChangeGuard(Mode.APPLY));
    assertEquals(0, untouched.getSectors().count());
    assertEquals(OptionalLong.empty(), untouched.getNextid());
    assertFalse(untouched.isInUse());
  }
}
