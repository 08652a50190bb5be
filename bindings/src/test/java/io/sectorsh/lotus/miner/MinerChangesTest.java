package io.sectorsh.lotus.miner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.PlannedAction;
import io.sectorsh.migration.ProgressListener;
import io.sectorsh.migration.Rollback;
import io.sectorsh.migration.RunControl;
import io.sectorsh.migration.Trial;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes through lotus-miner's API in plans: carried out once, undone, and pretended. */
final class MinerChangesTest {
  @TempDir Path home;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private KeptMiner daemon;
  private Lotus lotus;
  private Migrations migrations;

  @BeforeEach
  void start() throws IOException {
    daemon = new KeptMiner();
    for (long number = 1; number <= 4; number++) {
      daemon.states.put(number, "Proving");
    }
    lotus =
        new Lotus(
            new Profile(
                "test",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(daemon.url()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            guard);
    migrations = new Migrations(JournalPlace.usual(Map.of(), home), lotus.getActionKinds(), guard);
  }

  @AfterEach
  void stop() {
    migrations.close();
    daemon.close();
  }

  private MinerChanges changes() {
    return lotus.getMiner().getChanges();
  }

  @Test
  void aStoragePathIsReadAgainUntilASectorIsFoundInIt() {
    daemon.paths.put("id-/store", "/store");
    daemon.onDisk.add(7L);
    SectorId sector = new SectorId(1000, 7);
    Migration migration =
        migrations.plan(
            "m",
            recorder ->
                recorder.add(changes().redeclaration(sector, SectorFileType.SEALED, "/store")));
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    guard.submit(changes().redeclaration(sector, SectorFileType.SEALED, "/store"));
    assertEquals(List.of("Filecoin.StorageRedeclareLocal id-/store"), daemon.effects);
    assertThrows(
        OperatorException.class,
        () ->
            guard.submit(
                changes().redeclaration(new SectorId(1000, 8), SectorFileType.SEALED, "/other")));
  }

  @Test
  void aPlanIsCarriedOutAndUndone() {
    Migration migration =
        migrations.plan(
            "m",
            recorder -> {
              changes().setState("1-2", "FaultedFinal");
              changes().markForUpgrade(3);
              changes().reserve("mine", "50-60");
            });
    assertEquals("Proving", daemon.states.get(1L));
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals(
        "{1=FaultedFinal, 2=FaultedFinal, 3=Available, 4=Proving}", daemon.states.toString());
    assertEquals(
        Map.of("mine", SectorNumbers.range(50, 60)), lotus.getMiner().numberReservations());
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    assertEquals("{1=Proving, 2=Proving, 3=Proving, 4=Proving}", daemon.states.toString());
    assertTrue(daemon.reservations.isEmpty());
  }

  @Test
  void whatCannotBeUndoneIsMarkedAndWhatIsNotThereIsAConflict() {
    Migration migration =
        migrations.plan(
            "m",
            recorder -> {
              changes().remove(4);
              changes().terminate(99);
            });
    List<PlannedAction> actions = migration.getActions().toList();
    assertEquals("its files are deleted", actions.get(0).irreversible().orElseThrow());
    assertEquals("conflict", actions.get(1).planned().word());
    assertTrue(actions.get(1).reason().contains("no sector 99"), actions.get(1).reason());
  }

  @Test
  void aRollbackRefusesWhatIsGoneForGoodUntilItIsToldToLeaveIt() {
    Migration migration = migrations.plan("m", recorder -> changes().remove(4));
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals("Removing", daemon.states.get(4L));
    assertEquals(
        ErrorCode.REFUSED, assertThrows(OperatorException.class, migration::rollback).code());
    assertEquals(
        MigrationState.ROLLED_BACK_IN_PART,
        migration
            .rollback(new Rollback(0, true), new RunControl(), ProgressListener.none())
            .state());
  }

  @Test
  void aSandboxReadsItsOwnChanges() {
    Trial.of(
        guard,
        recorder -> {
          changes().setState(2, "FaultedFinal");
          changes().reserve("mine", "50");
          LotusMiner miner = lotus.getMiner();
          assertEquals("FaultedFinal", miner.sectorsStatus(2, false).orElseThrow().getState());
          assertEquals(1, miner.numberReservations().size());
          assertEquals(
              1,
              miner.sectorStatuses(false).stream()
                  .filter(read -> read.status().orElseThrow().getState().equals("FaultedFinal"))
                  .count());
        });
    assertEquals("Proving", daemon.states.get(2L));
    assertTrue(lotus.getMiner().numberReservations().isEmpty());
  }
}
