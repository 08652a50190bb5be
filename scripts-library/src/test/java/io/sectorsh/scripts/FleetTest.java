package io.sectorsh.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.scripts.MigrationOptions.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script takes of memory and of other programs where there are very many sectors. */
class FleetTest {
  private static final boolean LONG = Boolean.getBoolean("long.trials");
  private static final int SECTORS = LONG ? 100_000 : 3_000;

  /** All states together would take three times that, or more. */
  private static final String HEAP = LONG ? "-Xmx128m" : "-Xmx24m";

  private static final int BATCH = 20_000;

  @TempDir Path directory;

  private static JsonNode sealed() {
    return StreamSupport.stream(
            RecordedRecords.json("/recorded/damocles/offline.json").spliterator(), false)
        .filter(state -> state.path("ID").path("Number").asLong() == 16)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anExportAsksTwiceSwapsOnceABatchAndHoldsNoFleetInMemory() throws Exception {
    try (FleetManager manager = new FleetManager(SECTORS, sealed())) {
      ScriptWorld world = new ScriptWorld(directory, manager.url());
      world.create(false);
      Process child = world.start("export", Way.APPLY, HEAP);
      List<String> told = child.inputReader().lines().toList();
      assertEquals(0, child.waitFor(), () -> told + errors());
      assertTrue(told.get(1).startsWith("written " + SECTORS + ", "), told.toString());
      assertEquals(
          Map.of("Venus.ListSectors offline", 2, "Venus.ListSectors online", 2), manager.calls());
      assertEquals(SECTORS / BATCH + 1, swaps());
      assertEquals(SECTORS, LotusRepo.open(world.repo()).getSectors().count());
    }
  }

  private String errors() {
    try {
      return Files.readString(directory.resolve("errors-of-the-child"));
    } catch (IOException none) {
      return none.toString();
    }
  }

  /** Each leaves the metadata of before beside it. */
  private long swaps() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("repo/datastore"))) {
      return all.filter(path -> path.toString().contains("metadata.sectorsh-before-")).count();
    }
  }
}
