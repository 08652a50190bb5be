package io.sectorsh.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.faults.Fault;
import io.sectorsh.faults.FaultPlan;
import io.sectorsh.faults.FaultyFileSystem;
import io.sectorsh.faults.KilledException;
import io.sectorsh.faults.MemoryDirectory;
import io.sectorsh.faults.SystemCall;
import io.sectorsh.filecoin.SectorId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call to the file system, one after the other, fails in every way: the work is then done, or
 * not done and said so; the sector is whole in one store at least; and the same call made again
 * ends where an undisturbed one does.
 */
final class FaultyTransferTest {
  private static final SectorId SECTOR = new SectorId(1000, 5);

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  /** What is tried. */
  enum Work {
    COPY(SectorTransfer::copy),
    MOVE(SectorTransfer::move),
    MOVE_ACROSS(SectorTransfer::move),
    COPY_AND_REMOVE(
        transfer -> {
          transfer.copy();
          transfer.removeSource();
        }),
    COPY_AND_UNDO(
        transfer -> {
          transfer.copy();
          transfer.undoCopy();
        });

    private final Consumer<SectorTransfer> steps;

    Work(Consumer<SectorTransfer> steps) {
      this.steps = steps;
    }
  }

  private final class Stores {
    private final Path root;
    private final Path from;
    private final Path to;
    private final Map<String, String> sector;

    Stores(String name) throws IOException {
      root = Files.createDirectory(directory.resolve(name));
      from = Files.createDirectory(root.resolve("from"));
      to = Files.createDirectory(root.resolve("to"));
      SectorFiles.write(from, SECTOR);
      sector = SectorFiles.contents(from);
    }

    void run(Work work, FaultPlan plan) {
      boolean across = work == Work.MOVE_ACROSS;
      FaultyFileSystem system = new FaultyFileSystem(plan, path -> across && path.startsWith(to));
      SectorFileSet set = SectorFiles.of(system.wrap(from), SECTOR);
      work.steps.accept(new SectorTransfer(set, system.wrap(to), new CopyPace()));
    }

    Map<String, String> contents() {
      return SectorFiles.contents(root);
    }

    /** Each file of the sector, unchanged, in one of the stores; nothing half under a name. */
    void requireWhole(String when) {
      Map<String, String> here = SectorFiles.contents(from);
      Map<String, String> there = SectorFiles.contents(to);
      sector.forEach(
          (file, content) ->
              assertTrue(
                  content.equals(here.get(file)) || content.equals(there.get(file)),
                  when + ": " + file + " is whole nowhere"));
      for (Map<String, String> store : List.of(here, there)) {
        store.forEach(
            (file, content) ->
                assertTrue(
                    file.startsWith(".sectorsh") || content.equals(sector.get(file)),
                    when + ": " + file + " is not what it was"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Work.class)
  void everyFaultAtEveryCallIsSurvived(Work work) throws IOException {
    FaultPlan undisturbed = FaultPlan.none();
    Stores goal = new Stores("goal");
    goal.run(work, undisturbed);
    Map<String, String> end = goal.contents();
    List<SystemCall> calls = undisturbed.calls();
    int told = 0;
    int tried = 0;
    for (int place = 0; place < calls.size(); place++) {
      for (Fault fault : Fault.values()) {
        if (fault.fits(calls.get(place)) && isSampled(calls.get(place), place, fault)) {
          tried++;
          told += attempt(work, place, fault, calls, end);
        }
      }
    }
    assertTrue(told > tried / 2, "only " + told + " of " + tried + " faults were told");
  }

  /** All in the long run; in each build every renaming and one of sixty of the others. */
  private static boolean isSampled(SystemCall call, int place, Fault fault) {
    return Boolean.getBoolean("long.trials")
        || call == SystemCall.RENAME
        || (place + 11 * fault.ordinal()) % 60 == 0;
  }

  private int attempt(
      Work work, int place, Fault fault, List<SystemCall> calls, Map<String, String> end)
      throws IOException {
    String when = work + ", " + fault + " at call " + place + " (" + calls.get(place) + ")";
    Stores stores = new Stores(when.replaceAll("[^A-Za-z0-9]+", "-"));
    int told = 0;
    try {
      stores.run(work, FaultPlan.at(place, fault));
      assertEquals(end, withoutOwn(stores.contents()), when + ": said done");
    } catch (OperatorException | KilledException failure) {
      told = 1;
      stores.requireWhole(when);
    }
    stores.run(work, FaultPlan.none());
    assertEquals(end, stores.contents(), when + ", then again");
    return told;
  }

  private static Map<String, String> withoutOwn(Map<String, String> contents) {
    Map<String, String> without = new TreeMap<>(contents);
    without.keySet().removeIf(file -> file.contains(".sectorsh"));
    return without;
  }

  @Test
  void theTrashSurvivesEveryFaultToo() throws IOException {
    FaultPlan counting = FaultPlan.none();
    trash(new Stores("trash"), counting);
    List<SystemCall> calls = counting.calls();
    List<String> told = new ArrayList<>();
    for (int place = 0; place < calls.size(); place++) {
      for (Fault fault : List.of(Fault.EIO, Fault.DEATH_AFTER)) {
        Stores stores = new Stores("trash-" + place + "-" + fault);
        try {
          trash(stores, FaultPlan.at(place, fault));
        } catch (OperatorException | KilledException failure) {
          told.add(fault + " " + place);
        }
        trash(stores, FaultPlan.none());
        assertEquals(stores.sector, SectorFiles.contents(stores.from), fault + " at " + place);
      }
    }
    assertTrue(told.size() > calls.size(), told.toString());
  }

  private static void trash(Stores stores, FaultPlan plan) {
    Path from = new FaultyFileSystem(plan).wrap(stores.from);
    SectorTrash trash = new SectorTrash(SectorFiles.of(from, SECTOR), "m");
    trash.put();
    trash.restore();
  }
}
