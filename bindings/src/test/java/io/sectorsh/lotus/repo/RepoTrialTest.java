package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ActionRow;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.Trial;
import io.sectorsh.posix.WholeFileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What code sees of a repository that it only pretends to change, and plans of a live one. */
final class RepoTrialTest {
  @TempDir Path directory;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private LotusRepo repo;
  private Migrations migrations;

  @BeforeEach
  void create() throws IOException {
    Map<String, byte[]> records = new TreeMap<>();
    for (long number = 1; number <= 5; number++) {
      SectorInfo sector = SectorInfo.builder(number).state("Proving").build();
      records.put("/sectors/" + number, sector.encode());
    }
    Path path = directory.resolve("repo");
    Files.createDirectories(path);
    TestRepo.create(path, records);
    repo = LotusRepo.open(path, guard);
    migrations =
        new Migrations(
            JournalPlace.usual(Map.of(), directory.resolve("home")),
            ActionKinds.none().and(RepoActions.kinds(guard)),
            guard);
  }

  private void setState(long number, String state) {
    repo.edit(edit -> edit.updateSector(number, old -> old.toBuilder().state(state).build()));
  }

  private String states() {
    StringBuilder states = new StringBuilder();
    repo.getSectors()
        .forEach(
            sector -> states.append(sector.getSectorNumber()).append(sector.getState().charAt(0)));
    return states.toString();
  }

  @Test
  void codeReadsItsOwnChangesAndNobodyElseDoes() {
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              setState(2, "Removed");
              repo.edit(edit -> edit.removeSector(3));
              repo.edit(edit -> edit.putSector(SectorInfo.builder(9).state("Available").build()));
              assertEquals("1P2R4P5P9A", states());
              assertEquals(Optional.empty(), repo.findSector(3));
              setState(2, "Available");
              assertEquals("Available", repo.sector(2).getState());
              assertTrue(repo.getAllocated().orElseThrow().contains(9));
            });
    assertEquals("1P2P3P4P5P", states());
    assertFalse(repo.getAllocated().isPresent() && repo.getAllocated().get().contains(9));
    assertTrue(trial.getChanges().size() >= 4, trial.getChanges().toString());
  }

  @Test
  void aPlanMadeOfItDoesWhatTheCodeSawAlsoTwiceToTheSameRecord() {
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              setState(2, "Removed");
              setState(4, "Removed");
              setState(2, "Available");
            });
    Migration migration = migrations.plan("tried", trial::planInto);
    assertEquals("1P2P3P4P5P", states());
    assertEquals(
        MigrationState.DONE,
        migration.apply().state(),
        () -> migration.getFailures().toList().toString());
    assertEquals("1P2A3P4R5P", states());
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    assertEquals("1P2P3P4P5P", states());
  }

  @Test
  @SuppressWarnings("try")
  void anEditIsPlannedWhileAMinerRunsAndAppliedOnlyOnceItHasStopped() throws IOException {
    Migration migration;
    try (WholeFileLock miner =
        WholeFileLock.tryExclusive(repo.getMetadataPath().resolve("LOCK")).orElseThrow()) {
      migration = migrations.plan("live", recorder -> setState(2, "Removed"));
      assertEquals(MigrationState.FAILED, migration.apply().state());
      List<ActionRow> failures = migration.getFailures().toList();
      assertEquals("in-use", failures.get(0).code(), failures.toString());
    }
    assertEquals("1P2P3P4P5P", states());
    assertEquals(MigrationState.DONE, migration.resume().state());
    assertEquals("1P2R3P4P5P", states());
  }
}
