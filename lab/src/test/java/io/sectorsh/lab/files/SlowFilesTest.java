package io.sectorsh.lab.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowFilesTest {
  private static final Duration DELAY = Duration.ofMillis(40);

  @TempDir private Path directory;
  private final List<Path> files = new ArrayList<>();

  @BeforeEach
  void writeFiles() throws IOException {
    for (int number = 0; number < 3; number++) {
      files.add(Files.write(directory.resolve("" + number), new byte[] {(byte) number}));
    }
  }

  /** Some sandboxes have no leases: then it has to say so. */
  private Optional<SlowFiles> slow(Duration delay) throws IOException {
    try {
      return Optional.of(SlowFiles.of(files, () -> delay));
    } catch (IOException none) {
      assertTrue(none.getMessage().contains("no file lease: "), none.getMessage());
      return Optional.empty();
    }
  }

  private void awaitAllHeldBack(SlowFiles slow) {
    while (slow.heldBack() < files.size()) {
      Thread.onSpinWait();
    }
  }

  private static CompletableFuture<Integer> read(Path file) {
    CompletableFuture<Integer> read = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                read.complete((int) Files.readAllBytes(file)[0]);
              } catch (IOException failed) {
                read.completeExceptionally(new UncheckedIOException(failed));
              }
            });
    thread.setDaemon(true);
    thread.start();
    return read;
  }

  @Test
  void filesAreOpenedOneAfterTheOtherEachTime() throws IOException {
    Optional<SlowFiles> slow = slow(DELAY);
    if (slow.isPresent()) {
      try (SlowFiles all = slow.get()) {
        for (int time = 0; time < 2; time++) {
          awaitAllHeldBack(all);
          long start = System.nanoTime();
          List<CompletableFuture<Integer>> reads = files.stream().map(SlowFilesTest::read).toList();
          assertEquals(List.of(0, 1, 2), reads.stream().map(CompletableFuture::join).toList());
          long took = System.nanoTime() - start;
          assertTrue(took >= 3 * DELAY.toNanos(), "took " + took);
        }
      }
    }
  }

  @Test
  void whoWaitsAndWhoComesLaterReadsAtOnceWhenItIsClosed() throws IOException {
    Optional<SlowFiles> slow = slow(Duration.ofHours(1));
    if (slow.isPresent()) {
      awaitAllHeldBack(slow.get());
      CompletableFuture<Integer> waiting = read(files.get(2));
      while (slow.get().heldBack() == files.size()) {
        assertFalse(waiting.isDone());
        Thread.onSpinWait();
      }
      slow.get().close();
      slow.get().close();
      assertEquals(2, waiting.join());
      assertEquals(1, read(files.get(1)).join());
    }
  }

  @Test
  void oneMissingFileKeepsNoOther() {
    files.add(directory.resolve("none"));
    assertThrows(IOException.class, () -> SlowFiles.of(files, () -> Duration.ofHours(1)).close());
    assertEquals(0, read(files.get(0)).join());
  }
}
