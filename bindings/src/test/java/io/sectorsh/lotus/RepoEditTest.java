package io.sectorsh.lotus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.posix.RecordLock;
import io.sectorsh.posix.WholeFileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoEditTest {
  @TempDir Path path;
  private LotusRepo repo;

  @BeforeEach
  void createRepo() throws IOException {
    repo = TestRepo.create(path, Map.of("/sectors/5", SectorInfo.builder(5).build().encode()));
  }

  @Test
  void aCommitWritesSectorsAndCountersAtOnce() {
    SectorInfo twelve = RecordedSectors.of("/sectors/12").decode();
    Path kept;
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      edit.putSector(twelve);
      edit.setNextid(12);
      edit.setAllocated(SectorNumbers.range(0, 12));
      edit.put("/storage/sectorsids/reserved/a", new byte[] {0x40});
      edit.delete("/sectors/5");
      assertEquals(OptionalLong.empty(), repo.getNextid());
      kept = edit.commit().orElseThrow();
    }
    assertArrayEquals(twelve.encode(), repo.sector(12).encode());
    assertEquals(OptionalLong.of(12), repo.getNextid());
    assertEquals(Optional.of(SectorNumbers.range(0, 12)), repo.getAllocated());
    assertEquals(Map.of("a", SectorNumbers.EMPTY), repo.getReservations());
    assertEquals(Optional.empty(), repo.findSector(5));
    assertEquals(repo.getMetadataPath().getParent(), kept.getParent());
    assertFalse(Files.exists(path.resolve("repo.lock")));
  }

  @Test
  void theNextNumberNeverGoesBack() {
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      edit.setNextid(300);
      edit.setAllocated(SectorNumbers.of(1, 2, 300));
      edit.commit();
    }
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      assertRefused(() -> edit.setNextid(299));
      assertRefused(() -> edit.setAllocated(SectorNumbers.range(2, 400)));
      assertRefused(() -> edit.put("/storage/nextid", new byte[] {1}));
      assertRefused(() -> edit.delete("/storage/sectorsids/allocated"));
      edit.setNextid(300);
      edit.setNextid(301);
      assertRefused(() -> edit.setNextid(300));
    }
    assertEquals(OptionalLong.of(300), repo.getNextid());
  }

  private static void assertRefused(Runnable change) {
    OperatorException failure = assertThrows(OperatorException.class, change::run);
    assertEquals(ErrorCode.REFUSED, failure.code());
  }

  @Test
  void aRunningMinerIsNamedAndNothingIsChanged() throws Exception {
    Path lockFile = Files.createFile(path.resolve("repo.lock"));
    Process miner = LockingChild.start(lockFile);
    try {
      assertTrue(repo.isInUse());
      assertEquals(miner.pid(), repo.getHolder().orElseThrow().pid());
      OperatorException failure = assertThrows(OperatorException.class, () -> RepoEdit.begin(repo));
      assertEquals(ErrorCode.IN_USE, failure.code());
      assertEquals("is open in process " + miner.pid() + " (java)", failure.what());
      assertEquals(1, repo.getSectors().count());
    } finally {
      miner.destroyForcibly().waitFor();
    }
    RepoEdit.begin(repo).close();
    assertTrue(Files.exists(lockFile));
  }

  @Test
  void aToolThatHoldsOnlyTheDatabaseIsRespected() throws IOException {
    Path lockFile = repo.getMetadataPath().resolve("LOCK");
    try (WholeFileLock tool = WholeFileLock.tryExclusive(lockFile).orElseThrow()) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> RepoEdit.begin(repo), tool::toString);
      assertEquals(ErrorCode.IN_USE, failure.code());
    }
    assertFalse(RecordLock.isHeldHere(path.resolve("repo.lock")));
    RepoEdit.begin(repo).close();
  }

  @Test
  void bothLocksAreHeldUntilCloseAlsoAfterTheCommit() throws IOException {
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      edit.setNextid(7);
      assertFalse(edit.commit().isEmpty());
      assertTrue(RecordLock.isHeldHere(path.resolve("repo.lock")));
      Path lockFile = repo.getMetadataPath().resolve("LOCK");
      assertTrue(WholeFileLock.tryExclusive(lockFile).isEmpty());
      OperatorException failure = assertThrows(OperatorException.class, () -> RepoEdit.begin(repo));
      assertEquals("is open in this shell", failure.what());
    }
    WholeFileLock.tryExclusive(repo.getMetadataPath().resolve("LOCK")).orElseThrow().close();
  }

  @Test
  void theModeOfTheSessionDecides() {
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    LotusRepo guarded = LotusRepo.open(path, guard);
    RefusedException refused = assertThrows(RefusedException.class, () -> RepoEdit.begin(guarded));
    assertTrue(refused.getMessage().contains("refused in observe mode"));
    guard.setMode(Mode.APPLY);
    try (RepoEdit edit = RepoEdit.begin(guarded)) {
      edit.setNextid(9);
      guard.setMode(Mode.PLAN);
      assertThrows(RefusedException.class, edit::commit);
    }
    assertEquals(OptionalLong.empty(), repo.getNextid());
  }

  @Test
  void aLockFileThatIsNotEmptyIsRefused() throws IOException {
    Files.writeString(path.resolve("repo.lock"), "4711");
    assertRefused(() -> RepoEdit.begin(repo));
  }

  @Test
  void aRepositoryWithoutMetadataGetsIt() throws IOException {
    Path bare = path.resolve("bare");
    Files.createDirectories(bare.resolve("keystore"));
    LotusRepo fresh = LotusRepo.open(bare);
    try (RepoEdit edit = RepoEdit.begin(fresh)) {
      edit.setNextid(0);
      assertEquals(Optional.empty(), edit.commit());
    }
    assertEquals(OptionalLong.of(0), fresh.getNextid());
    try (RepoEdit edit = RepoEdit.begin(fresh)) {
      edit.setNextid(1);
      edit.commit();
    }
    assertEquals(OptionalLong.of(1), fresh.getNextid());
  }
}
