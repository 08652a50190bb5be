package io.sectorsh.shell.report;

import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.prose.WrappedText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A failure as it is told: one to four lines, and the exit code that goes with it.
 *
 * @param exitCode what a one-shot run ends with
 * @param lines what the user reads, free of tokens
 * @param cause what was thrown, for {@code --debug}
 */
public record Failure(ExitCode exitCode, List<String> lines, Throwable cause) {
  /** The lines, broken between words where they are longer than so many columns. */
  public List<String> wrapped(int columns) {
    return lines.stream().flatMap(line -> WrappedText.lines(line, columns).stream()).toList();
  }

  /**
   * Writes it; with the stack trace if somebody debugs.
   *
   * @param columns of what it is written on
   */
  public void print(PrintStream out, int columns, boolean debug) {
    wrapped(columns).forEach(out::println);
    if (debug) {
      out.print(trace());
    }
    out.flush();
  }

  /** The stack trace. */
  public String trace() {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text, true));
    return Redactor.redacted(text.toString());
  }
}
