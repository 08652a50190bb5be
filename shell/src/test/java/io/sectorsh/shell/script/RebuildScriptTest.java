package io.sectorsh.shell.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.worker.ThreadControl;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.MigrationOptions;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.ScriptMigration;
import io.sectorsh.scripts.ScriptSystems;
import io.sectorsh.scripts.rebuild.Rebuild;
import io.sectorsh.scripts.rebuild.RebuildRow;
import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rebuild that does not go as it should, over the lab's manager and workers. */
class RebuildScriptTest {
  private static final Address MINER = Address.parse("t04079");
  private static final String QUEUE = "rebuild t04079";
  private static final String SWITCH = "rebuild thread of t04079";

  @TempDir Path directory;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final CountDownLatch told = new CountDownLatch(1);
  private final PrintStream out =
      new PrintStream(shown, true, StandardCharsets.UTF_8) {
        @Override
        public void println(String line) {
          super.println(line);
          told.countDown();
        }
      };
  private Session session;
  private Damocles damocles;
  private ScriptSystems systems;

  @BeforeEach
  void start() {
    session =
        new Session(
            Systems.of(
                InvocationParser.parse(
                    List.of("--lab=" + directory.resolve("lab"), "--scenario", "rebuild"))),
            out);
    session.guard().setMode(Mode.APPLY);
    damocles = (Damocles) session.get("damocles");
    systems = systems(session.profile());
  }

  @AfterEach
  void stop() {
    session.close();
  }

  private ScriptSystems systems(Profile profile) {
    return new ScriptSystems(
        profile, (Lotus) session.get("lotus"), damocles, session.guard(), session.migrations());
  }

  private long number(Predicate<SectorState> wanted) {
    return damocles
        .sectors(SectorStore.OFFLINE)
        .filter(sector -> sector.getPhase() == SectorPhase.FINALIZED)
        .filter(sector -> !sector.isUpgraded() && wanted.test(sector))
        .first()
        .orElseThrow()
        .getNumber();
  }

  private Report run(ScriptSystems over, long number, boolean pieces, Way way) {
    return new Rebuild(over, MINER, SectorNumbers.of(number), out)
        .run(null, null, pieces, MigrationOptions.of(way));
  }

  private ThreadControl thread() {
    return damocles.getWorkers().thread("worker-01", 0);
  }

  private Path hotConfig() {
    return directory.resolve("lab/workers/worker-01/sealing-1/config.toml");
  }

  private static void assertGood(Report report) {
    assertTrue(report.succeeded(), report.rows() + " " + report.closing());
    String last = report.closing().get(report.closing().size() - 1);
    assertTrue(last.startsWith("all files are there and make the"), last);
  }

  @Test
  void noThreadIsTakenFromItsWorkForASectorThatNobodyKnows() {
    OperatorException unknown =
        assertThrows(OperatorException.class, () -> run(systems, 999_999, false, Way.APPLY));
    assertEquals(ErrorCode.NOT_FOUND, unknown.code(), unknown.toString());
    assertTrue(unknown.what().contains("no sector 999999 of t04079"), unknown.what());
    assertFalse(Files.exists(hotConfig()));
    assertTrue(new ScriptMigration(session.migrations(), SWITCH).status().isEmpty());
  }

  @Test
  void aPreviewTellsWhatItDidNotReadOfFilesThatLookGood() {
    long number = number(sector -> !sector.isWithDeals());
    Report preview = run(systems, number, false, Way.PLAN);
    assertTrue(
        preview.closing().stream()
            .anyMatch(line -> line.contains("proofs.check('" + number + "')")),
        preview.closing().toString());
  }

  @Test
  void aThreadThatStopsGetsItsPlanBackAndTheRunGoesOnWhenItWasHelped() throws IOException {
    long number = number(sector -> !sector.isWithDeals() && sector.getNumber() % 2 == 0);
    Path sealed = directory.resolve("lab/stores/store-a/sealed");
    Path away = Files.move(sealed, sealed.resolveSibling("away"));
    OperatorException stuck =
        assertThrows(OperatorException.class, () -> run(systems, number, false, Way.APPLY));
    assertEquals(ErrorCode.REJECTED, stuck.code(), stuck.toString());
    assertTrue(stuck.what().contains("copy to persist store"), stuck.what());
    assertTrue(stuck.what().contains("the thread's plan is as before"), stuck.what());
    assertTrue(stuck.next().contains("--resume"), stuck.next());
    assertFalse(Files.exists(hotConfig()));
    Files.move(away, sealed);
    thread().resume();
    assertGood(run(systems, number, false, Way.RESUME));
    assertFalse(Files.exists(hotConfig()));
  }

  @Test
  void whoIsStoppedPutsThePlanBackAndAQueuedSectorGetsAThreadAgain() throws Exception {
    long number = number(sector -> !sector.isWithDeals());
    // The process was killed after it had queued the sector, with no thread left for it.
    new ScriptMigration(session.migrations(), QUEUE)
        .apply(
            PlanOptions.usual(),
            recorder -> damocles.getChanges().rebuild(Map.of(), Long.toString(number)));
    FutureTask<Report> watching = new FutureTask<>(() -> run(systems, number, false, Way.RESUME));
    Thread watcher = new Thread(watching);
    watcher.start();
    assertTrue(told.await(20, TimeUnit.SECONDS), "the thread gets the plan");
    watcher.interrupt();
    ExecutionException stopped = assertThrows(ExecutionException.class, watching::get);
    assertInstanceOf(RuntimeException.class, stopped.getCause());
    assertFalse(Files.exists(hotConfig()), shown.toString());
    assertTrue(shown.toString().contains("go on with: rebuild --numbers"), shown.toString());
    assertGood(run(systems, number, false, Way.RESUME));
    assertFalse(Files.exists(hotConfig()));
  }

  @Test
  void aRunThatWasKilledBeforeItsQueueGoesOnWithIt() {
    long number = number(sector -> !sector.isWithDeals());
    new ScriptMigration(session.migrations(), SWITCH)
        .apply(PlanOptions.usual(), recorder -> thread().plan("rebuild").apply());
    assertTrue(Files.exists(hotConfig()));
    Profile known = session.profile();
    Profile alone =
        new Profile(
            known.name(),
            known.production(),
            known.miner(),
            Optional.empty(),
            known.minerApi(),
            known.lotusMinerRepo(),
            known.damoclesApi(),
            known.damoclesHome());
    Report report = run(systems(alone), number, false, Way.RESUME);
    assertGood(report);
    assertTrue(report.closing().toString().contains("damocles' own record; no chain"), report + "");
    assertFalse(Files.exists(hotConfig()));
    Report again = run(systems, number, false, Way.ROLLBACK);
    assertTrue(again.closing().get(0).contains("was put back already"), again.closing() + "");
  }

  @Test
  void piecesAreLookedForBeforeAnythingIsChanged() {
    long missing = number(sector -> sector.isWithDeals() && sector.getNumber() % 4 == 3);
    long found =
        number(
            sector ->
                !sector.getPieces().isEmpty()
                    && sector.isWithDeals()
                    && sector.getNumber() % 4 != 3);
    OperatorException refused =
        assertThrows(OperatorException.class, () -> run(systems, missing, false, Way.APPLY));
    assertEquals(ErrorCode.REFUSED, refused.code());
    assertTrue(refused.what().contains("pieces were found nowhere"), refused.what());
    assertFalse(Files.exists(hotConfig()));
    Report warned = run(systems, missing, true, Way.PLAN);
    assertTrue(warned.closing().toString().contains("no piece baga"), warned.closing() + "");
    Report good = run(systems, found, false, Way.PLAN);
    String pieces = ((RebuildRow) good.rows().get(0)).pieces();
    assertTrue(pieces.matches("(\\d) of \\1 found"), pieces);
    assertGood(run(systems, found, false, Way.APPLY));
  }
}
