package io.sectorsh.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IoPriorityTest {
  @TempDir Path directory;

  @Test
  void aThreadIsIdleUntilItIsClosed() {
    assertFalse(IoPriority.isIdle());
    try (IoPriority idle = IoPriority.idle()) {
      assertTrue(IoPriority.isIdle(), () -> "not idle: " + idle);
    }
    assertFalse(IoPriority.isIdle());
  }

  @Test
  void aFileThatIsForgottenReadsAsBefore() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "content");
    Directories.syncFile(file);
    PageCache.drop(file, 0, 0);
    PageCache.drop(directory.resolve("absent"), 0, 0);
    assertEquals("content", Files.readString(file));
  }
}
