package io.sectorsh.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void createLockFile() throws IOException {
    file = Files.createFile(directory.resolve("LOCK"));
  }

  @Test
  void aWholeFileLockExcludesOthersUntilClosed() throws IOException {
    WholeFileLock first = WholeFileLock.tryExclusive(file).orElseThrow();
    assertTrue(WholeFileLock.tryExclusive(file).isEmpty());
    assertTrue(WholeFileLock.tryShared(file).isEmpty());
    first.close();
    first.close();
    WholeFileLock.tryExclusive(file).orElseThrow().close();
  }

  @Test
  void readersShareAWholeFileLock() throws IOException {
    try (WholeFileLock one = WholeFileLock.tryShared(file).orElseThrow();
        WholeFileLock other = WholeFileLock.tryShared(file).orElseThrow()) {
      assertTrue(WholeFileLock.tryExclusive(file).isEmpty(), one + " and " + other);
    }
  }

  @Test
  void aMissingLockFileIsToldAndNotCreated() {
    Path missing = directory.resolve("none");
    assertThrows(NoSuchFileException.class, () -> WholeFileLock.tryShared(missing));
    assertFalse(Files.exists(missing));
    assertEquals(List.of(), LockHolder.of(missing));
  }

  @Test
  void anotherProcessWithAWholeFileLockIsSeenWithItsPid() throws Exception {
    Process child = LockChild.start("exclusive", file);
    try {
      assertTrue(WholeFileLock.tryExclusive(file).isEmpty());
      LockHolder holder = LockHolder.firstOf(file).orElseThrow();
      assertEquals(child.pid(), holder.pid());
      assertTrue(holder.exclusive());
      assertEquals("process " + child.pid() + " (java)", holder.toString());
    } finally {
      LockChild.stop(child);
    }
    WholeFileLock.tryExclusive(file).orElseThrow().close();
    assertEquals(Optional.empty(), LockHolder.firstOf(file));
  }

  @Test
  void aReaderInAnotherProcessIsNotTakenForAWriter() throws Exception {
    Process child = LockChild.start("shared", file);
    try {
      assertFalse(LockHolder.firstOf(file).orElseThrow().exclusive());
    } finally {
      LockChild.stop(child);
    }
  }

  @Test
  void anotherProcessWithARecordLockIsSeenWithItsPid() throws Exception {
    assertFalse(RecordLock.isHeldElsewhere(file));
    Process child = LockChild.start("record", file);
    try {
      assertTrue(RecordLock.tryTake(file).isEmpty());
      assertTrue(RecordLock.isHeldElsewhere(file));
      assertEquals(child.pid(), LockHolder.firstOf(file).orElseThrow().pid());
    } finally {
      LockChild.stop(child);
    }
    assertFalse(RecordLock.isHeldElsewhere(file));
  }

  @Test
  void lookingAtOurOwnRecordLockDoesNotDropIt() throws IOException {
    try (RecordLock lock = RecordLock.tryTake(file).orElseThrow()) {
      assertTrue(RecordLock.isHeldHere(directory.resolve(".").resolve("LOCK")));
      assertFalse(RecordLock.isHeldElsewhere(file));
      assertTrue(RecordLock.tryTake(file).isEmpty());
      assertTrue(lock.isFileEmpty());
      assertThrows(IOException.class, () -> LockChild.start("record", file));
    }
    assertFalse(RecordLock.isHeldHere(file));
  }

  @Test
  void aRecordLockCreatesItsFileEmpty() throws IOException {
    Path missing = directory.resolve("repo.lock");
    try (RecordLock lock = RecordLock.tryTake(missing).orElseThrow()) {
      assertTrue(lock.isFileEmpty());
    }
    assertTrue(Files.exists(missing));
  }
}
