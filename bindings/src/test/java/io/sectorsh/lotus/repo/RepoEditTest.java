package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.cbor.CborWriter;
import io.sectorsh.lotus.record.RecordMembers;
import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.posix.RecordLock;
import io.sectorsh.posix.WholeFileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
  void oneThatNoSessionOpenedMayOnlyBeLookedAt() {
    LotusRepo looked = LotusRepo.open(repo.getPath());
    assertThrows(RefusedException.class, () -> RepoEdit.begin(looked));
    assertThrows(RefusedException.class, () -> looked.edit(edit -> edit.setNextid(1_000)));
    assertThrows(RefusedException.class, () -> looked.getStorage().detach("any"));
    assertEquals(repo.getNextid(), looked.getNextid());
  }

  @Test
  void aCommitWritesSectorsAndCountersAtOnce() {
    SectorInfo twelve = RecordedSectors.of("/sectors/12").decode();
    Path kept;
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      edit.putSector(twelve);
      edit.setNextid(12);
      edit.setAllocated(SectorNumbers.range(0, 12));
      edit.reserve("a", SectorNumbers.EMPTY);
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

  @Test
  void recordsAreAddedReplacedAndRemovedAndTheEditTellsWhich() {
    SectorInfo twelve = RecordedSectors.of("/sectors/12").decode();
    RepoChanges changes =
        repo.edit(
            edit -> {
              edit.putSector(twelve);
              edit.putSector(twelve.toBuilder(13).state("Available").build());
              edit.removeSector(13);
              edit.updateSector(12, sector -> sector.toBuilder().state("Removed").build());
              edit.put("/sectors/5", twelve.toBuilder(5).build().encode());
              assertEquals("Removed", edit.findSector(12).orElseThrow().getState());
              assertEquals(Optional.empty(), edit.findSector(13));
            });
    assertEquals(SectorNumbers.of(12), changes.added());
    assertEquals(SectorNumbers.of(5), changes.replaced());
    assertEquals(SectorNumbers.EMPTY, changes.removed());
    assertEquals(SectorNumbers.of(5, 12), changes.allocated());
    assertEquals(0, changes.nextNumber());
    assertTrue(Files.isDirectory(changes.previous().orElseThrow()));
    assertEquals("Removed", repo.sector(12).getState());
    assertArrayEquals(
        twelve.toBuilder().state("Removed").build().encode(), repo.sector(12).encode());
    RepoChanges removal = repo.edit(edit -> edit.removeSector(12));
    assertEquals(SectorNumbers.of(12), removal.removed());
    assertEquals(Optional.of(SectorNumbers.of(5, 12)), repo.getAllocated());
  }

  @Test
  void membersOfANewerLotusSurviveAnUpdate() throws IOException {
    byte[] text = new CborWriter().writeText("kept").toBytes();
    byte[] newer =
        RecordedSectors.of("/sectors/12").decode().toBuilder(3)
            .member("Newer", text)
            .build()
            .encode();
    LotusRepo other = TestRepo.create(path.resolve("other"), Map.of("/sectors/3", newer));
    other.edit(edit -> edit.updateSector(3, it -> it.toBuilder().state("Available").build()));
    assertEquals(Set.of("Newer"), other.sector(3).getUnknownMembers());
    assertEquals("Available", other.sector(3).getState());
    other.edit(
        edit -> edit.updateSector(3, it -> it.toBuilder().state("FailedUnrecoverable").build()));
    assertArrayEquals(newer, other.sector(3).encode());
  }

  @Test
  void anEditThatChangesNothingSwapsNothing() {
    RepoChanges changes =
        repo.edit(edit -> edit.putSector(RecordedSectors.of("/sectors/12").decode()));
    RepoChanges again =
        repo.edit(edit -> edit.putSector(RecordedSectors.of("/sectors/12").decode()));
    assertEquals(SectorNumbers.of(12), changes.added());
    assertEquals(SectorNumbers.EMPTY, again.added());
    assertEquals(SectorNumbers.EMPTY, again.replaced());
    assertEquals(Optional.empty(), again.previous());
  }

  @Test
  void aRecordThatLotusWouldNotWorkWithIsRefused() {
    SectorInfo twelve = RecordedSectors.of("/sectors/12").decode();
    Map<String, byte[]> raw = RecordMembers.decode(twelve.encode()).raw();
    raw.remove("SectorNumber");
    byte[] withoutNumber = RecordMembers.encode(raw);
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      assertRefused(() -> edit.putSector(twelve.toBuilder().state("Provin").build()));
      assertRefused(() -> edit.putSector(twelve.toBuilder().state("").build()));
      assertRefused(() -> edit.putSector(twelve.toBuilder().sectorNumber(13).build()));
      assertRefused(() -> edit.updateSector(5, old -> twelve));
      assertRefused(() -> edit.put("/sectors/12", withoutNumber));
      assertRefused(() -> edit.put("/sectors/13", twelve.encode()));
      assertRefused(() -> edit.put("/sectors/012", twelve.encode()));
      assertRefused(() -> edit.put("/sectors/12", new byte[] {(byte) 0xa1}));
      assertEquals(
          ErrorCode.NOT_FOUND,
          assertThrows(OperatorException.class, () -> edit.removeSector(4711)).code());
      assertEquals(Optional.empty(), edit.commit());
    }
    String longest = "x".repeat(8193);
    MalformedValueException tooLong =
        assertThrows(
            MalformedValueException.class, () -> twelve.toBuilder().returnState(longest).build());
    assertTrue(tooLong.getMessage().contains("8193"), tooLong.getMessage());
    assertThrows(
        MalformedValueException.class,
        () -> twelve.toBuilder().log(Collections.nCopies(8193, twelve.getLog().get(0))).build());
  }

  @Test
  void aRecordThatCannotBeReadCanBeRemoved() throws IOException {
    LotusRepo other =
        TestRepo.create(
            path.resolve("other"),
            Map.of("/sectors/3", new byte[] {1}, "/sectors/x", new byte[] {2}));
    RepoChanges changes =
        other.edit(
            edit -> {
              edit.removeSector(3);
              edit.delete("/sectors/x");
            });
    assertEquals(SectorNumbers.of(3), changes.removed());
    assertEquals(0, other.getSectorRecords().count());
  }

  @Test
  void reservationsFollowTheRulesOfLotus() {
    repo.edit(edit -> edit.setAllocated(SectorNumbers.range(0, 5)));
    RepoChanges changes =
        repo.edit(
            edit -> {
              edit.reserve("files-found", SectorNumbers.of(7, 8));
              assertRefused(() -> edit.reserve("other", SectorNumbers.of(8)));
              assertRefused(() -> edit.reserve("other", SectorNumbers.of(5)));
              assertRefused(() -> edit.reserve("files-found", SectorNumbers.of(9)));
              edit.replaceReservation("other", SectorNumbers.of(5, 8, 10));
            });
    assertEquals(Set.of("files-found", "other"), changes.reserved().keySet());
    assertEquals(SectorNumbers.of(5, 7, 8, 10), repo.getReserved());
    assertEquals(6, changes.nextNumber());
    assertEquals(Set.of("other"), repo.edit(edit -> edit.freeReservation("other")).freed());
    assertEquals(SectorNumbers.of(7, 8), repo.getReserved());
    repo.edit(edit -> edit.replaceReservation("files-found", SectorNumbers.of(6)));
    assertEquals(Map.of("files-found", SectorNumbers.of(6)), repo.getReservations());
    assertEquals(7, repo.getNextNumber());
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      assertThrows(OperatorException.class, () -> edit.reserve("a b", SectorNumbers.of(30)));
      assertThrows(OperatorException.class, () -> edit.freeReservation("other"));
      assertRefused(() -> edit.put("/storage/sectorsids/reserved/x", new byte[] {0x40}));
    }
  }

  @Test
  void aSetOfNumbersThatLotusCouldNotStoreIsRefused() {
    long[] scattered = new long[30_000];
    for (int i = 0; i < scattered.length; i++) {
      scattered[i] = i * 1_000_000L;
    }
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      assertRefused(() -> edit.setAllocated(SectorNumbers.of(scattered)));
      assertRefused(() -> edit.reserve("many", SectorNumbers.of(scattered)));
      assertEquals(Optional.empty(), edit.commit());
    }
  }

  @Test
  void numbersUpToNextidStayUsedWhenTheSetIsFirstStored() {
    repo.edit(edit -> edit.setNextid(3));
    repo.edit(edit -> edit.reserve("a", SectorNumbers.of(4)));
    RepoChanges changes =
        repo.edit(edit -> edit.putSector(SectorInfo.builder(9).state("Proving").build()));
    assertEquals(SectorNumbers.of(9), changes.allocated());
    assertEquals(Optional.of(SectorNumbers.parse("0-3,9")), repo.getAllocated());
    assertEquals(5, repo.getNextNumber());
    assertEquals(6, repo.nextNumber(SectorNumbers.of(5, 7)));
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
      assertEquals(
          "is open in this shell, process " + ProcessHandle.current().pid(), failure.what());
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
    LotusRepo fresh = LotusRepo.open(bare, new ChangeGuard(Mode.APPLY));
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
