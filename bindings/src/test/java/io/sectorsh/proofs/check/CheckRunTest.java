package io.sectorsh.proofs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.GroupHash;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.ReplicaTree;
import io.sectorsh.replica.SectorCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRunTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  /**
   * For sound disks beside one that hangs: no pause of this process may look like a hanging one.
   */
  private static final Duration LENIENT = Duration.ofSeconds(2);

  @TempDir private Path directory;

  private SectorTask sector(long number, Object device) throws IOException {
    Path place = Files.createDirectories(directory.resolve("" + number));
    ReplicaFiles files = new ReplicaFiles(place.resolve("sealed"), place.resolve("cache"), 2048);
    byte[] sealed = new byte[2048];
    sealed[5] = (byte) number;
    ReplicaTree tree = ReplicaTree.of(sealed);
    PersistentAux aux = PersistentAux.of(new byte[32], tree.getCommRLast());
    Files.createDirectories(files.cache());
    Files.write(files.sealed(), sealed);
    Files.write(files.cache().resolve(PersistentAux.FILE_NAME), aux.toBytes());
    for (Map.Entry<String, byte[]> file : tree.getFiles().entrySet()) {
      Files.write(files.cache().resolve(file.getKey()), file.getValue());
    }
    return new SectorTask(
        number,
        device,
        files,
        Optional.of(aux.getCommR()),
        Depth.CHALLENGES,
        new long[] {1, 60},
        Optional.empty());
  }

  private static Map<Long, SectorCheck> all(List<SectorTask> tasks, Duration limit) {
    Map<Long, SectorCheck> checks = new TreeMap<>();
    try (CheckRun run = new CheckRun(tasks.iterator(), FastHashes.small().shared(), limit)) {
      run.forEachRemaining(check -> checks.put(check.number(), check));
    }
    return checks;
  }

  /** A pipe without a writer lets nobody open it, as a disk that hangs. */
  private static void hang(Path file) throws IOException, InterruptedException {
    Files.delete(file);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
  }

  @Test
  void sectorsOfAllDisksAreChecked() throws IOException {
    List<SectorTask> tasks = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      tasks.add(sector(number, number % 3));
    }
    Files.write(tasks.get(7).files().sealed(), new byte[2048]);
    Map<Long, SectorCheck> checks = all(tasks, CheckOptions.LONGEST_READ);
    assertEquals(40, checks.size());
    checks.forEach((number, check) -> assertEquals(number != 7, check.isSound(), check.toString()));
    assertTrue(checks.get(8L).slowestRead().compareTo(Duration.ZERO) > 0);
  }

  @Test
  void aDiskThatHangsIsNamedAndDelaysNoOther() throws Exception {
    List<SectorTask> tasks = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      tasks.add(sector(number, number % 2));
    }
    for (int number = 0; number < 12; number += 2) {
      hang(tasks.get(number).files().sealed());
    }
    Map<Long, SectorCheck> checks = all(tasks, LENIENT);
    assertEquals(12, checks.size());
    assertTrue(checks.get(1L).isSound());
    assertTrue(checks.get(11L).isSound());
    ReplicaFinding first = checks.get(0L).findings().get(0);
    assertEquals(ReplicaFinding.Kind.UNREADABLE, first.kind());
    assertEquals(tasks.get(0).files().sealed(), first.file());
    assertTrue(first.text().startsWith("does not answer: given up after "), first.text());
    String last = checks.get(10L).findings().get(0).text();
    assertTrue(last.startsWith("not read: its disk does not answer"), last);
    for (int number = 0; number < 12; number += 2) {
      // Opened for both, a pipe lets the threads go that stayed behind.
      new RandomAccessFile(tasks.get(number).files().sealed().toFile(), "rw").close();
    }
  }

  @Test
  void whatIsWaitedForIsTold() throws Exception {
    SectorTask task = sector(7, 1);
    hang(task.files().sealed());
    List<String> lines = new ArrayList<>();
    try (CheckRun run = new CheckRun(List.of(task).iterator(), GroupHash.scalar(), LIMIT)) {
      run.watch(progress -> lines.add(progress.line(3)));
      assertTrue(run.hasNext());
    }
    assertTrue(
        lines.get(0).matches("0 of 3 sectors, 0[.,]0/s, 0[.,]0 MB/s, reading 7"), lines.get(0));
    new RandomAccessFile(task.files().sealed().toFile(), "rw").close();
  }

  @Test
  void aRunThatHasToEndInTimeLeavesOutWhatIsNotDone() throws Exception {
    SectorTask task = sector(7, 1);
    hang(task.files().sealed());
    Duration ever = CheckOptions.LONGEST_READ;
    try (CheckRun run =
        new CheckRun(List.of(task).iterator(), GroupHash.scalar(), ever, LIMIT, LIMIT)) {
      assertFalse(run.hasNext());
    }
    new RandomAccessFile(task.files().sealed().toFile(), "rw").close();
  }

  @Test
  void whatWasBegunInTimeIsWaitedForAndNothingElseIs() throws Exception {
    List<SectorTask> tasks = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      tasks.add(sector(number, 1));
      hang(tasks.get(number).files().sealed());
    }
    Duration ever = CheckOptions.LONGEST_READ;
    Map<Long, SectorCheck> checks = new TreeMap<>();
    try (CheckRun run =
        new CheckRun(tasks.iterator(), GroupHash.scalar(), ever, Duration.ZERO, ever)) {
      run.watch(progress -> tasks.forEach(CheckRunTest::letGo));
      run.forEachRemaining(check -> checks.put(check.number(), check));
    }
    assertEquals(Set.of(0L, 1L, 2L, 3L), checks.keySet());
  }

  /** Opened for both, a pipe lets the threads go that wait for a writer. */
  private static void letGo(SectorTask task) {
    try {
      new RandomAccessFile(task.files().sealed().toFile(), "rw").close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aDiskThatAnswersSlowlyIsWaitedForLonger() {
    assertEquals(Duration.ofSeconds(2), CheckRun.patience(Duration.ofSeconds(2), Duration.ZERO));
    assertEquals(
        Duration.ofSeconds(4), CheckRun.patience(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    assertEquals(
        Duration.ofSeconds(8), CheckRun.patience(Duration.ofSeconds(2), Duration.ofSeconds(7)));
  }

  @Test
  void anInterruptStopsAll() throws IOException {
    try (CheckRun run = new CheckRun(List.of(sector(1, 1)).iterator(), GroupHash.scalar(), LIMIT)) {
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, run::hasNext);
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void auxAloneIsOneRead() throws IOException {
    SectorTask task = sector(3, 1).at(Depth.AUX);
    SectorCheck check = all(List.of(task), CheckOptions.LONGEST_READ).get(3L);
    assertTrue(check.isProvable());
    assertEquals(64, check.reads().get(0).bytes());
    assertEquals(1, check.reads().size());
    SectorTask other =
        new SectorTask(
            3,
            1,
            task.files(),
            Optional.of(Commitment.of(Commitment.Kind.REPLICA, new byte[32])),
            Depth.AUX,
            new long[0],
            Optional.empty());
    assertEquals(
        "spoils partition",
        all(List.of(other), CheckOptions.LONGEST_READ).get(3L).outcome().word());
  }
}
