package io.sectorsh.shell.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person who watches a migration at the prompt, and holds it up. */
final class WatchedMigrationTest {
  private static final int SECTORS = 30;

  @TempDir Path directory;
  private Path a;
  private Path b;
  private Typist typist;

  @BeforeEach
  void sitDown() throws Exception {
    a = Files.createDirectories(directory.resolve("a"));
    b = Files.createDirectories(directory.resolve("b"));
    Files.createDirectories(a.resolve("sealed"));
    for (int number = 1; number <= SECTORS; number++) {
      Files.writeString(a.resolve("sealed/s-t01000-" + number), "sector " + number);
    }
    typist =
        Typist.at(
            200,
            24,
            directory.resolve("state/history"),
            "--journal",
            directory.resolve("journal.db").toString());
    typist.await("observe> ");
    typist.type(":mode apply").await("apply> ");
    typist
        .type(
            "def m = migration('all', batch: 5) { (1.."
                + SECTORS
                + ").each { stores.move(new io.sectorsh.stores.SectorFileSet(Path.of('"
                + a
                + "'), new SectorId(1000, it), EnumSet.of(SectorFileType.SEALED)), '"
                + b
                + "') } }")
        .await("apply> ");
  }

  @AfterEach
  void standUp() throws Exception {
    typist.close();
  }

  private long moved() throws IOException {
    Path sealed = b.resolve("sealed");
    if (!Files.exists(sealed)) {
      return 0;
    }
    try (var files = Files.list(sealed)) {
      return files.count();
    }
  }

  @Test
  void aKeyPausesItAndCtrlCStopsItInOrderAndItGoesOnLater() throws Exception {
    typist.press("m.apply()\rp").await("paused");
    long paused = moved();
    assertTrue(paused < SECTORS, paused + " were moved before the pause");
    typist.stop().await("apply> ");
    assertTrue(moved() < SECTORS, "the pause let it go on");
    typist.type("m.resume().state().word()").await("done\n");
    assertEquals(SECTORS, moved());
    typist.type("m.rollback().state().word()").await("rolled-back\n");
    assertEquals(0, moved());
    typist.type("1 + 1").await("\n2\n");
  }

  @Test
  void keysSlowItDownLetItGoOnFasterAndStopItAfterTheBatch() throws Exception {
    typist.press("m.apply()\rp").await("paused");
    typist.press("---rp").await("paused");
    typist.press("+++++sr").await("apply> ");
    long kept = moved();
    assertEquals(0, kept % 5, "it stopped within a batch: " + kept);
    assertTrue(kept < SECTORS, "it did not stop");
    typist.type("m.status.state().word()").await("stopped\n");
    typist.type("m.resume().state().word()").await("done\n");
    assertEquals(SECTORS, moved());
  }

  @Test
  void theSecondCtrlCStopsAtOnceAndNothingIsLost() throws Exception {
    typist.press("m.apply()\rp").await("paused");
    typist.stop().stop().await("apply> ");
    typist.type("m.resume().state().word()").await("done\n");
    assertEquals(SECTORS, moved());
  }

  @ParameterizedTest
  @CsvSource({"migration('long'), planning", "sandbox, trying"})
  void whileAPlanIsMadeALineTellsHowFarItIsAndCtrlCEndsIt(String maker, String work)
      throws Exception {
    typist
        .type(
            maker
                + " { while (true) { stores.move(new io.sectorsh.stores.SectorFileSet(Path.of('"
                + a
                + "'), new SectorId(1000, 7), EnumSet.of(SectorFileType.SEALED)), '"
                + b
                + "') } }")
        .await(work + " ");
    String line = typist.await("move s-t01000-7");
    assertTrue(line.matches("\\d+  \\d+/s  move s-t01000-7"), line);
    typist.stop().await("interrupted");
    typist.await("apply> ");
    typist.type("migrations.collect { it.name() }").await("all");
    typist.type("1 + 1").await("\n2\n");
    assertEquals(0, moved());
  }

  @Test
  void whatStandsBehindOnTheLineIsNotBegunAfterCtrlC() throws Exception {
    typist.press("m.apply(); 'be' + 'gun'\rp").await("paused");
    String end = typist.stop().await("apply> ");
    assertTrue(end.contains("interrupted: what follows was not begun"), end);
    assertFalse(end.contains("\nbegun"), end);
    typist.type("1 + 1").await("\n2\n");
  }

  @Test
  void whatFailedIsTriedAgainAlone() throws Exception {
    Path inTheWay = Files.createDirectories(b.resolve("sealed")).resolve("s-t01000-7");
    typist
        .type(
            "def n = migration('seven', failures: 'continue') {"
                + " stores.move(new io.sectorsh.stores.SectorFileSet(Path.of('"
                + a
                + "'), new SectorId(1000, 7), EnumSet.of(SectorFileType.SEALED)), '"
                + b
                + "') }; 1")
        .await("\n1\n");
    Files.writeString(inTheWay, "another sector 7");
    typist.type("n.recheck()").await("\n1\n");
    typist.type("n.apply().state().word()").await("done-with-failures\n");
    typist.type("n.failures.count() + 41").await("\n42\n");
    Files.delete(inTheWay);
    typist.type("n.retry(1).state().word()").await("done\n");
    assertEquals(1, moved());
  }

  @Test
  void aPlanIsSavedForAnotherOperatorAndLoaded() throws Exception {
    Path file = directory.resolve("plan.jsonl");
    typist.type("m.save('" + file + "')").await("file  " + file + "\n");
    typist.await("migrations.load('" + file + "')");
    typist.await("apply> ");
    typist.type("migrations.load('" + file + "')").await("it is one of its");
    typist.await("migrations.find(");
    typist.await("apply> ");
    try (Typist other =
        Typist.at(
            80,
            24,
            directory.resolve("state/other"),
            "--journal",
            directory.resolve("other.db").toString())) {
      other.await("observe> ");
      other.type(":mode apply").await("apply> ");
      other.type("migrations.load('" + file + "').apply().state().word()").await("done\n");
    }
    assertEquals(SECTORS, moved());
  }

  @Test
  void inPlanModeALineBecomesAPlanThatIsShown() throws Exception {
    typist.type(":mode plan").await("plan> ");
    typist.type(
        "stores.move(new io.sectorsh.stores.SectorFileSet(Path.of('"
            + a
            + "'), new SectorId(1000, 7), EnumSet.of(SectorFileType.SEALED)), '"
            + b
            + "')");
    typist.await("find(2).apply() carries it out.");
    typist.await("plan> ");
    assertEquals(0, moved());
    typist.type("_.apply()").await("refused in plan mode");
    typist.type(":mode apply").await("apply> ");
    typist.type("migrations.find(2).apply().state().word()").await("done\n");
    assertEquals(1, moved());
  }

  @Test
  void anotherShellsWordIsHeard() throws Exception {
    typist.press("m.apply()\rp").await("paused");
    try (Typist other =
        Typist.at(
            80,
            24,
            directory.resolve("state/other"),
            "--journal",
            directory.resolve("journal.db").toString())) {
      other.await("observe> ");
      other.type("migrations.find(1).goOn(); 6 * 7").await("\n42\n");
    }
    typist.await("done");
    typist.await("apply> ");
    assertEquals(SECTORS, moved());
  }
}
