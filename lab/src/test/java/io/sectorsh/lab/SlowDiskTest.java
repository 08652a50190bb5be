package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lab.files.DirectoryTree;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.posix.FileLease;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.Proofs;
import io.sectorsh.proofs.check.Forecast;
import io.sectorsh.proofs.explain.Cause;
import io.sectorsh.proofs.explain.CauseKind;
import io.sectorsh.replica.FileReads;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that is really slow, in a lab that is opened again. */
class SlowDiskTest {
  private static final int DEADLINE = 17;
  private static final Duration SLOW = Duration.ofMillis(700);

  private Path directory;

  /** In memory, where twenty thousand small files are nothing. */
  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory(TemporaryPlace.choose(), "sectorsh-slow-disk-");
  }

  @AfterEach
  void deleteDirectory() throws IOException {
    DirectoryTree.delete(directory);
  }

  @Test
  void aSlowDiskIsWhatAWindowWasMissedFor() throws IOException {
    long a = System.nanoTime();
    start().ifPresent(Running::close);
    Optional<Running> started = start();
    if (started.isPresent()) {
      try (Running lab = started.get()) {
        Proofs proofs = proofs(lab);
        Cause top = proofs.explain(DEADLINE).top().orElseThrow();
        assertEquals(CauseKind.SLOW_READS, top.kind());
        assertEquals("0-2348", top.sectors().toString());
        assertTrue(top.file().orElseThrow().endsWith("sc-02-data-tree-r-last.dat"), "" + top);
        assertTrue(top.text().contains("is too slow: reading "), top.text());
        assertTrue(top.evidence().toString().contains("of 2349 sectors were read"), "" + top);
        assertSlowFileIsNamed(proofs);
      }
    }
  }

  private static void assertSlowFileIsNamed(Proofs proofs) {
    try (RowCursor<Forecast> steps = proofs.checkAll(DEADLINE).getSteps().open()) {
      Optional<FileReads> slow = Optional.empty();
      while (slow.isEmpty()) {
        Forecast forecast = steps.next();
        assertFalse(forecast.finished());
        slow = forecast.slowest().filter(file -> file.slowest().compareTo(SLOW) >= 0);
      }
      assertTrue(slow.get().file().endsWith("sc-02-data-tree-r-last.dat"), "" + slow);
    }
  }

  @Test
  void fewSectorsWouldBeReadInTime() {
    OperatorException refused =
        assertThrows(
            OperatorException.class,
            () -> new Lab().startIncident(Optional.empty(), 1, "disk-slow", OptionalInt.of(60)));
    assertEquals(ErrorCode.BAD_VALUE, refused.code());
  }

  /** Some sandboxes have no leases, or allow too few open files: then it has to say so. */
  private Optional<Running> start() throws IOException {
    try {
      return Optional.of(
          new Lab()
              .startIncident(
                  Optional.of(directory.resolve("lab")), 1, "disk-slow", OptionalInt.empty()));
    } catch (OperatorException refused) {
      assertEquals(ErrorCode.IO_FAILED, refused.code());
      assertTrue(refused.what().contains("a file lease for each sector"), refused.what());
      assertTrue(refused.what().contains("Too many open files") || !areLeasesGiven());
      return Optional.empty();
    }
  }

  private boolean areLeasesGiven() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[1]);
    try (FileLease lease = FileLease.on(file)) {
      return lease.tryTake();
    } catch (IOException none) {
      return false;
    }
  }

  private static Proofs proofs(Running lab) {
    Profile profile = lab.profile();
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    Lotus lotus = new Lotus(profile, guard);
    Damocles damocles = new Damocles(profile, guard);
    return new Proofs(profile, lotus, damocles, new Stores(profile, lotus, damocles).getPaths());
  }
}
