package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill at every step of a run and of a rollback, with and without a lost end of the journal. */
class CrashTest {
  private static final boolean LONG = Boolean.getBoolean("long.trials");
  private static final int SAMPLE = 8;
  private static final String WAL = "home/.local/state/sectorsh/journal.db-wal";

  @TempDir Path directory;
  private World world;
  private Map<String, String> start = Map.of();
  private Map<String, String> end = Map.of();
  private final List<Map<String, byte[]>> kills = new ArrayList<>();
  private final List<Map<String, byte[]>> rollbackKills = new ArrayList<>();

  @BeforeEach
  void runUndisturbedAndCopyTheWorldAtEachStep() throws IOException {
    world = World.create(directory.resolve("world"));
    start = world.content();
    world.plan();
    try (Migrations migrations = world.open(step -> kills.add(world.copy()))) {
      assertEquals(MigrationState.DONE, World.migration(migrations).apply().state());
    }
    end = world.content();
    try (Migrations migrations = world.open(step -> rollbackKills.add(world.copy()))) {
      assertEquals(MigrationState.ROLLED_BACK, World.migration(migrations).rollback().state());
    }
    assertEquals(start, world.content());
    assertTrue(kills.size() > 30 && rollbackKills.size() > 30, kills.size() + " steps");
  }

  private MigrationStatus go(Function<Migration, MigrationStatus> way) {
    try (Migrations migrations = world.open(Transitions.NONE)) {
      return way.apply(World.migration(migrations));
    }
  }

  /** All of them in the long trials, else a few. */
  private static <T> List<T> some(List<T> all) {
    List<T> some = new ArrayList<>(all);
    Collections.shuffle(some, new Random(all.size()));
    return LONG ? all : some.subList(0, Math.min(some.size(), SAMPLE));
  }

  @Test
  void afterAKillAtEachStepResumeEndsAsAnUndisturbedRun() throws IOException {
    for (Map<String, byte[]> kill : some(kills.subList(0, kills.size() - 1))) {
      world.restore(kill);
      MigrationStatus status = go(Migration::resume);
      assertEquals(MigrationState.DONE, status.state());
      assertEquals(20, status.done());
      assertEquals(end, world.content());
    }
  }

  @Test
  void afterAKillAtEachStepRollbackBringsTheStartBack() throws IOException {
    for (Map<String, byte[]> kill : some(kills)) {
      world.restore(kill);
      assertEquals(MigrationState.ROLLED_BACK, go(Migration::rollback).state());
      assertEquals(start, world.content());
    }
  }

  @Test
  void aRollbackKilledAtEachStepGoesOn() throws IOException {
    for (Map<String, byte[]> kill : some(rollbackKills)) {
      world.restore(kill);
      assertEquals(MigrationState.ROLLED_BACK, go(Migration::rollback).state());
      assertEquals(start, world.content());
    }
  }

  @Test
  void withALostEndOfTheJournalResumeEndsAsAnUndisturbedRunAndClaimsNothingWrong()
      throws IOException {
    Random random = new Random(11);
    long foundDone = 0;
    for (int trial = 0; trial < (LONG ? 2000 : SAMPLE); trial++) {
      world.restore(cut(kills.get(random.nextInt(kills.size() - 1)), random));
      MigrationStatus status = go(Migration::resume);
      assertEquals(MigrationState.DONE, status.state());
      assertEquals(20, status.done() + status.foundDone());
      assertEquals(end, world.content());
      foundDone += status.foundDone();
    }
    assertTrue(foundDone > 0, "no trial lost the record of an effect");
  }

  @Test
  void withALostEndOfTheJournalRollbackTellsWhatItLeft() throws IOException {
    Random random = new Random(12);
    long left = 0;
    for (int trial = 0; trial < (LONG ? 2000 : SAMPLE); trial++) {
      world.restore(cut(kills.get(random.nextInt(kills.size() - 1)), random));
      MigrationStatus status = go(Migration::rollback);
      boolean back = world.content().equals(start);
      assertEquals(
          back ? MigrationState.ROLLED_BACK : MigrationState.ROLLED_BACK_IN_PART, status.state());
      assertEquals(back, status.left() == 0);
      left += status.left();
    }
    assertTrue(left > 0, "no trial lost the record of an effect");
  }

  /** Cuts the log anywhere behind the plan, which was on disk before the run began. */
  private static Map<String, byte[]> cut(Map<String, byte[]> kill, Random random) {
    byte[] log = kill.get(WAL);
    Map<String, byte[]> damaged = new java.util.TreeMap<>(kill);
    damaged.put(WAL, Arrays.copyOf(log, random.nextInt(log.length + 1)));
    return damaged;
  }
}
