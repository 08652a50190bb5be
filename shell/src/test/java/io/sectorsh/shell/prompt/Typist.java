package io.sectorsh.shell.prompt;

import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** Somebody at a terminal: types, looks at the screen, presses Ctrl-C. */
final class Typist implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LineDisciplineTerminal terminal;
  private final Seen seen = new Seen();
  private final CompletableFuture<ExitCode> end = new CompletableFuture<>();
  private final Session session;

  private Typist(int columns, int rows, Path history, String... arguments) throws IOException {
    terminal = new LineDisciplineTerminal("test", "ansi", seen, StandardCharsets.UTF_8);
    terminal.setSize(Size.of(columns, rows));
    PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
    session = new Session(Systems.of(InvocationParser.parse(List.of(arguments))), out);
    Prompt prompt =
        new Prompt(terminal, session, Form.AUTOMATIC, false, KeptHistory.prepared(history));
    Thread thread = new Thread(() -> end.complete(prompt.run()), "prompt under test");
    thread.setDaemon(true);
    thread.start();
  }

  static Typist at(int columns, int rows, Path history, String... arguments) throws IOException {
    return new Typist(columns, rows, history, arguments);
  }

  /** Types a line and presses enter. */
  Typist type(String line) throws IOException {
    return press(line + "\r");
  }

  /** Presses keys. */
  Typist press(String keys) throws IOException {
    for (byte key : keys.getBytes(StandardCharsets.UTF_8)) {
      terminal.processInputByte(key);
    }
    return this;
  }

  /** Presses Ctrl-C. */
  Typist stop() {
    terminal.raise(Terminal.Signal.INT);
    return this;
  }

  /** Waits until the screen shows this, behind all that was waited for before. */
  String await(String text) throws InterruptedException {
    return seen.await(text, PATIENCE);
  }

  ExitCode awaitEnd() throws Exception {
    return end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  Session session() {
    return session;
  }

  @Override
  public void close() throws IOException {
    terminal.close();
    session.close();
  }

  /** What the screen has shown, without colours. */
  private static final class Seen extends java.io.OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int read;

    @Override
    public synchronized void write(int value) {
      bytes.write(value);
      notifyAll();
    }

    synchronized String await(String text, Duration patience) throws InterruptedException {
      long end = System.nanoTime() + patience.toNanos();
      while (true) {
        String all = plain(bytes.toString(StandardCharsets.UTF_8));
        int at = all.indexOf(text, read);
        if (at >= 0) {
          String between = all.substring(read, at + text.length());
          read = at + text.length();
          return between;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "never saw " + text + " behind: " + all.substring(Math.min(read, all.length())));
        }
        wait(left);
      }
    }

    private static String plain(String text) {
      return text.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replace("\r", "");
    }
  }
}
