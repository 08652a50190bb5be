package io.sectorsh.shell.script;

import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.command.Invocation;
import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.command.Job;
import io.sectorsh.shell.command.UsageException;
import io.sectorsh.shell.line.Line;
import io.sectorsh.shell.line.ShellWords;
import io.sectorsh.shell.line.TailReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A line that calls a script by its words.
 *
 * @param call what to run
 * @param form how the line wants the result shown
 */
public record ScriptLine(ScriptCall call, Form form) {

  /** A line is a script's if it begins with its words, and the first of them is no variable. */
  public static Optional<ScriptLine> read(
      String text, ScriptLibrary library, Predicate<String> isVariable) {
    Line line = new TailReader(isVariable).read(text);
    List<String> words = ShellWords.split(line.expression());
    if (words.isEmpty() || isVariable.test(words.get(0)) || library.find(words).isEmpty()) {
      return Optional.empty();
    }
    if (line.file().isPresent()) {
      throw new UsageException(
          ">> does not take a script's result",
          "From the command line: sectorsh " + line.expression() + " --csv > " + line.file().get());
    }
    Invocation invocation = InvocationParser.parse(words);
    return invocation.job() instanceof Job.RunScript job
        ? library.find(job.words()).map(call -> new ScriptLine(call, form(line, invocation)))
        : Optional.empty();
  }

  private static Form form(Line line, Invocation invocation) {
    return line.form() == Form.AUTOMATIC ? invocation.form() : line.form();
  }
}
