package io.sectorsh.shell;

import io.sectorsh.migration.RunControl;
import io.sectorsh.shell.engine.LineStop;
import io.sectorsh.shell.migration.Watcher;
import io.sectorsh.shell.prompt.InterruptSignal;
import io.sectorsh.shell.render.Screen;
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
  private final Screen screen;
  private @Nullable InterruptSignal signal;
  private boolean shown;

  /**
   * @param screen whether a person sees what is written, and how wide it may be
   */
  ConsoleWatcher(InputStream in, PrintStream err, Screen screen) {
    this.in = in;
    this.err = err;
    this.screen = screen;
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
    if (screen.terminal()) {
      int width = Math.max(20, screen.width() - 1);
      err.print("\r\033[2K" + (line.length() <= width ? line : line.substring(0, width)));
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
    if (!screen.terminal()) {
      return Optional.empty();
    }
    err.print(question);
    err.flush();
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
        .lines()
        .findFirst();
  }
}
