package io.sectorsh.shell;

import io.sectorsh.migration.RunControl;
import io.sectorsh.shell.engine.LineStop;
import io.sectorsh.shell.migration.Watcher;
import io.sectorsh.shell.prompt.InterruptSignal;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person who watches a one-shot run: progress on standard error, and Ctrl-C, which then stops the
 * migration and not the process.
 */
final class ConsoleWatcher implements Watcher {
  private final InputStream in;
  private final PrintStream err;
  private final boolean terminal;
  private @Nullable InterruptSignal signal;
  private boolean shown;

  /**
   * @param terminal whether a person sees what is written
   */
  ConsoleWatcher(InputStream in, PrintStream err, boolean terminal) {
    this.in = in;
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public void begin(RunControl control) {
    Thread runner = Thread.currentThread();
    signal =
        InterruptSignal.heardBy(
            () -> {
              LineStop.stop(runner);
              control.interrupt();
            });
  }

  @Override
  public void show(String line) {
    if (terminal) {
      err.print("\r\033[2K" + line);
      err.flush();
      shown = true;
    }
  }

  @Override
  public void end() {
    if (shown) {
      err.print("\r\033[2K");
      err.flush();
    }
    InterruptSignal heard = signal;
    signal = null;
    if (heard != null) {
      heard.close();
    }
  }

  @Override
  public Optional<String> ask(String question) {
    if (!terminal) {
      return Optional.empty();
    }
    err.print(question);
    err.flush();
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
        .lines()
        .findFirst();
  }
}
