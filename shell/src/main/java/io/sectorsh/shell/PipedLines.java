package io.sectorsh.shell;

import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.engine.LineStop;
import io.sectorsh.shell.evaluation.Interpreter;
import io.sectorsh.shell.groovy.GroovyEvaluator;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.line.Completeness;
import io.sectorsh.shell.render.Renderer;
import io.sectorsh.shell.render.Screen;
import io.sectorsh.shell.render.StreamPage;
import io.sectorsh.shell.script.ScriptLibrary;
import io.sectorsh.shell.script.ScriptLine;
import io.sectorsh.shell.script.ScriptRunner;
import io.sectorsh.shell.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines from a pipe or a file, done as if somebody typed them, until one fails. */
final class PipedLines {
  private final Session session;
  private final SessionBinding binding;
  private final GroovyEvaluator groovy;
  private final Interpreter interpreter;
  private final ScriptLibrary library = ScriptLibrary.standard();
  private final Form form;
  private final Screen screen;
  private final PrintStream out;
  private final StreamPage page;

  PipedLines(
      Session session,
      SessionBinding binding,
      Form form,
      Screen screen,
      PrintStream out,
      PrintStream err) {
    this.session = session;
    this.binding = binding;
    this.groovy = new GroovyEvaluator(binding, false);
    this.interpreter = new Interpreter(binding);
    this.form = form;
    this.screen = screen;
    this.out = out;
    this.page = new StreamPage(out, err);
  }

  void run(InputStream in) throws IOException {
    if (form == Form.AUTOMATIC) {
      session.systems().situation().forEach(out::println);
    }
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    StringBuilder source = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      source.append(source.isEmpty() ? "" : "\n").append(line);
      if (!isOpen(source.toString())) {
        act(source.toString().strip());
        out.flush();
        source.setLength(0);
      }
    }
    if (!source.toString().isBlank()) {
      groovy.evaluate(source.toString());
    }
  }

  private static boolean isOpen(String source) {
    return !source.strip().startsWith(":") && !source.isBlank() && Completeness.isOpen(source);
  }

  private void act(String text) {
    if (text.isEmpty()) {
      return;
    }
    LineStop.check();
    if (ColonLine.is(text)) {
      ColonLine.act(text, session);
      return;
    }
    Optional<ScriptLine> script = ScriptLine.read(text, library, binding::hasVariable);
    if (script.isPresent()) {
      run(script.get());
    } else {
      interpreter.interpret(text, groovy, form, screen, page);
    }
  }

  private void run(ScriptLine line) {
    int width = screen.terminal() ? screen.width() : 80;
    Object value = new ScriptRunner(session, false, width).run(line.call());
    Form wanted = line.form() == Form.AUTOMATIC ? form : line.form();
    new Renderer(screen).print(value, wanted, page);
  }
}
