package io.sectorsh.proofs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.check.SectorTask;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.replica.FileReads;
import io.sectorsh.replica.ProofOutcome;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.SectorCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadTimesTest {
  private final ReadTimes times = new ReadTimes();

  private static ReplicaFiles files(String store, long number) {
    return new ReplicaFiles(
        Path.of(store, "sealed", "s-t01000-" + number),
        Path.of(store, "cache", "s-t01000-" + number),
        2_048);
  }

  private void locate(String disk, long number, boolean toBeRead) {
    SectorTask task =
        new SectorTask(
            number,
            disk,
            files(disk, number),
            Optional.empty(),
            Depth.CHALLENGES,
            new long[0],
            Optional.empty());
    times.located(task, toBeRead);
  }

  private static SectorCheck check(String disk, long number, Duration tree) {
    ReplicaFiles files = files(disk, number);
    List<FileReads> reads =
        List.of(
            new FileReads(files.sealed(), 1, 32, Duration.ZERO, Duration.ZERO),
            new FileReads(files.cache().resolve("tree"), 2, 64, tree.multipliedBy(2), tree));
    return new SectorCheck(
        number,
        ProofOutcome.PROVES,
        List.of(),
        List.of(),
        files,
        Optional.empty(),
        tree.isNegative() ? List.of() : reads,
        tree);
  }

  @Test
  void eachDiskHasItsOwnPaceAndTheSlowestIsFirst() {
    for (long number = 0; number < 10; number++) {
      locate(number < 4 ? "/slow" : "/quick", number, number % 2 == 0);
    }
    times.done(check("/quick", 4, Duration.ZERO));
    times.done(check("/quick", 6, Duration.ZERO));
    times.done(check("/quick", 8, Duration.ZERO));
    times.done(check("/slow", 0, Duration.ofHours(1)));
    times.done(check("/slow", 2, Duration.ofHours(3)));
    DiskPace slow = times.paces().get(0);
    DiskPace quick = times.paces().get(1);
    assertEquals(Path.of("/slow"), slow.store());
    assertEquals(Path.of("/slow/cache/s-t01000-2/tree"), slow.slowest().file());
    assertEquals(SectorNumbers.of(0, 1, 2, 3), slow.sectors());
    assertEquals(2, slow.read());
    assertTrue(slow.each().compareTo(Duration.ofHours(1)) < 0, "no longer than it has taken here");
    assertEquals(slow.each().multipliedBy(400), slow.needed(1_000));
    assertEquals(Duration.ZERO, quick.each());
    assertEquals(Set.of(), times.late());
  }

  @Test
  void aPaceIsToldByThreeSectorsOfEachDisk() {
    for (long number = 0; number < 20; number++) {
      locate(number < 10 ? "/slow" : "/other", number, number < 12);
    }
    for (long number : new long[] {0, 1, 10, 11}) {
      times.done(check(number < 10 ? "/slow" : "/other", number, Duration.ZERO));
      assertFalse(times.areTold(Duration.ofNanos(-1)));
    }
    times.done(check("/slow", 2, Duration.ZERO));
    assertTrue(times.areTold(Duration.ofNanos(-1)));
    assertFalse(times.areTold(Duration.ofDays(1)), "not before the usual time is over");
  }

  @Test
  void whoGivesNothingIsLateAndHasNoPace() {
    for (long number = 0; number < 100; number++) {
      locate(number < 50 ? "/silent" : "/quick", number, true);
    }
    for (long number = 50; number < 60; number++) {
      times.done(check("/quick", number, Duration.ZERO));
    }
    times.done(check("/silent", 0, Duration.ofSeconds(-1)));
    assertEquals(Set.of("/silent"), times.late());
    assertEquals(1, times.paces().size());
  }
}
