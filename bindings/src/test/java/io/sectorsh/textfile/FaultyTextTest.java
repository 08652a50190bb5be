package io.sectorsh.textfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.faults.Fault;
import io.sectorsh.faults.FaultPlan;
import io.sectorsh.faults.FaultyFileSystem;
import io.sectorsh.faults.KilledException;
import io.sectorsh.faults.MemoryDirectory;
import io.sectorsh.faults.SystemCall;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call to the file system fails in every way while a configuration is changed or changed
 * back: it is the old or the new one, whole; what is called done is done; a failure leaves no half
 * of a file that may hold tokens; and the same made again ends well.
 */
final class FaultyTextTest {
  private static final String OLD = "[storage]\npath = \"/data/a\"\n";
  private static final String NEW = "[storage]\npath = \"/mnt/b\"\n".repeat(400);

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private Path file;
  private PreImage image;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("sectorsh.toml");
    restore(OLD);
    image = text(FaultPlan.none()).preImage();
  }

  private void restore(String content) throws IOException {
    for (Path each : list()) {
      Files.delete(each);
    }
    Files.writeString(file, content);
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    }
  }

  private UndoableText text(FaultPlan plan) {
    Path seen = new FaultyFileSystem(plan).wrap(file);
    return new UndoableText(new TextFile(seen), before -> Optional.of(NEW));
  }

  @Test
  void aChangeIsDoneOrNotDoneAndSaidSo() throws IOException {
    FaultPlan undisturbed = FaultPlan.none();
    text(undisturbed).apply();
    assertEquals(NEW, Files.readString(file));
    everyFault(undisturbed, OLD, NEW, UndoableText::apply);
  }

  @Test
  void soIsAnUndo() throws IOException {
    text(FaultPlan.none()).apply();
    FaultPlan undisturbed = FaultPlan.none();
    text(undisturbed).undo(image);
    assertEquals(OLD, Files.readString(file));
    everyFault(
        undisturbed,
        NEW,
        OLD,
        text -> {
          if (text.inspectUndo(image) instanceof Inspection.NotDone) {
            text.undo(image);
          }
        });
  }

  private void everyFault(
      FaultPlan undisturbed, String from, String to, Consumer<UndoableText> work)
      throws IOException {
    List<SystemCall> calls = undisturbed.calls();
    int told = 0;
    for (int place = 0; place < calls.size(); place++) {
      for (Fault fault : Fault.values()) {
        if (fault.fits(calls.get(place))) {
          told += attempt(FaultPlan.at(place, fault), fault, from, to, work);
        }
      }
    }
    assertTrue(told > calls.size(), told + " told");
  }

  private int attempt(
      FaultPlan plan, Fault fault, String from, String to, Consumer<UndoableText> work)
      throws IOException {
    restore(OLD);
    if (from.equals(NEW)) {
      text(FaultPlan.none()).apply();
    }
    int told = 0;
    try {
      work.accept(text(plan));
      assertEquals(to, Files.readString(file), fault + ": said done");
    } catch (OperatorException failure) {
      told = 1;
      assertTrue(Set.of(OLD, NEW).contains(Files.readString(file)), fault + ": torn");
      assertTrue(fault != Fault.ENOSPC || failure.code() == ErrorCode.NO_SPACE, "" + failure);
      requireNothingHalf(fault);
    } catch (KilledException killed) {
      assertTrue(Set.of(OLD, NEW).contains(Files.readString(file)), fault + ": torn");
    }
    if (!Files.readString(file).equals(to)) {
      work.accept(text(FaultPlan.none()));
    }
    assertEquals(to, Files.readString(file), fault + ", then again");
    return told;
  }

  private void requireNothingHalf(Fault fault) throws IOException {
    for (Path each : list()) {
      assertTrue(!each.toString().endsWith("-next"), fault + " left " + each);
    }
  }
}
