package io.sectorsh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Does two things at once, since a start should take no longer than a glance. */
final class SideBySide {
  private static final Executor NEW_THREAD =
      task -> {
        Thread thread = new Thread(task, "lab-files");
        thread.setDaemon(true);
        thread.start();
      };

  private SideBySide() {}

  /** Something that writes files. */
  interface Task {
    void run() throws IOException;
  }

  /** Returns when both are done; a failure of either is thrown, after the other has ended. */
  static void run(Task one, Task other) throws IOException {
    CompletableFuture<Void> future = CompletableFuture.runAsync(() -> unchecked(other), NEW_THREAD);
    try {
      one.run();
    } finally {
      join(future);
    }
  }

  private static void unchecked(Task task) {
    try {
      task.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void join(CompletableFuture<Void> future) throws IOException {
    try {
      future.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof UncheckedIOException unchecked) {
        throw unchecked.getCause();
      }
      throw failed;
    }
  }
}
