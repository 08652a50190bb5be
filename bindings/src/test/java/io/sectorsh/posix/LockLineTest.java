package io.sectorsh.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockLineTest {
  private static final String LINE = "2: FLOCK  ADVISORY  WRITE 542 fe:00:10518581 0 EOF";

  @Test
  void readsKindPidDeviceAndInode() {
    LockLine lock = LockLine.parse(LINE).orElseThrow();
    assertEquals(new LockLine(542, 0xfe, 0, 10518581, true), lock);
    assertTrue(lock.isOnDevice(0xfe00));
    assertFalse(lock.isOnDevice(0xfe01));
  }

  @Test
  void largeMinorNumbersAreSpreadOverTheDeviceNumber() {
    LockLine lock =
        LockLine.parse("5: POSIX  ADVISORY  READ 516 103:12345:107 128 128").orElseThrow();
    assertTrue(lock.isOnDevice(0x45L | (0x103L << 8 & 0xfff00) | (0x12300L << 12)));
    assertFalse(lock.exclusive());
  }

  @Test
  void thoseWhoWaitAreNotHolders() {
    assertEquals(
        Optional.empty(), LockLine.parse("2: -> FLOCK  ADVISORY  WRITE 543 fe:00:10518581 0 EOF"));
    assertEquals(Optional.empty(), LockLine.parse("3: LEASE  ACTIVE  READ 1 fe:00:1 0 EOF"));
    assertEquals(Optional.empty(), LockLine.parse("3: OFDLCK ADVISORY  READ -1 00:06:1036 0 EOF"));
    assertEquals(Optional.empty(), LockLine.parse(""));
  }

  @Test
  void aLockOfAnotherDeviceWithTheSameInodeIsNotTaken() {
    assertEquals(
        List.of(),
        LockHolder.matching(List.of(LINE), 0x801, 10518581, Path.of("/nowhere/repo.lock")));
  }
}
