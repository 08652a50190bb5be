package io.sectorsh.scripts.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Recorder;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.export.RecordedStates;
import io.sectorsh.stores.ProvingSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order files go, and where a long run looks at the deadlines again. */
class FilePlanTest {
  private static final long NOW = 10_000;
  private static final int OPEN = 17;

  @TempDir Path directory;

  /** Deadline 17 is open; each sector is in the deadline of its number. */
  private static ProvingTimes times() {
    long start = NOW - 60 * OPEN - 20;
    DeadlineInfo info =
        new DeadlineInfo(
            new ChainEpoch(NOW),
            new ChainEpoch(start),
            OPEN,
            new ChainEpoch(NOW - 20),
            new ChainEpoch(NOW + 40),
            new ChainEpoch(NOW - 40),
            new ChainEpoch(NOW - 90),
            48,
            2880,
            60,
            20,
            70);
    List<SectorNumbers> deadlines = new ArrayList<>();
    for (int deadline = 0; deadline < 48; deadline++) {
      deadlines.add(SectorNumbers.of(deadline, 500 + deadline));
    }
    return ProvingTimes.of(
        info,
        new ProvingSchedule(ChainClock.ofSeconds(1_000, 30), new ChainEpoch(start), 60, 2880),
        deadlines);
  }

  private FilesDraft draft(Path destination) throws IOException {
    FilesWorld world = FilesWorld.create(directory.resolve("world"), destination);
    FilesDraft draft =
        new FilesDraft(
            new FilesRequest(
                FilesWorld.MINER, destination, false, Optional.empty(), false, Way.PLAN),
            world.stores(),
            Optional.empty(),
            times());
    for (SectorState sector : RecordedStates.of("offline")) {
      draft.add(sector);
    }
    return draft;
  }

  @Test
  void whatIsProvenSoonIsLeftForLastAndTold() throws IOException {
    FilesDraft draft = draft(directory.resolve("lotus-store"));
    List<Long> order = draft.inOrder().stream().map(Shipment::number).toList();
    // 16 was proven last; 2 and 3 come tomorrow; 518 is next; where nothing is known comes first.
    assertEquals(
        List.of(16L, 516L, 13L, 512L, 511L, 6L, 506L, 505L, 504L, 3L, 2L, 501L, 500L, 518L),
        order.stream().filter(number -> number < 300 || number >= 500 && number < 548).toList());
    assertEquals(1, draft.near());
    FileRow last =
        draft.rows().stream().filter(row -> row.number() == 518).findFirst().orElseThrow();
    assertEquals("18, in 40 epochs", last.deadline());
    assertEquals("left for last: it is proven soon", last.note());
  }

  @Test
  void beforeSourcesAreRemovedTheDeadlinesAreLookedAtAgain() throws IOException {
    Path memory = Path.of("/dev/shm");
    boolean elsewhere = Files.isWritable(memory) && !isSameFileSystem(memory, directory);
    Path destination =
        elsewhere ? Files.createTempDirectory(memory, "sectorsh") : directory.resolve("store");
    try {
      FilesDraft draft = draft(destination);
      List<String> actions = new ArrayList<>();
      List<Long> sectors =
          new FilePlan(destination, false, times()).record(draft.inOrder(), listing(actions));
      assertEquals(actions.size(), sectors.size());
      int wait =
          actions.stream()
              .filter(text -> text.startsWith("wait while a proof is near in deadline "))
              .findFirst()
              .map(actions::indexOf)
              .orElse(-1);
      assertEquals(elsewhere, wait >= 0, actions.toString());
      if (elsewhere) {
        assertEquals(-1, sectors.get(wait));
        assertTrue(actions.get(wait).contains(" 11, 12, 13, 16"), actions.get(wait));
        assertTrue(actions.get(wait + 1).startsWith("remove "), actions.get(wait + 1));
        assertTrue(actions.get(wait - 1).startsWith("copy "), actions.get(wait - 1));
      }
      assertFalse(actions.toString().contains("deadline 18"), "what is near now is not waited for");
      List<String> copies = new ArrayList<>();
      new FilePlan(destination, true, times()).record(draft.inOrder(), listing(copies));
      assertEquals(
          Collections.nCopies(draft.inOrder().size(), "copy"),
          copies.stream().map(text -> text.split(" ")[0]).toList());
    } finally {
      FilesWorld.delete(destination);
    }
  }

  private static boolean isSameFileSystem(Path one, Path other) throws IOException {
    return Files.getFileStore(one).equals(Files.getFileStore(other));
  }

  private static Recorder listing(List<String> actions) {
    return new Recorder() {
      @Override
      public void add(Action action) {
        actions.add(action.describe());
      }

      @Override
      public void addLater(Action action) {
        actions.add(action.describe());
      }

      @Override
      public void checkpoint() {}
    };
  }
}
