package io.sectorsh.shell;

import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.command.Invocation;
import io.sectorsh.shell.prompt.KeptHistory;
import io.sectorsh.shell.prompt.Prompt;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;

/** A run that talks with a person at a terminal. */
final class Talk {
  /** Held, or its level would be forgotten: what JLine has to say is not for the screen. */
  private static final Logger JLINE = Logger.getLogger("org.jline");

  private Talk() {}

  static ExitCode run(Invocation invocation) {
    JLINE.setLevel(Level.OFF);
    try (Terminal terminal =
            TerminalBuilder.builder()
                .name("sectorsh")
                .system(true)
                .dumb(true)
                // Asking the terminal what it can do costs a third of a second where it does not
                // answer.
                .graphemeCluster(false)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build();
        PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        Session session = new Session(Systems.of(invocation), out)) {
      hearCtrlC(terminal);
      giveSize(terminal);
      return new Prompt(
              terminal, session, invocation.form(), invocation.debug(), KeptHistory.file())
          .run();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A serial console may have no size, and JLine shows nothing on a screen of no columns. */
  private static void giveSize(Terminal terminal) {
    if (terminal.getSize().getColumns() == 0) {
      terminal.setSize(Size.of(80, 24));
    }
  }

  /** JLine's dumb terminal leaves the process' signals alone, and Ctrl-C would end the shell. */
  private static void hearCtrlC(Terminal terminal) {
    if (terminal instanceof DumbTerminal) {
      Signals.register("INT", () -> terminal.raise(Terminal.Signal.INT));
    }
  }
}
