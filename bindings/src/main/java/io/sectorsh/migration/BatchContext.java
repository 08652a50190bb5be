package io.sectorsh.migration;

import java.nio.file.Path;
import java.util.function.Supplier;

/** What an action may use while it is done or undone: what its batch does once for all of it. */
public interface BatchContext {
  /**
   * Makes a file's content or a directory's names survive a power cut before the batch counts as
   * done (fsync). Each path is synced once however often it is named; for a path that is gone by
   * then, its directory is.
   */
  void syncLater(Path path);

  /**
   * An effect that the actions of the batch share, opened by the first that asks and committed once
   * after the last one.
   *
   * @param key names the thing among all kinds of actions, such as {@code repo:/data/lotusminer}
   */
  <J extends Joint> J joint(String key, Class<J> type, Supplier<? extends J> opener);

  /**
   * Tells of bytes moved so far, for the progress line, and waits as long as the chosen rate wants.
   * To be called every few megabytes.
   *
   * @param bytes how many since the last call
   * @throws StoppedException if the operator wants to stop now; the action leaves what can be done
   *     again
   */
  void moved(long bytes);
}
