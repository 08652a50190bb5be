package io.sectorsh.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.export.ExportReport;
import io.sectorsh.scripts.export.ExportedSector.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can do after a run: again, replaced, back, and not in the wrong order. */
class ScriptMigrationTest {
  @TempDir Path directory;
  private LiveManager manager;
  private ScriptWorld world;

  @BeforeEach
  void start() throws IOException {
    manager = new LiveManager();
    Map<String, com.fasterxml.jackson.databind.JsonNode> states = new TreeMap<>();
    for (var state : RecordedRecords.json("/recorded/damocles/offline.json")) {
      states.put(LiveManager.key("offline", state.path("ID")), state);
    }
    manager.reset(states);
    world = new ScriptWorld(directory, manager.url());
    world.create(true);
  }

  @AfterEach
  void stop() {
    manager.close();
  }

  @Test
  void recordThatIsThereIsKeptWithoutOverrideAndComesBackAfterOne() {
    final Map<String, String> start = world.metadata();
    ExportReport kept = (ExportReport) world.run("export", Way.APPLY, false);
    assertTrue(kept.kept() > 5, kept.closing().toString());
    assertEquals(0, kept.replaced());
    start.forEach(
        (key, value) -> {
          if (key.startsWith("/sectors/")) {
            assertEquals(value, world.metadata().get(key), key);
          }
        });
    assertTrue(world.run("export", Way.ROLLBACK, false).succeeded());
    assertEquals(start, world.metadata());
    ExportReport replaced = (ExportReport) world.run("export", Way.APPLY, true);
    assertTrue(replaced.succeeded(), replaced.closing().toString());
    assertTrue(replaced.replaced() > 5);
    assertTrue(
        replaced.sectors().stream()
            .filter(row -> row.outcome() == Outcome.REPLACE)
            .allMatch(row -> !start.get("/sectors/" + row.number()).isEmpty()));
    assertTrue(world.run("export", Way.ROLLBACK, true).succeeded());
    assertEquals(start, world.metadata());
  }

  @Test
  void replacedRecordKeepsWhatDamoclesDoesNotKnow() {
    var before = RecordedRecords.ofLotus().get(1);
    world.run("export", Way.APPLY, true);
    var repo = io.sectorsh.lotus.repo.LotusRepo.open(world.repo());
    var after = repo.sector(3);
    var old =
        RecordedRecords.ofLotus().stream()
            .filter(record -> record.getSectorNumber() == 3)
            .findFirst()
            .orElseThrow();
    assertEquals(old.getLog(), after.getLog());
    assertEquals(old.getPreCommitMessage(), after.getPreCommitMessage(), "damocles has none");
    assertEquals(before.getLog(), repo.sector(before.getSectorNumber()).getLog());
  }

  @Test
  void nothingToResumeOrToRollBackIsTold() {
    for (Way way : new Way[] {Way.RESUME, Way.ROLLBACK}) {
      OperatorException none =
          assertThrows(OperatorException.class, () -> world.run("export", way, false));
      assertEquals(ErrorCode.NOT_FOUND, none.code());
    }
  }

  @Test
  void importIntoAManagerThatIsGoneChangesNothing() {
    manager.close();
    OperatorException gone =
        assertThrows(OperatorException.class, () -> world.run("import", Way.APPLY, false));
    assertEquals(ErrorCode.UNREACHABLE, gone.code());
  }

  @Test
  void whatRemainsAfterAnImportIsLookedAtEachTime() {
    var first = (io.sectorsh.scripts.importing.ImportReport) world.run("import", Way.APPLY, false);
    assertTrue(first.remaining().toString().contains("MinNumber = 19"), first + "");
    assertTrue(first.remaining().toString().contains("storage attach --verbose --name"));
    var again = (io.sectorsh.scripts.importing.ImportReport) world.run("import", Way.PLAN, false);
    assertEquals(0, again.imported());
    assertTrue(again.remaining().toString().contains("MinNumber = 19"));
    assertEquals(first.imported(), again.kept() - first.kept());
  }

  @Test
  void whatARollbackOfAnImportLeavesIsToldBeforeAndAfterwardsForEachSector() {
    var plan = (io.sectorsh.scripts.importing.ImportReport) world.run("import", Way.PLAN, false);
    assertTrue(plan.imported() > 5, plan.closing().toString());
    String told = plan.imported() + " states would be new: --rollback cannot take those back";
    assertTrue(plan.closing().toString().contains(told), plan.closing().toString());
    world.run("import", Way.APPLY, false);
    Report back = world.run("import", Way.ROLLBACK, false);
    assertFalse(back.succeeded(), "it is not as at the start");
    assertEquals(plan.imported(), back.rows().size());
    back.rows()
        .forEach(row -> assertTrue(row.toString().contains("no way to forget a sector"), row + ""));
    String closing = back.closing().toString();
    assertTrue(closing.contains("States that were new stay in damocles"), closing);
  }
}
