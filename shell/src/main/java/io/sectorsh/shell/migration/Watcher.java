package io.sectorsh.shell.migration;

import io.sectorsh.migration.RunControl;
import java.util.Optional;

/** Whoever watches a session: sees how a run goes, holds it up, and can be asked. */
public interface Watcher {
  /** Nobody: a script in a pipe. */
  Watcher NOBODY =
      new Watcher() {
        @Override
        public void begin(RunControl control) {
          // Nobody wants anything of it.
        }

        @Override
        public void show(String line) {
          // Nobody sees it.
        }

        @Override
        public void end() {
          // Nothing was shown.
        }

        @Override
        public Optional<String> ask(String question) {
          return Optional.empty();
        }
      };

  /** A run begins; from now to {@link #end} the watcher may control it. */
  void begin(RunControl control);

  /**
   * Shows a line in the place of the one before; called on the running thread, also while a plan is
   * made, which nothing controls: then without {@link #begin}.
   */
  void show(String line);

  /** The run, or the plan, is over: takes the line away. */
  void end();

  /** What the person answers; empty if there is nobody to be asked. */
  Optional<String> ask(String question);
}
