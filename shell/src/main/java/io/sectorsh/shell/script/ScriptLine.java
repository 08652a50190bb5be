package io.sectorsh.shell.script;

import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.command.Invocation;
import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.command.Job;
import io.sectorsh.shell.line.ShellWords;
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
    List<String> words = ShellWords.split(text);
    if (words.isEmpty() || isVariable.test(words.get(0)) || library.find(words).isEmpty()) {
      return Optional.empty();
    }
    Invocation invocation = InvocationParser.parse(words);
    return invocation.job() instanceof Job.RunScript job
        ? library.find(job.words()).map(call -> new ScriptLine(call, invocation.form()))
        : Optional.empty();
  }
}
