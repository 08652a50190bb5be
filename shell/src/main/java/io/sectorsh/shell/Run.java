package io.sectorsh.shell;

import io.sectorsh.migration.MigrationState;
import io.sectorsh.scripts.Report;
import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.command.Invocation;
import io.sectorsh.shell.command.Job;
import io.sectorsh.shell.engine.LineStop;
import io.sectorsh.shell.evaluation.Interpreter;
import io.sectorsh.shell.groovy.GroovyEvaluator;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.render.Renderer;
import io.sectorsh.shell.render.Screen;
import io.sectorsh.shell.render.StreamPage;
import io.sectorsh.shell.report.Failure;
import io.sectorsh.shell.report.FailureReader;
import io.sectorsh.shell.script.ScriptCall;
import io.sectorsh.shell.script.ScriptLibrary;
import io.sectorsh.shell.script.ScriptRunner;
import io.sectorsh.shell.script.Scripts;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** One run of the program without a prompt, from its understood command line to its exit code. */
final class Run {
  private final Invocation invocation;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Screen screen;

  Run(Invocation invocation, InputStream in, PrintStream out, PrintStream err, Screen screen) {
    this.invocation = invocation;
    this.in = in;
    this.out = out;
    this.err = err;
    this.screen = screen;
  }

  ExitCode run() {
    try (Session session = new Session(Systems.of(invocation), chatter())) {
      session.migrations().setWatcher(new ConsoleWatcher(in, err, screen));
      return run(session);
    }
  }

  /** Where scripts print: results for machines must stand alone on standard output. */
  private PrintStream chatter() {
    return invocation.form() == Form.AUTOMATIC ? out : err;
  }

  private ExitCode run(Session session) {
    Scripts.offer(session, true);
    SessionBinding binding = new SessionBinding(session);
    StopSignal signal = StopSignal.forThisThread(err);
    try {
      invocation.miner().ifPresent(session.migrations()::nameMiner);
      Job job = invocation.job();
      if (job instanceof Job.Evaluate evaluate) {
        evaluate(evaluate.expressions(), session, binding);
      } else if (job instanceof Job.RunFile file) {
        return runScript(
            new ScriptCall(file.file().toString(), file.file(), file.arguments()), session);
      } else if (job instanceof Job.RunScript script) {
        return runScript(ScriptLibrary.standard().required(script.words()), session);
      } else {
        new PipedLines(session, binding, invocation.form(), screen, out, err).run(in);
      }
      return session.migrations().getLastRun().map(Run::codeOf).orElse(ExitCode.DONE);
    } catch (Throwable thrown) {
      out.flush();
      Failure failure = new FailureReader(binding.names()).read(thrown);
      failure.print(err, StandardStreams.errorScreen(in).width(), invocation.debug());
      return failure.exitCode();
    } finally {
      signal.over();
    }
  }

  /** A migration that did not come to its end is no success, though nothing was thrown. */
  private static ExitCode codeOf(MigrationState state) {
    return switch (state) {
      case DONE, ROLLED_BACK -> ExitCode.DONE;
      case RECORDING, PLANNED, STOPPED, APPLYING, ROLLING_BACK -> ExitCode.INTERRUPTED;
      case FAILED, DONE_WITH_FAILURES, ROLLED_BACK_IN_PART, ROLLBACK_STOPPED -> ExitCode.FAILED;
    };
  }

  private void evaluate(List<String> expressions, Session session, SessionBinding binding) {
    GroovyEvaluator groovy = new GroovyEvaluator(binding, false);
    Interpreter interpreter = new Interpreter(binding);
    StreamPage page = new StreamPage(out, err);
    for (int at = 0; at < expressions.size(); at++) {
      LineStop.check();
      boolean last = at == expressions.size() - 1;
      if (ColonLine.is(expressions.get(at).strip())) {
        ColonLine.act(expressions.get(at).strip(), session);
      } else if (last || invocation.form() == Form.AUTOMATIC) {
        interpreter.interpret(expressions.get(at), groovy, invocation.form(), screen, page);
        out.flush();
      } else {
        groovy.evaluate(expressions.get(at));
      }
    }
  }

  private ExitCode runScript(ScriptCall call, Session session) {
    int width = screen.terminal() ? screen.width() : 80;
    Object value = new ScriptRunner(session, true, width).run(call);
    new Renderer(screen).print(value, invocation.form(), new StreamPage(out, err));
    out.flush();
    return value instanceof Report report && !report.succeeded() ? ExitCode.FAILED : ExitCode.DONE;
  }
}
