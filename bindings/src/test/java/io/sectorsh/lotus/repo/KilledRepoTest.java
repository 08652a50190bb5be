package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.posix.SiblingDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a writer at random moments: records, numbers and reservations are all old or all new,
 * a backup is whole or not there, and the next one needs no cleaning up by hand.
 */
class KilledRepoTest {
  private static final int KILLS = Boolean.getBoolean("long.trials") ? 200 : 4;

  @TempDir Path parent;
  private Path miner;

  @BeforeEach
  void createRepo() throws IOException {
    miner = parent.resolve("miner");
    RepoChild.createEmpty(miner);
    RepoChild.write(miner, 0);
    Files.createDirectories(miner.resolve("sealed"));
    Files.writeString(miner.resolve("sealed/s-t01000-1"), "replica");
  }

  @Test
  void aKilledEditLeavesAllOldOrAllNew() throws Exception {
    Random random = new Random(61);
    long most = run("edit", 1, 600_000);
    assertEquals(1, RepoChild.wholeVersion(miner));
    int version = 1;
    for (int next = 2; next < KILLS + 2; next++) {
      run("edit", next, random.nextLong(most + most / 4));
      int now = RepoChild.wholeVersion(miner);
      assertTrue(Set.of(version, next).contains(now), now + " after " + version + ", " + next);
      version = now;
      deleteKept(miner.resolve("datastore"), "metadata");
    }
    RepoChild.write(miner, KILLS + 2);
    assertEquals(KILLS + 2, RepoChild.wholeVersion(miner));
  }

  @Test
  void aKilledBackupIsWholeOrNotThere() throws Exception {
    Random random = new Random(62);
    long most = run("backup", 0, 600_000);
    assertEquals(0, RepoChild.wholeVersion(parent.resolve("backup-0")));
    for (int next = 1; next <= KILLS; next++) {
      Path backup = parent.resolve("backup-" + next);
      run("backup", next, random.nextLong(most + most / 4));
      if (Files.exists(backup)) {
        assertEquals(0, RepoChild.wholeVersion(backup));
        SiblingDirectory.deleteTree(backup);
      }
      LotusRepo.open(miner, new ChangeGuard(Mode.APPLY)).backup(backup);
      SiblingDirectory.deleteTree(backup);
      assertEquals(Set.of(), left("backup-" + next));
    }
    assertEquals(0, RepoChild.wholeVersion(miner));
  }

  @Test
  void aKilledRestoreLeavesTheOldOrTheNewRepository() throws Exception {
    Path other = parent.resolve("other");
    RepoChild.createEmpty(other);
    RepoChild.write(other, 7);
    RepoBackup old =
        LotusRepo.open(miner, new ChangeGuard(Mode.APPLY)).backup(parent.resolve("old"));
    Random random = new Random(63);
    long most = run("restore", 0, 600_000);
    for (int kill = 0; kill < KILLS; kill++) {
      assertEquals("replica", Files.readString(miner.resolve("sealed/s-t01000-1")));
      LotusRepo.restore(
          LotusRepo.open(old.path(), new ChangeGuard(Mode.APPLY)),
          miner,
          new ChangeGuard(Mode.APPLY));
      assertEquals(0, RepoChild.wholeVersion(miner));
      for (String name : left("miner")) {
        assertTrue(name.startsWith("miner.sectorsh-before-"), name);
      }
      deleteKept(parent, "miner");
      run("restore", 0, random.nextLong(most + most / 4));
      int now = RepoChild.wholeVersion(miner);
      assertTrue(now == 0 || now == 7, "version " + now);
    }
    assertEquals(7, RepoChild.wholeVersion(other));
    assertEquals(0, RepoChild.wholeVersion(old.path()));
  }

  /** Returns how many milliseconds it ran. */
  private long run(String task, int version, long patience) throws Exception {
    Process child = RepoChild.start(task, parent, version);
    long start = System.nanoTime();
    if (!child.waitFor(patience, TimeUnit.MILLISECONDS)) {
      child.destroyForcibly().waitFor();
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private Set<String> left(String name) throws IOException {
    Set<String> names = new java.util.TreeSet<>();
    for (Path path : list(parent, name + ".*")) {
      names.add(path.getFileName().toString());
    }
    return names;
  }

  private static void deleteKept(Path directory, String name) throws IOException {
    for (Path path : list(directory, name + ".sectorsh-before-*")) {
      SiblingDirectory.deleteTree(path);
    }
  }

  private static List<Path> list(Path directory, String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, glob)) {
      all.forEach(files::add);
    }
    return files;
  }
}
