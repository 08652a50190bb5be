package io.sectorsh.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
  @TempDir Path directory;

  @Test
  void exchangeSwapsTwoDirectories() throws IOException {
    Path one = Files.createDirectory(directory.resolve("one"));
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(one.resolve("name"), "first");
    Files.writeString(other.resolve("name"), "second");
    Directories.exchange(one, other);
    Directories.sync(directory);
    assertEquals("second", Files.readString(one.resolve("name")));
    assertEquals("first", Files.readString(other.resolve("name")));
  }

  @Test
  void syncIsNotStoppedByAnInterrupt() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Thread.currentThread().interrupt();
    Directories.syncFile(file);
    Directories.sync(directory);
    assertEquals(true, Thread.interrupted());
    Path missing = directory.resolve("missing");
    assertThrows(NoSuchFileException.class, () -> Directories.sync(missing));
  }

  @Test
  void exchangeWithAMissingNameChangesNothing() throws IOException {
    Path one = Files.createDirectory(directory.resolve("one"));
    Path missing = directory.resolve("missing");
    assertThrows(NoSuchFileException.class, () -> Directories.exchange(one, missing));
    assertEquals(true, Files.isDirectory(one));
  }
}
