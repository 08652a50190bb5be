package io.sectorsh.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.faults.FaultPlan;
import io.sectorsh.faults.FaultyFileSystem;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SectorTransferTest {
  private static final SectorId SECTOR = new SectorId(1000, 5);

  @TempDir Path directory;
  private Path from = Path.of("");
  private Path to = Path.of("");

  @BeforeEach
  void writeStores() throws IOException {
    from = Files.createDirectory(directory.resolve("from"));
    to = Files.createDirectory(directory.resolve("to"));
    SectorFiles.write(from, SECTOR);
    Path sealed = from.resolve("sealed/s-t01000-5");
    Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(sealed, FileTime.fromMillis(1_600_000_000_000L));
  }

  private SectorTransfer transfer() {
    return new SectorTransfer(SectorFileSet.present(from, SECTOR), to, new CopyPace());
  }

  private static ErrorCode codeOf(Runnable work) {
    return assertThrows(OperatorException.class, work::run).code();
  }

  @Test
  void aCopyHasTheSameBytesModesAndTimesAndTheSourceStays() {
    Map<String, String> before = SectorFiles.contents(from);
    CopyPace pace = new CopyPace();
    new SectorTransfer(SectorFileSet.present(from, SECTOR), to, pace).copy();
    assertEquals(before, SectorFiles.contents(to));
    assertEquals(before, SectorFiles.contents(from));
    assertEquals(SectorFileSet.present(from, SECTOR).bytes(), pace.getCopied());
    assertFalse(Files.exists(to.resolve(".sectorsh")));
  }

  @Test
  void aCopyMadeAgainCopiesNothing() {
    transfer().copy();
    CopyPace pace = new CopyPace();
    new SectorTransfer(SectorFileSet.present(from, SECTOR), to, pace).copy();
    assertEquals(0, pace.getCopied());
  }

  @Test
  void aMoveLeavesNothingBehind() {
    Map<String, String> before = SectorFiles.contents(from);
    SectorTransfer move = transfer();
    move.move();
    assertEquals(before, SectorFiles.contents(to));
    assertEquals(Map.of(), SectorFiles.contents(from));
    move.move();
    assertEquals(before, SectorFiles.contents(to));
  }

  @Test
  void aMoveBetweenFileSystemsCopiesAndThenRemoves() {
    Map<String, String> before = SectorFiles.contents(from);
    FaultyFileSystem disks = new FaultyFileSystem(FaultPlan.none(), path -> path.startsWith(to));
    CopyPace pace = new CopyPace();
    new SectorTransfer(SectorFileSet.present(disks.wrap(from), SECTOR), disks.wrap(to), pace)
        .move();
    assertEquals(before, SectorFiles.contents(to));
    assertEquals(Map.of(), SectorFiles.contents(from));
    assertTrue(pace.getCopied() > 0);
  }

  @Test
  void onlyTheKindsThatProofsReadGoAlong() {
    SectorFileSet proven = SectorFileSet.proven(from, SECTOR, true);
    new SectorTransfer(proven, to, new CopyPace()).move();
    assertTrue(Files.exists(to.resolve("update/s-t01000-5")));
    assertFalse(Files.exists(to.resolve("sealed")));
    assertTrue(Files.exists(from.resolve("sealed/s-t01000-5")));
  }

  @Test
  void anotherFileAtTheDestinationIsAConflictAndNothingIsChanged() throws IOException {
    Files.createDirectories(to.resolve("sealed"));
    Files.write(to.resolve("sealed/s-t01000-5"), new byte[2048]);
    Map<String, String> before = SectorFiles.contents(directory);
    assertEquals(ErrorCode.CONFLICT, codeOf(transfer()::copy));
    assertEquals(ErrorCode.CONFLICT, codeOf(transfer()::move));
    assertEquals(ErrorCode.CONFLICT, codeOf(transfer()::removeSource));
    assertEquals(ErrorCode.CONFLICT, codeOf(transfer()::undoCopy));
    assertEquals(before, SectorFiles.contents(directory));
    assertEquals(FilePlace.CONFLICT, transfer().places().get(SectorFileType.SEALED));
  }

  @Test
  void aCacheWithOneFileMoreIsAConflict() throws IOException {
    transfer().copy();
    Files.write(to.resolve("cache/s-t01000-5/extra"), new byte[1]);
    assertEquals(ErrorCode.CONFLICT, codeOf(transfer()::move));
  }

  @Test
  void aSourceIsRemovedOnlyWhenItsCopyIsThere() {
    assertEquals(ErrorCode.REFUSED, codeOf(transfer()::removeSource));
    SectorTransfer copied = transfer();
    copied.copy();
    Map<String, String> before = SectorFiles.contents(to);
    copied.removeSource();
    assertEquals(Map.of(), SectorFiles.contents(from));
    copied.removeSource();
    assertEquals(before, SectorFiles.contents(to));
    assertEquals(ErrorCode.REFUSED, codeOf(copied::undoCopy));
  }

  @Test
  void anUndoneCopyLeavesTheStart() {
    Map<String, String> before = SectorFiles.contents(directory);
    SectorTransfer copied = transfer();
    copied.copy();
    copied.undoCopy();
    assertEquals(before, SectorFiles.contents(directory));
    copied.undoCopy();
    assertEquals(before, SectorFiles.contents(directory));
  }

  @Test
  void aStoreIsNotCopiedOntoItself() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), from);
    SectorTransfer itself =
        new SectorTransfer(SectorFileSet.present(from, SECTOR), link, new CopyPace());
    Map<String, String> before = SectorFiles.contents(from);
    assertEquals(ErrorCode.REFUSED, codeOf(itself::move));
    assertEquals(ErrorCode.REFUSED, codeOf(itself::removeSource));
    assertEquals(ErrorCode.REFUSED, codeOf(itself::undoCopy));
    assertEquals(before, SectorFiles.contents(from));
  }

  @Test
  void aStoreWhoseDiskIsNotMountedIsNotWrittenTo() {
    SectorTransfer transfer =
        new SectorTransfer(
            SectorFileSet.present(from, SECTOR), directory.resolve("gone"), new CopyPace());
    assertEquals(ErrorCode.NOT_FOUND, codeOf(transfer::copy));
    assertFalse(Files.exists(directory.resolve("gone")));
  }

  @Test
  void whatComesInLiesBesideALinkedDirectorysTarget() throws IOException {
    Path disk = Files.createDirectories(directory.resolve("disk/sealed"));
    Files.createSymbolicLink(to.resolve("sealed"), disk);
    transfer().copy();
    assertEquals(2048, Files.size(disk.resolve("s-t01000-5")));
    assertFalse(Files.exists(directory.resolve("disk/.sectorsh")));
  }

  @Test
  void aLinkIsNotMoved() throws IOException {
    Path sealed = from.resolve("sealed/s-t01000-5");
    Files.move(sealed, directory.resolve("elsewhere"));
    Files.createSymbolicLink(sealed, directory.resolve("elsewhere"));
    assertEquals(ErrorCode.REFUSED, codeOf(transfer()::move));
    transfer().copy();
    assertTrue(Files.isRegularFile(to.resolve("sealed/s-t01000-5")));
  }

  @Test
  void zerosAreCopiedAsHolesAndLengthsStay() throws IOException {
    Path unsealed = from.resolve("unsealed/s-t01000-5");
    Files.createDirectories(unsealed.getParent());
    try (RandomAccessFile file = new RandomAccessFile(unsealed.toFile(), "rw")) {
      file.setLength((64 << 20) + 5);
      file.seek(7 << 20);
      file.write(1);
    }
    transfer().copy();
    Path copy = to.resolve("unsealed/s-t01000-5");
    assertEquals(-1, Files.mismatch(unsealed, copy));
    assertTrue(blocks(copy) < 8L << 20, "takes " + blocks(copy));
  }

  private static long blocks(Path file) throws IOException {
    Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    return 512 * Long.parseLong(new String(stat.getInputStream().readAllBytes()).strip());
  }

  @Test
  void aCancelledCopyGoesOnLater() {
    CopyPace pace = new CopyPace();
    pace.cancel();
    SectorTransfer stopped = new SectorTransfer(SectorFileSet.present(from, SECTOR), to, pace);
    assertEquals(ErrorCode.STOPPED, codeOf(stopped::copy));
    transfer().copy();
    assertEquals(SectorFiles.contents(from), SectorFiles.contents(to));
  }

  @Test
  void theRateHoldsHoweverTheWorkIsCut() {
    List<Long> waits = new ArrayList<>();
    long[] now = {0};
    CopyPace pace =
        new CopyPace(
            () -> now[0],
            nanos -> {
              waits.add(nanos);
              now[0] += nanos;
            },
            bytes -> {});
    pace.setLimit(1000);
    for (int block = 0; block < 10; block++) {
      pace.await(500, "x");
    }
    assertEquals(4_500_000_000L, now[0]);
    now[0] += 60_000_000_000L;
    pace.await(500, "x");
    assertEquals(64_500_000_000L, now[0]);
    assertEquals(9, waits.size());
    assertEquals(ErrorCode.BAD_VALUE, codeOf(() -> pace.setLimit(-1)));
  }

  @Test
  void whatIsPutAwayComesBack() {
    Map<String, String> before = SectorFiles.contents(directory);
    SectorTrash trash = new SectorTrash(SectorFileSet.present(from, SECTOR), "m1");
    trash.put();
    trash.put();
    assertEquals(FilePlace.DESTINATION, trash.places().get(SectorFileType.UPDATE));
    assertTrue(SectorFileSet.present(from, SECTOR).kinds().isEmpty());
    trash.restore();
    trash.restore();
    assertEquals(before, SectorFiles.contents(directory));
    trash.put();
    trash.empty();
    trash.empty();
    assertEquals(Map.of(), SectorFiles.contents(directory));
    assertEquals(ErrorCode.NOT_FOUND, codeOf(trash::restore));
  }
}
