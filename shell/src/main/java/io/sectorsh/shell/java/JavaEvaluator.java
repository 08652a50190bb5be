package io.sectorsh.shell.java;

import io.sectorsh.shell.engine.Engine;
import io.sectorsh.shell.engine.Evaluated;
import io.sectorsh.shell.engine.ImportedPackages;
import io.sectorsh.shell.engine.LineStop;
import io.sectorsh.shell.engine.SourceException;
import io.sectorsh.shell.groovy.SessionBinding;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;

/**
 * Evaluates lines of Java in this process, so that they work on the very objects that Groovy has.
 * For use by one thread at a time, but for {@link #stop}.
 */
public final class JavaEvaluator implements Engine {
  private static final List<String> IMPORTS =
      List.of(
          "java.math.*",
          "java.nio.file.*",
          "java.time.*",
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "io.sectorsh.rows.*");

  private final JShell shell;
  private final SharedVariables variables;

  /** Starts a JShell that shares the binding's variables. */
  public JavaEvaluator(SessionBinding binding) {
    this.shell =
        JShell.builder().executionEngine(new LocalExecutionControlProvider(), Map.of()).build();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        shell.addToClasspath(entry);
      }
    }
    ImportedPackages.OURS.forEach(name -> shell.eval("import " + name + ".*;"));
    IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
    this.variables = new SharedVariables(shell, binding);
  }

  @Override
  public String name() {
    return "java";
  }

  @Override
  public boolean isOpen(String source) {
    Completeness completeness = shell.sourceCodeAnalysis().analyzeCompletion(source).completeness();
    return completeness == Completeness.DEFINITELY_INCOMPLETE
        || completeness == Completeness.CONSIDERED_INCOMPLETE;
  }

  @Override
  public Evaluated evaluate(String source) {
    variables.takeFromGroovy();
    try {
      Evaluated result = new Evaluated(null, true);
      for (String snippet : snippets(source)) {
        LineStop.check();
        for (SnippetEvent event : shell.eval(snippet)) {
          result = read(event, result);
        }
      }
      return result;
    } finally {
      variables.giveToGroovy();
    }
  }

  private List<String> snippets(String source) {
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    List<String> snippets = new ArrayList<>();
    String rest = source;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      snippets.add(info.source() == null ? rest : info.source());
      rest = info.source() == null ? "" : info.remaining();
    }
    return snippets;
  }

  private Evaluated read(SnippetEvent event, Evaluated before) {
    if (event.causeSnippet() != null) {
      return before;
    }
    if (event.status() == Snippet.Status.REJECTED) {
      throw new SourceException(problem(event.snippet()));
    }
    if (event.exception() != null) {
      throw thrown(event);
    }
    if (event.snippet() instanceof VarSnippet variable && event.value() != null) {
      return new Evaluated(variables.value(variable.name()), !isTemporary(variable));
    }
    if (event.snippet() instanceof ExpressionSnippet expression && event.value() != null) {
      boolean assignment = expression.subKind() == Snippet.SubKind.ASSIGNMENT_SUBKIND;
      return new Evaluated(variables.value(expression.name()), assignment);
    }
    return new Evaluated(null, true);
  }

  /** JShell names the value of a bare expression {@code $1}, {@code $2} and so on. */
  private static boolean isTemporary(VarSnippet variable) {
    return variable.name().startsWith("$");
  }

  private String problem(Snippet snippet) {
    return shell
        .diagnostics(snippet)
        .findFirst()
        .map(diagnostic -> firstLine(diagnostic.getMessage(null)))
        .orElse("not valid Java");
  }

  /** With the name that was not found, which javac tells in a further line. */
  private static String firstLine(String message) {
    String first = message.lines().findFirst().orElse("");
    return message
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("symbol:"))
        .findFirst()
        .map(line -> first + ": " + line.substring("symbol:".length()).strip())
        .orElse(first);
  }

  /** The exception of the user's code itself where JShell kept it, else what it tells of it. */
  private static RuntimeException thrown(SnippetEvent event) {
    Throwable failure = event.exception();
    if (failure instanceof EvalException told) {
      String name = told.getExceptionClassName();
      String simple = name.substring(name.lastIndexOf('.') + 1);
      return new SourceException(simple + ": " + told.getMessage());
    }
    return new SourceException(String.valueOf(failure == null ? null : failure.getMessage()));
  }

  @Override
  public void stop() {
    shell.stop();
  }
}
