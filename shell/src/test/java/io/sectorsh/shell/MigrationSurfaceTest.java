package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator writes and sees, over directories that hold files of sectors. */
final class MigrationSurfaceTest {
  private static final String SETS =
      "def sets = (1..4).collect { new io.sectorsh.stores.SectorFileSet(Path.of(A),"
          + " new SectorId(1000, it), EnumSet.of(SectorFileType.SEALED)) }";

  @TempDir Path directory;
  private Path a = Path.of("");
  private Path b = Path.of("");

  @BeforeEach
  void writeStores() throws IOException {
    a = Files.createDirectories(directory.resolve("a"));
    b = Files.createDirectories(directory.resolve("b"));
    Files.createDirectories(a.resolve("sealed"));
    for (int number = 1; number <= 4; number++) {
      Files.writeString(a.resolve("sealed/s-t01000-" + number), "sector " + number);
    }
  }

  private Transcript run(String... expressions) {
    List<String> arguments =
        new ArrayList<>(List.of("--journal", directory.resolve("journal.db").toString()));
    for (String expression : expressions) {
      arguments.add("-e");
      arguments.add(expression.replace("A)", "'" + a + "')").replace("B)", "'" + b + "')"));
    }
    return Transcript.of(arguments.toArray(String[]::new));
  }

  private Transcript plan(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                SETS, "def m = migration('to b', batch: 2) { sets.each { stores.move(it, B) } }"));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  private long in(Path store) throws IOException {
    Path sealed = store.resolve("sealed");
    if (!Files.exists(sealed)) {
      return 0;
    }
    try (var files = Files.list(sealed)) {
      return files.count();
    }
  }

  @Test
  void aPlanIsShownAndChangesNothing() throws IOException {
    Transcript shown = plan("m.plan");
    assertTrue(
        shown.out().startsWith("migration 'to b': 4 of 4 actions to do, in 2 batches, 32 B"),
        shown.out() + shown.err());
    assertTrue(shown.out().contains("file.move"), shown.out());
    assertTrue(shown.out().contains("migrations.find(1).apply() carries it out."), shown.out());
    assertEquals(4, in(a));
  }

  @Test
  void inAPipeNothingTellsHowFarAPlanIs() throws IOException {
    Transcript quiet =
        run(
            SETS,
            "def end = System.nanoTime() + 300_000_000; def m = migration('long', batch: 100) {"
                + " while (System.nanoTime() < end) { stores.move(sets[0], B) } }; 1");
    assertEquals("1\n", quiet.out());
    assertEquals("", quiet.err());
  }

  @Test
  void observeModeRefusesToApplyAPlan() throws IOException {
    Transcript refused = plan("m.apply()");
    assertEquals(ExitCode.REFUSED, refused.code());
    assertTrue(refused.err().contains("observe mode"), refused.err());
    assertEquals(4, in(a));
  }

  @Test
  void aMigrationIsAppliedFoundAgainAndRolledBackToACheckpointAndToTheStart() throws IOException {
    Transcript applied = plan("guard.mode = Mode.APPLY", "m.apply().state().word()");
    assertEquals(ExitCode.DONE, applied.code(), applied.err());
    assertEquals("done\n", applied.out());
    assertEquals(4, in(b));
    Transcript listed = run("migrations");
    assertTrue(listed.out().contains("to b") && listed.out().contains("done"), listed.out());
    assertEquals("4\n", run("migrations.find('to b').report.count()").out());
    assertEquals("4\n", run("migration('to b').report.count()").out());
    Transcript back =
        run("guard.mode = Mode.APPLY", "migrations.find(1).rollback(to: 1).state().word()");
    assertEquals("rolled-back\n", back.out(), back.err());
    assertEquals(2, in(b));
    run("guard.mode = Mode.APPLY", "migrations.find('to b').rollback()");
    assertEquals(0, in(b));
    assertEquals(4, in(a));
    assertFalse(Files.exists(a.resolve(".sectorsh")));
  }

  @Test
  void rowsComeInBatches() {
    assertEquals(
        "2 2 1\n",
        run("io.sectorsh.rows.Rows.of(Integer, [1, 2, 3, 4, 5]).batched(2)"
                + ".collect { it.size() }.toList().join(' ')")
            .out());
  }

  @Test
  void aSandboxShowsWhatWouldChangeAndCanBecomeAPlan() throws IOException {
    Transcript tried =
        run(
            SETS,
            "def s = sandbox { sets.take(2).each { stores.move(it, B) } }",
            "s",
            "s.toPlan('tried').plan.headline()");
    assertTrue(
        tried.out().startsWith("2 actions, none of them done: 4 differences"),
        tried.out() + tried.err());
    assertTrue(
        tried.out().matches("(?s).*" + a + "/sealed/s-t01000-1 +8 B +absent\n.*"), tried.out());
    assertTrue(
        tried.out().matches("(?s).*" + b + "/sealed/s-t01000-1 +absent +8 B\n.*"), tried.out());
    assertTrue(tried.out().contains("migration 'tried': 2 of 2 actions"), tried.out());
    assertEquals(4, in(a));
    assertEquals(0, in(b));
  }

  @Test
  void aRunThatFailedIsNoSuccessOfTheProcess() throws IOException {
    Files.createDirectories(b.resolve("sealed"));
    Files.writeString(b.resolve("sealed/s-t01000-2"), "another");
    Transcript failed =
        run(
            SETS,
            "guard.mode = Mode.APPLY",
            "migration('to b', failures: 'continue') { sets.each { stores.move(it, B) } }.apply()");
    assertEquals(ExitCode.FAILED, failed.code(), failed.out() + failed.err());
    Transcript looked = run("migrations.find(1).status");
    assertEquals(ExitCode.DONE, looked.code());
  }

  @Test
  void aLineInPlanModeIsPlannedAndNotDone() throws IOException {
    Transcript planned = run(SETS, "guard.mode = Mode.PLAN", "sets.each { stores.move(it, B) }; 1");
    assertTrue(planned.out().contains("4 of 4 actions to do"), planned.out() + planned.err());
    assertEquals(4, in(a));
    assertEquals(0, in(b));
  }

  @Test
  void anOptionThatIsNoneIsTold() {
    Transcript wrong = run("migration('x', batches: 2) { }");
    assertTrue(wrong.err().contains("batch: NUMBER"), wrong.err());
  }
}
