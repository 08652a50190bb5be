package io.sectorsh.shell.prompt;

import io.sectorsh.migration.RunControl;
import io.sectorsh.shell.migration.RunKeys;
import io.sectorsh.shell.migration.Watcher;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** A person at the prompt who watches a migration: a line that changes, and keys. */
final class TerminalWatcher implements Watcher {
  private final Terminal terminal;
  private final UnaryOperator<String> ask;
  private @Nullable Attributes before;
  private @Nullable RunControl control;
  private boolean shown;

  /**
   * @param ask puts a question to the person and returns the answer
   */
  TerminalWatcher(Terminal terminal, UnaryOperator<String> ask) {
    this.terminal = terminal;
    this.ask = ask;
  }

  private boolean isDumb() {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  @Override
  public synchronized void begin(RunControl run) {
    control = run;
    if (!isDumb()) {
      before = terminal.enterRawMode();
      show(RunKeys.HINT);
    }
  }

  @Override
  public synchronized void show(String line) {
    if (isDumb()) {
      return;
    }
    int width = Math.max(20, terminal.getSize().getColumns() - 1);
    String fitting = line.length() <= width ? line : line.substring(0, width);
    terminal.writer().print("\r\033[2K" + fitting);
    terminal.flush();
    shown = true;
    readKeys();
  }

  private void readKeys() {
    RunControl run = control;
    if (run == null) {
      return;
    }
    try {
      for (int key = terminal.reader().read(1); key >= 0; key = terminal.reader().read(1)) {
        RunKeys.press(run, key);
      }
    } catch (IOException closed) {
      control = null; // The terminal has gone; the run goes on.
    }
  }

  @Override
  public synchronized void end() {
    if (shown) {
      terminal.writer().print("\r\033[2K");
      terminal.flush();
    }
    Attributes attributes = before;
    if (attributes != null) {
      terminal.setAttributes(attributes);
    }
    shown = false;
    before = null;
    control = null;
  }

  @Override
  public Optional<String> ask(String question) {
    return Optional.of(ask.apply(question));
  }
}
