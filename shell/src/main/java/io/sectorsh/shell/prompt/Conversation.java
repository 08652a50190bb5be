package io.sectorsh.shell.prompt;

import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.engine.Engine;
import io.sectorsh.shell.evaluation.Interpreter;
import io.sectorsh.shell.render.Ink;
import io.sectorsh.shell.render.Renderer;
import io.sectorsh.shell.render.Screen;
import io.sectorsh.shell.report.Failure;
import io.sectorsh.shell.report.FailureReader;
import io.sectorsh.shell.script.ScriptCall;
import io.sectorsh.shell.script.ScriptLibrary;
import io.sectorsh.shell.script.ScriptRunner;
import io.sectorsh.shell.session.Session;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** What a prompt's commands and lines work on. */
final class Conversation {
  private final Terminal terminal;
  private final Session session;
  private final Interpreter interpreter;
  private final Engines engines;
  private final Form form;
  private final ScriptLibrary library = ScriptLibrary.standard();
  private final boolean dumb;
  private boolean debug;
  private boolean ended;

  Conversation(
      Terminal terminal,
      Session session,
      Interpreter interpreter,
      Engines engines,
      Form form,
      boolean debug) {
    this.terminal = terminal;
    this.session = session;
    this.interpreter = interpreter;
    this.engines = engines;
    this.form = form;
    this.debug = debug;
    this.dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  Terminal terminal() {
    return terminal;
  }

  Session session() {
    return session;
  }

  Engines engines() {
    return engines;
  }

  Interpreter interpreter() {
    return interpreter;
  }

  ScriptLibrary library() {
    return library;
  }

  Engine engine() {
    return engines.current();
  }

  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }

  /** Turns stack traces on or off; returns what it is now. */
  boolean toggleDebug() {
    debug = !debug;
    return debug;
  }

  /** The terminal as it is at this moment. */
  Screen screen() {
    int width = terminal.getSize().getColumns() > 0 ? terminal.getSize().getColumns() : 80;
    boolean unicode = terminal.encoding().equals(StandardCharsets.UTF_8);
    return Screen.terminal(() -> width, isColoured(), unicode);
  }

  boolean isColoured() {
    String unwanted = System.getenv("NO_COLOR");
    return !dumb && (unwanted == null || unwanted.isEmpty());
  }

  /** Evaluates a line and shows its result. */
  void interpret(String line) {
    interpreter.interpret(line, engine(), form, screen(), pager());
  }

  /** Runs a script and shows its result. */
  void run(ScriptCall call, Form asked) {
    ScriptRunner runner = new ScriptRunner(session, false, screen().width());
    show(runner.run(call), asked == Form.AUTOMATIC ? form : asked);
  }

  /** Shows a value. */
  void show(@Nullable Object value, Form asked) {
    new Renderer(screen()).print(value, asked, pager());
    terminal.flush();
  }

  /** Writes a text, broken between words where a line of it is too long. */
  void say(String text) {
    screen().lines(text).forEach(terminal.writer()::println);
    terminal.flush();
  }

  /** Writes what went wrong. */
  void tell(Throwable thrown) {
    Failure failure = new FailureReader(interpreter.binding().names()).read(thrown);
    for (String line : failure.wrapped(screen().width())) {
      boolean first = isColoured() && line.startsWith("error:");
      terminal
          .writer()
          .println(first ? Ink.RED.on("error:") + line.substring("error:".length()) : line);
    }
    if (debug) {
      terminal.writer().println(failure.trace());
    }
    terminal.flush();
  }

  /** The mode in lower case. */
  String mode() {
    return session.guard().mode().word();
  }

  private Pager pager() {
    return new Pager(terminal, isColoured(), !dumb);
  }
}
