package io.sectorsh.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.scripts.MigrationOptions.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random instants of a script under --apply, and of its rollback. */
class KilledScriptsTest {
  private static final int KILLS = Boolean.getBoolean("long.trials") ? 100 : 2;

  @TempDir Path directory;
  private LiveManager manager;
  private final Random random = new Random(29);
  private long most = 600;
  private int worlds;

  @BeforeEach
  void start() throws IOException {
    manager = new LiveManager();
  }

  @AfterEach
  void stop() {
    manager.close();
  }

  private ScriptWorld world(boolean sectors) throws IOException {
    Path place = directory.resolve("world-" + ++worlds);
    java.nio.file.Files.createDirectories(place);
    ScriptWorld world = new ScriptWorld(place, manager.url());
    world.create(sectors);
    return world;
  }

  private static Map<String, JsonNode> recorded() {
    Map<String, JsonNode> states = new TreeMap<>();
    for (String store : new String[] {"online", "offline"}) {
      for (JsonNode state : RecordedRecords.json("/recorded/damocles/" + store + ".json")) {
        states.put(LiveManager.key(store, state.path("ID")), state);
      }
    }
    return states;
  }

  private void kill(ScriptWorld world, String script, Way way) throws Exception {
    Process child = world.start(script, way);
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
  private static void finish(ScriptWorld world, String script) {
    try {
      Report report = world.run(script, Way.RESUME, true);
      assertTrue(report.succeeded(), report.closing().toString());
    } catch (OperatorException nothing) {
      assertEquals(ErrorCode.NOT_FOUND, nothing.code(), nothing.toString());
      Report report = world.run(script, Way.APPLY, true);
      assertTrue(report.succeeded(), report.closing().toString());
    }
  }

  private static Report rollBack(ScriptWorld world, String script) {
    return world.run(script, Way.ROLLBACK, true);
  }

  @Test
  void exportEndsAsUndisturbedAndGoesBackToTheStart() throws Exception {
    manager.reset(recorded());
    ScriptWorld undisturbed = world(true);
    final Map<String, String> start = undisturbed.metadata();
    undisturbed.run("export", Way.APPLY, true);
    Map<String, String> end = undisturbed.metadata();
    assertTrue(end.size() > start.size());
    for (int kill = 0; kill < KILLS; kill++) {
      ScriptWorld world = world(true);
      kill(world, "export", Way.APPLY);
      finish(world, "export");
      assertEquals(end, world.metadata(), "kill " + kill);
      kill(world, "export", Way.ROLLBACK);
      assertTrue(rollBack(world, "export").succeeded());
      assertEquals(start, world.metadata(), "kill " + kill);
    }
  }

  @Test
  void importEndsAsUndisturbedAndGivesReplacedStatesBack() throws Exception {
    Map<String, JsonNode> before = old();
    manager.reset(before);
    ScriptWorld undisturbed = world(true);
    undisturbed.run("import", Way.APPLY, true);
    Map<String, JsonNode> end = manager.states();
    long effects = manager.effects();
    assertEquals(17, end.size());
    for (int kill = 0; kill < KILLS; kill++) {
      manager.reset(before);
      ScriptWorld world = world(true);
      kill(world, "import", Way.APPLY);
      finish(world, "import");
      assertEquals(end, manager.states(), "kill " + kill);
      assertEquals(effects, manager.effects(), "each was imported once");
      kill(world, "import", Way.ROLLBACK);
      rollBack(world, "import");
      Map<String, JsonNode> left = manager.states();
      left.keySet().retainAll(before.keySet());
      assertEquals(words(before), words(left), "kill " + kill);
      assertEquals(end.keySet(), manager.states().keySet(), "what was new cannot be forgotten");
    }
  }

  private static Map<String, String> words(Map<String, JsonNode> states) {
    return states.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, each -> each.getValue().path("LatestState").toString()));
  }

  /** Two of lotus' sectors are there already, with less in them and with a report of a worker. */
  private static Map<String, JsonNode> old() {
    Map<String, JsonNode> states = new TreeMap<>();
    for (JsonNode state : recorded().values()) {
      long number = state.path("ID").path("Number").asLong();
      if (state.path("Finalized").asBoolean() && (number == 3 || number == 16)) {
        ObjectNode older = state.deepCopy();
        older.putObject("LatestState").put("StateChange", "of old");
        states.put(LiveManager.key("offline", state.path("ID")), older);
      }
    }
    return states;
  }
}
