package io.sectorsh.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLeaseTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.write(directory.resolve("leased"), CONTENT);
  }

  /** Some sandboxes have no leases: then each try has to say so. */
  private static boolean isTaken(FileLease lease) {
    try {
      return lease.tryTake();
    } catch (IOException none) {
      assertTrue(none.getMessage().contains("no file lease: "), none.getMessage());
      return false;
    }
  }

  @Test
  void whoeverOpensTheFileWaitsUntilTheLeaseIsLetGo() throws Exception {
    try (FileLease lease = FileLease.on(file)) {
      if (isTaken(lease)) {
        assertFalse(lease.isAskedFor());
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<byte[]> reader = reader(begun);
        begun.await();
        while (!lease.isAskedFor()) {
          Thread.onSpinWait();
        }
        assertFalse(reader.isDone());
        lease.letGo();
        assertArrayEquals(CONTENT, reader.join());
        assertTrue(lease.tryTake());
      }
    }
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
  }

  private CompletableFuture<byte[]> reader(CountDownLatch begun) {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              try {
                read.complete(Files.readAllBytes(file));
              } catch (IOException failed) {
                read.completeExceptionally(failed);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return read;
  }

  @Test
  void aFileThatSomebodyHasOpenIsNotLeased() throws IOException {
    try (FileLease lease = FileLease.on(file)) {
      try (var reader = Files.newInputStream(file)) {
        assertFalse(isTaken(lease), "" + reader);
      }
    }
  }

  @Test
  void aClosedLeaseKeepsNobody() throws IOException {
    FileLease lease = FileLease.on(file);
    isTaken(lease);
    lease.close();
    lease.close();
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
  }

  @Test
  void whatIsNoLongerThereOrNoFileIsTold() {
    Path missing = directory.resolve("none");
    assertEquals(
        missing.toString(),
        assertThrows(NoSuchFileException.class, () -> FileLease.on(missing)).getFile());
    assertThrows(FileSystemException.class, () -> takeDirectory().close());
  }

  private FileLease takeDirectory() throws IOException {
    FileLease lease = FileLease.on(directory);
    try {
      lease.tryTake();
      return lease;
    } catch (IOException refused) {
      lease.close();
      throw refused;
    }
  }
}
