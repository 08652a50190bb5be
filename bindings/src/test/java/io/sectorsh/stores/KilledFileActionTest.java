package io.sectorsh.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sectorsh.faults.Fault;
import io.sectorsh.faults.FaultPlan;
import io.sectorsh.faults.FaultyFileSystem;
import io.sectorsh.faults.KilledException;
import io.sectorsh.faults.MemoryDirectory;
import io.sectorsh.faults.SystemCall;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Joint;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.ReadingPass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process dies at a call to the file system while it does or undoes an action. The next one asks
 * the action and does what it says; afterwards both stores are as if nothing had happened, with
 * nothing lying about beside the files.
 */
final class KilledFileActionTest {
  private static final SectorId SECTOR = new SectorId(1000, 5);
  private static final Set<SystemCall> CHANGES =
      EnumSet.of(SystemCall.RENAME, SystemCall.REMOVE, SystemCall.MAKE_DIRECTORY, SystemCall.WRITE);

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private int worlds;

  /** What is tried. */
  enum Kind {
    COPY(CopyAction::new),
    MOVE(MoveAction::new),
    MOVE_ACROSS(MoveAction::new),
    REMOVE_SOURCE(RemoveSourceAction::new);

    private final Function<SectorRoute, Action> maker;

    Kind(Function<SectorRoute, Action> maker) {
      this.maker = maker;
    }
  }

  private final class Stores {
    private final Kind kind;
    private final Path root;

    Stores(Kind kind) throws IOException {
      this.kind = kind;
      root = Files.createDirectory(directory.resolve("world-" + ++worlds));
      Files.createDirectory(to());
      SectorFiles.write(root.resolve("from"), SECTOR);
      if (kind == Kind.REMOVE_SOURCE) {
        SectorFiles.write(to(), SECTOR);
      }
    }

    private Path to() {
      return root.resolve("to");
    }

    Action action(FaultPlan plan) {
      FaultyFileSystem system =
          new FaultyFileSystem(plan, path -> kind == Kind.MOVE_ACROSS && path.startsWith(to()));
      SectorFileSet set = SectorFiles.of(system.wrap(root.resolve("from")), SECTOR);
      return kind.maker.apply(new SectorRoute(set, to().toString(), set.bytes()));
    }

    Map<String, String> contents() {
      return SectorFiles.contents(root);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theNextProcessClearsAwayWhatTheDeadOneLeft(Kind kind) throws IOException {
    Stores stores = new Stores(kind);
    Map<String, String> start = stores.contents();
    FaultPlan doing = FaultPlan.none();
    stores.action(doing).apply(new Alone());
    Map<String, String> end = stores.contents();
    FaultPlan undoing = FaultPlan.none();
    stores.action(undoing).undo(PreImage.none(), new Alone());
    assertEquals(start, stores.contents());
    everyDeath(doing, death -> new Story(kind, death, start, end).applying());
    everyDeath(undoing, death -> new Story(kind, death, start, end).undoing());
  }

  private interface Attempt {
    void at(Supplier<FaultPlan> death) throws IOException;
  }

  private static void everyDeath(FaultPlan undisturbed, Attempt attempt) throws IOException {
    List<SystemCall> calls = undisturbed.calls();
    for (int place = 0; place < calls.size(); place++) {
      for (Fault fault : List.of(Fault.DEATH_BEFORE, Fault.DEATH_AFTER)) {
        if (isSampled(calls.get(place), place + fault.ordinal())) {
          int at = place;
          attempt.at(() -> FaultPlan.at(at, fault));
        }
      }
    }
  }

  private static boolean isSampled(SystemCall call, int place) {
    return Boolean.getBoolean("long.trials") || CHANGES.contains(call) && place % 11 == 0;
  }

  /** One death, followed both ways. */
  private final class Story {
    private final Kind kind;
    private final Supplier<FaultPlan> death;
    private final Map<String, String> start;
    private final Map<String, String> end;

    Story(
        Kind kind, Supplier<FaultPlan> death, Map<String, String> start, Map<String, String> end) {
      this.kind = kind;
      this.death = death;
      this.start = start;
      this.end = end;
    }

    void applying() throws IOException {
      Stores resumed = new Stores(kind);
      die(resumed, action -> action.apply(new Alone()));
      bringTo(end, resumed, KilledFileActionTest::goOn);
      Stores rolledBack = new Stores(kind);
      die(rolledBack, action -> action.apply(new Alone()));
      bringTo(start, rolledBack, KilledFileActionTest::goBack);
    }

    void undoing() throws IOException {
      Stores stores = new Stores(kind);
      stores.action(FaultPlan.none()).apply(new Alone());
      die(stores, action -> action.undo(PreImage.none(), new Alone()));
      bringTo(start, stores, KilledFileActionTest::goBack);
    }

    private void die(Stores stores, Consumer<Action> work) {
      assertThrows(KilledException.class, () -> work.accept(stores.action(death.get())));
    }

    private void bringTo(Map<String, String> goal, Stores stores, Consumer<Action> work) {
      work.accept(stores.action(FaultPlan.none()));
      assertEquals(goal, stores.contents());
    }
  }

  private static void goOn(Action action) {
    try (ReadingPass reading = new ReadingPass()) {
      if (!(action.inspect(reading) instanceof Inspection.Done)) {
        assertInstanceOf(Inspection.NotDone.class, action.inspect(reading));
        action.apply(new Alone());
      }
      action.verify(reading);
      Alone batch = new Alone();
      action.makeDurable(batch);
      assertEquals(8, batch.synced.size(), "directories of four kinds in two stores");
      assertInstanceOf(Inspection.Done.class, action.inspect(reading));
    }
  }

  private static void goBack(Action action) {
    try (ReadingPass reading = new ReadingPass()) {
      if (!(action.inspectUndo(PreImage.none(), reading) instanceof Inspection.Done)) {
        action.undo(PreImage.none(), new Alone());
      }
      assertInstanceOf(Inspection.Done.class, action.inspectUndo(PreImage.none(), reading));
    }
  }

  /** A batch of one action that is durable by itself. */
  private static final class Alone implements BatchContext {
    private final Set<Path> synced = new HashSet<>();

    @Override
    public void syncLater(Path path) {
      synced.add(path);
    }

    @Override
    public <J extends Joint> J joint(String key, Class<J> type, Supplier<? extends J> opener) {
      throw new IllegalStateException(key);
    }

    @Override
    public void moved(long bytes) {}
  }
}
