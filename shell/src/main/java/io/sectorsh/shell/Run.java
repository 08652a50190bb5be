package io.sectorsh.shell;

import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.command.Invocation;
import io.sectorsh.shell.command.Job;
import io.sectorsh.shell.groovy.Evaluated;
import io.sectorsh.shell.groovy.GroovyEvaluator;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.render.Form;
import io.sectorsh.shell.render.Renderer;
import io.sectorsh.shell.render.Screen;
import io.sectorsh.shell.render.StreamPage;
import io.sectorsh.shell.report.Failure;
import io.sectorsh.shell.report.FailureReader;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** One run of the program, from its understood command line to its exit code. */
final class Run {
  private final Invocation invocation;
  private final PrintStream out;
  private final PrintStream err;

  Run(Invocation invocation, PrintStream out, PrintStream err) {
    this.invocation = invocation;
    this.out = out;
    this.err = err;
  }

  ExitCode run() {
    Systems systems =
        new Systems(
            invocation.lab(), invocation.labDirectory(), invocation.seed(), invocation.profile());
    PrintStream chatter = invocation.form() == Form.AUTOMATIC ? out : err;
    try (Session session = new Session(systems, chatter)) {
      return run(session);
    }
  }

  private ExitCode run(Session session) {
    if (invocation.job() instanceof Job.Evaluate job) {
      return evaluate(job.expressions(), session);
    }
    return ExitCode.WRONG_USAGE;
  }

  private ExitCode evaluate(List<String> expressions, Session session) {
    SessionBinding binding = new SessionBinding(session);
    try {
      GroovyEvaluator evaluator = new GroovyEvaluator(binding, false);
      for (int at = 0; at < expressions.size(); at++) {
        Evaluated result = evaluator.evaluate(expressions.get(at));
        boolean last = at == expressions.size() - 1;
        if (invocation.form() == Form.AUTOMATIC ? !result.quiet() : last) {
          new Renderer(Screen.PIPE)
              .print(result.value(), invocation.form(), new StreamPage(out, err));
          out.flush();
        }
      }
      return ExitCode.DONE;
    } catch (Throwable thrown) {
      out.flush();
      return failed(thrown, binding);
    }
  }

  private ExitCode failed(Throwable thrown, SessionBinding binding) {
    List<String> names = new ArrayList<>(binding.names());
    Failure failure = new FailureReader(names).read(thrown);
    failure.print(err, invocation.debug());
    return failure.exitCode();
  }
}
