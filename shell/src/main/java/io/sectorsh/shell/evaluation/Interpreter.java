package io.sectorsh.shell.evaluation;

import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.engine.Engine;
import io.sectorsh.shell.engine.Evaluated;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.line.Line;
import io.sectorsh.shell.line.TailReader;
import io.sectorsh.shell.migration.LiveMigration;
import io.sectorsh.shell.render.Page;
import io.sectorsh.shell.render.Renderer;
import io.sectorsh.shell.render.Screen;

/** Does what a line says: evaluates, remembers, and shows the result or adds it to a file. */
public final class Interpreter {
  private final SessionBinding binding;
  private final Results results;
  private final TailReader tails;

  /** An interpreter whose results become variables of this binding. */
  public Interpreter(SessionBinding binding) {
    this.binding = binding;
    this.results = new Results(binding);
    this.tails = new TailReader(binding::hasVariable);
  }

  /** Where variables live. */
  public SessionBinding binding() {
    return binding;
  }

  /**
   * Does one line.
   *
   * @param form how to show the result if the line itself does not say
   */
  public void interpret(String text, Engine engine, Form form, Screen screen, Page page) {
    Line line = tails.read(text);
    Evaluated result = evaluated(engine, line.expression());
    if (!result.quiet() && result.value() != null) {
      results.keep(result.value());
    }
    show(result, line, form, screen, page);
    binding
        .session()
        .migrations()
        .planLine(line.expression())
        .ifPresent(plan -> show(plan, form, screen, page));
  }

  private Evaluated evaluated(Engine engine, String expression) {
    boolean whole = false;
    try {
      Evaluated result = engine.evaluate(expression);
      whole = true;
      return result;
    } finally {
      if (!whole) {
        binding.session().migrations().dropLine();
      }
    }
  }

  /** In plan mode: what the line would change, which the next line has as {@code _}. */
  private void show(LiveMigration plan, Form form, Screen screen, Page page) {
    results.keep(plan);
    new Renderer(screen).print(plan.getPlan(), form, page);
  }

  private static void show(Evaluated result, Line line, Form form, Screen screen, Page page) {
    Form wanted = line.form() == Form.AUTOMATIC ? form : line.form();
    if (line.file().isPresent()) {
      new ResultFile(line.file().get()).append(result.value(), wanted, page);
    } else if (wanted != Form.AUTOMATIC || !result.quiet()) {
      new Renderer(screen).print(result.value(), wanted, page);
    }
  }
}
