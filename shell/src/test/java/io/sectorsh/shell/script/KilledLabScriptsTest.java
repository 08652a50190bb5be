package io.sectorsh.shell.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.diagnosis.UnfinalizedSector;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoSnapshot;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.Report;
import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.session.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** kill -9 at random instants of the lab's scripts under --apply, and of their rollback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledLabScriptsTest {
  private static final int KILLS = Boolean.getBoolean("long.trials") ? 100 : 1;

  @TempDir static Path directory;
  private final Random random = new Random(31);
  private final List<SectorId> finalized = new ArrayList<>();
  private Systems systems;
  private Profile profile;
  private Damocles damocles;
  private Path journal;
  private long most = 900;

  @BeforeAll
  void start() {
    systems = Systems.of(InvocationParser.parse(List.of("--lab=" + directory.resolve("lab"))));
    profile = systems.profile();
    damocles = new Damocles(profile, new ChangeGuard(Mode.APPLY));
  }

  @AfterAll
  void stop() {
    systems.close();
  }

  /** Each trial has a journal of its own, so that no run before is taken for this one. */
  private void newTrial(LabScript script, int kill) throws IOException {
    Path place = Files.createDirectories(directory.resolve(script + "-" + kill));
    journal = place.resolve("journal.db");
    if (script == LabScript.IMPORT_JSON) {
      LabScript.EXPORT_JSON.run(profile, journal, Way.APPLY);
    }
    if (script == LabScript.REBUILD) {
      byte[] bytes = Files.readAllBytes(sealed());
      bytes[100] ^= 1;
      Files.write(sealed(), bytes);
    }
  }

  private Path sealed() {
    return directory.resolve(
        "lab/stores/store-a/sealed/" + new SectorId(4079, LabScript.REBUILT).fileName());
  }

  /** All that a script may change. */
  private Map<String, String> world(LabScript script) throws IOException {
    Map<String, String> world = new TreeMap<>();
    switch (script) {
      case NEXTID, IMPORT_JSON -> addMetadata(LabScript.newRepo(profile), world);
      case NEXTID_ONLINE -> addMetadata(LabScript.repo(profile), world);
      case FINALIZE -> addStates(world);
      case EXPORT_JSON -> addFiles(world);
      case REBUILD -> {
        world.put("sealed", Arrays.hashCode(Files.readAllBytes(sealed())) + "");
        world.put("state", damocles.findSector(LabScript.REBUILT).orElseThrow().getState());
        for (int thread = 1; thread <= 3; thread++) {
          Path hot = directory.resolve("lab/workers/worker-01/sealing-" + thread);
          world.put(hot.toString(), Files.exists(hot.resolve("config.toml")) + "");
        }
      }
    }
    return world;
  }

  private static void addMetadata(Path repo, Map<String, String> world) {
    try (RepoSnapshot snapshot = LotusRepo.open(repo).snapshot();
        RowCursor<LevelDbEntry> entries = snapshot.getDatabase().scan(new byte[0])) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        world.put(entry.getKeyText(), Arrays.toString(entry.getValue()));
      }
    }
  }

  private void addStates(Map<String, String> world) {
    for (SectorState sector : damocles.getSectors()) {
      world.put(sector.getStore() + " " + sector.getNumber(), sector.toJson().toString());
    }
  }

  private void addFiles(Map<String, String> world) throws IOException {
    try (Stream<Path> files = Files.walk(journal.getParent())) {
      for (Path file : files.filter(path -> path.toString().contains("bundle")).toList()) {
        world.put(
            journal.getParent().relativize(file).toString(),
            Files.isDirectory(file) ? "" : Arrays.hashCode(Files.readAllBytes(file)) + "");
      }
    }
  }

  private void kill(LabScript script, Way way) throws Exception {
    Process child = script.start(profile, journal, way);
    assertEquals("begin", child.inputReader().readLine());
    long begun = System.nanoTime();
    if (child.waitFor(random.nextLong(most), TimeUnit.MILLISECONDS)) {
      most = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + 1;
    } else {
      child.destroyForcibly().waitFor();
      most += most / 4;
    }
  }

  /** As an operator does: resume, and begin anew where nothing had begun. */
  private void finish(LabScript script) {
    try {
      assertGood(script.run(profile, journal, Way.RESUME));
    } catch (OperatorException nothing) {
      assertEquals(ErrorCode.NOT_FOUND, nothing.code(), nothing.toString());
      assertGood(script.run(profile, journal, Way.APPLY));
    }
  }

  private static void assertGood(Report report) {
    assertTrue(report.succeeded(), report.headline() + report.rows() + report.closing());
  }

  private void rollBack(LabScript script) {
    try {
      assertGood(script.run(profile, journal, Way.ROLLBACK));
    } catch (OperatorException nothing) {
      boolean gone = script == LabScript.EXPORT_JSON && nothing.code() == ErrorCode.NOT_FOUND;
      assertTrue(gone, nothing.toString());
    }
  }

  /** What is final stays so: it is refused, and put back by other means for the next trial. */
  private void refuseAndRestore(Map<String, String> end) throws IOException {
    OperatorException refused =
        assertThrows(
            OperatorException.class, () -> LabScript.FINALIZE.run(profile, journal, Way.ROLLBACK));
    assertEquals(ErrorCode.REFUSED, refused.code(), refused.toString());
    assertEquals(end, world(LabScript.FINALIZE));
    for (SectorId sector : finalized) {
      damocles.getManager().call("RestoreSector", sector, true);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAsUndisturbedAndGoesBackToTheStart(LabScript script) throws Exception {
    newTrial(script, -1);
    final Map<String, String> start = world(script);
    if (script == LabScript.FINALIZE) {
      damocles
          .unfinalized()
          .filter(UnfinalizedSector::safe)
          .forEach(each -> finalized.add(each.sector().getId()));
    }
    assertGood(script.run(profile, journal, Way.APPLY));
    final Map<String, String> end = world(script);
    assertNotEquals(start, end);
    back(script, start, end, false);
    for (int kill = 0; kill < KILLS; kill++) {
      newTrial(script, kill);
      assertEquals(start, world(script), "start " + kill);
      kill(script, Way.APPLY);
      finish(script);
      assertEquals(end, world(script), script + " after kill " + kill);
      back(script, start, end, true);
    }
  }

  private void back(
      LabScript script, Map<String, String> start, Map<String, String> end, boolean killed)
      throws Exception {
    switch (script) {
      case FINALIZE -> refuseAndRestore(end);
      case REBUILD -> assertEquals(end, world(script)); // what was made stays made
      default -> {
        if (killed) {
          kill(script, Way.ROLLBACK);
        }
        rollBack(script);
      }
    }
    if (script != LabScript.REBUILD) {
      Map<String, String> now = world(script);
      now.entrySet().removeAll(start.entrySet());
      assertEquals(Map.of(), now);
      assertEquals(start.keySet(), world(script).keySet());
    }
  }
}
