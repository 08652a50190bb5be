package io.sectorsh.proofs.check;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that nobody has to wait for: a disk that hangs may keep them. */
final class Threads {
  private Threads() {}

  static ExecutorService daemons(String name) {
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
