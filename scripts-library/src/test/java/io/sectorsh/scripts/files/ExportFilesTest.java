package io.sectorsh.scripts.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.files.FileRow.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFilesTest {
  @TempDir Path directory;
  private FilesWorld world;
  private Map<String, String> start;

  @BeforeEach
  void stores() throws IOException {
    world = FilesWorld.create(directory.resolve("world"), directory.resolve("lotus-store"));
    start = world.content();
  }

  @AfterEach
  void clean() throws IOException {
    if (!world.destination().startsWith(directory)) {
      FilesWorld.delete(world.destination());
    }
  }

  /** On another file system where the machine has one. */
  private void elsewhere() throws IOException {
    Path memory = Path.of("/dev/shm");
    Path other =
        Files.isWritable(memory) ? Files.createTempDirectory(memory, "sectorsh") : directory;
    world = new FilesWorld(world.directory(), other.resolve("lotus-store"));
    Files.createDirectories(world.destination());
  }

  @Test
  void aPreviewSaysWhatGoesAndChangesNothing() throws IOException {
    FilesReport report = (FilesReport) world.run(Way.PLAN);
    assertEquals(FilesWorld.EXPORTED, numbers(report, Outcome.MOVE));
    assertTrue(report.headline().endsWith("(preview: nothing is moved or copied)"));
    assertEquals(start, world.content());
    assertFalse(Files.exists(world.directory().resolve("journal")));
  }

  @Test
  void movedSectorsAreWholeAtTheDestinationAndGoneAtTheSource() throws IOException {
    Report report = world.run(Way.APPLY);
    assertTrue(report.succeeded(), report.closing().toString());
    assertEquals(moved(), world.content());
    assertEquals(start, rolledBack());
  }

  @Test
  void toAnotherFileSystemTheyAreCopiedReadBackAndThenRemoved() throws IOException {
    elsewhere();
    Report report = world.run(Way.APPLY);
    assertTrue(report.succeeded(), report.closing().toString());
    assertEquals(moved(), world.content());
    assertEquals(start, rolledBack());
  }

  @Test
  void withReserveTheSourceStays() throws IOException {
    Report report = world.run(Way.APPLY, true, Optional.of(SectorNumbers.parse("1-6")));
    assertTrue(report.succeeded());
    assertTrue(world.content().entrySet().containsAll(start.entrySet()));
    FilesReport again =
        (FilesReport) world.run(Way.PLAN, true, Optional.of(SectorNumbers.parse("1-6")));
    assertEquals(SectorNumbers.parse("2-3,6"), numbers(again, Outcome.THERE));
    assertEquals(start, rolledBack());
  }

  @Test
  void aSnappedSectorGoesByItsUpdateFiles() throws IOException {
    world.run(Way.APPLY, false, Optional.of(SectorNumbers.of(6)));
    assertTrue(Files.exists(world.destination().resolve("update/s-t01000-6")));
    assertTrue(Files.exists(world.destination().resolve("update-cache/s-t01000-6/p_aux")));
    assertFalse(Files.exists(world.destination().resolve("sealed/s-t01000-6")));
  }

  @Test
  void anotherFileAtTheDestinationIsAConflictAndStays() throws IOException {
    Path other = world.destination().resolve("sealed/s-t01000-703");
    Files.createDirectories(other.getParent());
    Files.writeString(other, "something else");
    Report report = world.run(Way.APPLY);
    assertFalse(report.succeeded());
    assertEquals(SectorNumbers.of(703), numbers((FilesReport) report, Outcome.FAILED));
    assertEquals("something else", Files.readString(other));
    assertTrue(Files.exists(world.store(703).resolve("sealed/s-t01000-703")));
    assertTrue(Files.exists(world.destination().resolve("sealed/s-t01000-3")));
    assertTrue(
        report
            .closing()
            .contains("export failure number: 1, total: " + FilesWorld.EXPORTED.count()));
  }

  @Test
  void whatCouldNotBeProvenStaysWhereItIs() throws IOException {
    Files.delete(world.store(3).resolve("cache/s-t01000-3/sc-02-data-tree-r-last.dat"));
    Files.writeString(world.store(2).resolve("sealed/s-t01000-2"), "short");
    FilesReport report = (FilesReport) world.run(Way.APPLY);
    assertEquals(SectorNumbers.of(2, 3), numbers(report, Outcome.FAILED));
    assertTrue(Files.exists(world.store(3).resolve("sealed/s-t01000-3")));
    assertFalse(report.succeeded());
  }

  @Test
  void whatFailsOnTheWayIsARowWithItsCauseAndWhatToDo() throws IOException {
    Path sealed = world.destination().resolve("sealed");
    Files.createSymbolicLink(sealed, directory.resolve("a disk that is not mounted"));
    FilesReport report = (FilesReport) world.run(Way.APPLY);
    assertFalse(report.succeeded());
    assertTrue(numbers(report, Outcome.FAILED).count() >= 10, report.rows().toString());
    FileRow failed =
        report.rows().stream()
            .filter(row -> row.outcome() == Outcome.FAILED)
            .findFirst()
            .orElseThrow();
    assertFalse(failed.note().isEmpty() || failed.next().isEmpty(), failed.toString());
    SectorNumbers left = numbers(report, Outcome.LEFT);
    assertTrue(left.count() > 0, report.rows().toString());
    assertTrue(report.closing().toString().contains("--resume"), report.closing().toString());
    Files.delete(sealed);
    assertTrue(world.run(Way.RESUME).succeeded());
    assertEquals(moved(), world.content());
  }

  @Test
  void filesThatLieApartAreNotTornFurther() throws IOException {
    Path cache = world.store(3).resolve("cache/s-t01000-3");
    Files.move(cache, world.store(2).resolve("cache/s-t01000-3"));
    FilesReport report = (FilesReport) world.run(Way.PLAN);
    FileRow row = report.rows().stream().filter(r -> r.number() == 3).findFirst().orElseThrow();
    assertEquals(Outcome.FAILED, row.outcome());
    assertTrue(row.note().startsWith("no store has both sealed and cache: cache in"), row.note());
  }

  @Test
  void aSectorInBothStoresOfDamoclesIsSettledFirst() {
    FilesReport report = (FilesReport) world.run(Way.PLAN, false, Optional.of(SectorNumbers.of(1)));
    assertEquals(SectorNumbers.of(1), numbers(report, Outcome.SKIP));
    assertTrue(report.rows().get(1).note().startsWith("in both stores of damocles"));
  }

  @Test
  void aDestinationThatIsNotMountedIsRefused() {
    FilesWorld unmounted = new FilesWorld(world.directory(), directory.resolve("nowhere"));
    OperatorException refused =
        assertThrows(OperatorException.class, () -> unmounted.run(Way.APPLY));
    assertEquals(ErrorCode.NOT_FOUND, refused.code());
  }

  @Test
  void storesOfOneMinerNeedOnlyBeAttached() {
    FilesReport report = (FilesReport) world.run(Way.PLAN);
    assertTrue(
        report
            .advice()
            .contains(
                world.store(2)
                    + " holds no other miner's sectors: instead of moving them, attach it:"
                    + " lotus-miner storage attach --init --store "
                    + world.store(2)),
        report.advice().toString());
  }

  private Map<String, String> rolledBack() throws IOException {
    assertTrue(world.run(Way.ROLLBACK).succeeded());
    return world.content();
  }

  private Map<String, String> moved() {
    Map<String, String> moved = new TreeMap<>();
    start.forEach(
        (path, bytes) ->
            moved.put(
                world.destination().resolve(path.replaceAll(".*/store-[ab]/", "")).toString(),
                bytes));
    return moved;
  }

  private static SectorNumbers numbers(FilesReport report, Outcome outcome) {
    return SectorNumbers.of(
        report.rows().stream()
            .filter(row -> row.outcome() == outcome)
            .mapToLong(FileRow::number)
            .boxed()
            .collect(Collectors.toSet())
            .stream()
            .mapToLong(Long::longValue)
            .toArray());
  }
}
