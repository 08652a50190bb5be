package io.sectorsh.shell.report;

import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.NearNames;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.jsonrpc.CallInterruptedException;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.migration.StoppedException;
import io.sectorsh.scripts.WrongUsageException;
import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.command.UsageException;
import io.sectorsh.shell.engine.LineStoppedException;
import io.sectorsh.shell.engine.SourceException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** Turns whatever was thrown into what a user can act on. */
public final class FailureReader {
  private static final Set<Class<?>> WRAPPERS =
      Set.of(
          InvocationTargetException.class,
          UndeclaredThrowableException.class,
          ExecutionException.class,
          InvokerInvocationException.class,
          ExceptionInInitializerError.class);

  private final Collection<String> names;

  /**
   * @param names the variables that there are, for guessing what a mistyped one meant
   */
  public FailureReader(Collection<String> names) {
    this.names = names;
  }

  /** Reads one failure. */
  public Failure read(Throwable thrown) {
    Throwable failure = unwrapped(thrown);
    List<String> lines = new ArrayList<>();
    ExitCode code = describe(failure, lines);
    return new Failure(code, lines.stream().map(Redactor::redacted).toList(), thrown);
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable failure = thrown;
    while (failure.getCause() != null
        && (WRAPPERS.contains(failure.getClass()) || isInterruption(failure.getCause()))) {
      failure = failure.getCause();
    }
    return failure;
  }

  /** Whether this is how code ends that was told to stop. */
  public static boolean isInterruption(Throwable failure) {
    return failure instanceof InterruptedException
        || failure instanceof CallInterruptedException
        || failure instanceof CancellationException
        || failure instanceof ClosedByInterruptException
        || (failure instanceof InterruptedIOException
            && !(failure instanceof java.net.SocketTimeoutException)
            && !String.valueOf(failure.getMessage()).contains("timeout"));
  }

  private ExitCode describe(Throwable failure, List<String> lines) {
    if (failure instanceof LineStoppedException stopped) {
      lines.add(String.valueOf(stopped.getMessage()));
      return ExitCode.INTERRUPTED;
    }
    if (isInterruption(failure) || failure instanceof StoppedException) {
      lines.add("interrupted");
      return ExitCode.INTERRUPTED;
    }
    if (failure instanceof OperatorException known) {
      lines.add("error: " + known.where() + ": " + known.what());
      lines.add("likely: " + known.code().likelyCause());
      addNext(lines, known.next());
      return isGuard(known.code()) ? ExitCode.REFUSED : ExitCode.FAILED;
    }
    if (failure instanceof RefusedException refusal) {
      lines.add("error: " + refusal.getMessage());
      addNext(lines, refusal.next());
      return ExitCode.REFUSED;
    }
    if (failure instanceof UsageException usage) {
      lines.add("error: " + usage.getMessage());
      addNext(lines, usage.hint());
      return ExitCode.WRONG_USAGE;
    }
    if (failure instanceof WrongUsageException usage) {
      lines.add("error: " + usage.getMessage());
      addNext(lines, usage.next());
      return ExitCode.WRONG_USAGE;
    }
    if (failure instanceof MalformedValueException typed) {
      lines.add("error: " + typed.getMessage());
      lines.add("likely: " + ErrorCode.BAD_VALUE.likelyCause());
    } else {
      describeOfLanguage(failure, lines);
    }
    return ExitCode.FAILED;
  }

  /** A lock that is held protects what it locks, as any other guard does. */
  private static boolean isGuard(ErrorCode code) {
    return code == ErrorCode.REFUSED || code == ErrorCode.IN_USE;
  }

  private void describeOfLanguage(Throwable failure, List<String> lines) {
    if (failure instanceof MultipleCompilationErrorsException errors) {
      describe(errors, lines);
    } else if (failure instanceof MissingPropertyException missing) {
      describe(missing, lines);
    } else if (failure instanceof MissingMethodException missing) {
      describe(missing, lines);
    } else if (isOfNothing(failure)) {
      lines.add("error: " + firstLines(failure) + place(failure));
      lines.add("next: What stands before the dot is nothing; with ?. the rest is left out then.");
    } else if (failure instanceof OutOfMemoryError) {
      lines.add("error: out of memory");
      lines.add("likely: " + "a whole list was kept at once, by toList(), collect() or sort()");
      lines.add("next: Filter first, or give more with JAVA_TOOL_OPTIONS=-Xmx4g.");
    } else if (failure instanceof StackOverflowError) {
      lines.add("error: endless recursion" + place(failure));
    } else {
      lines.add("error: " + name(failure) + firstLines(failure) + place(failure));
    }
  }

  private static void describe(MultipleCompilationErrorsException errors, List<String> lines) {
    Object first =
        errors.getErrorCollector().getErrorCount() > 0
            ? errors.getErrorCollector().getError(0)
            : null;
    if (first instanceof SyntaxErrorMessage syntax) {
      String text = syntax.getCause().getOriginalMessage().lines().findFirst().orElse("");
      String file = String.valueOf(syntax.getCause().getSourceLocator());
      String where = isPromptLine(file) ? "" : fileName(file) + " ";
      lines.add(
          "error: %sline %d, column %d: %s"
              .formatted(
                  where, syntax.getCause().getLine(), syntax.getCause().getStartColumn(), text));
    } else {
      lines.add("error: not valid Groovy");
    }
  }

  private void describe(MissingPropertyException missing, List<String> lines) {
    Class<?> type = missing.getType();
    if (type == null || Script.class.isAssignableFrom(type)) {
      lines.add("error: nothing is called " + missing.getProperty() + place(missing));
      addNear(lines, missing.getProperty(), names);
    } else {
      lines.add(
          "error: " + type.getSimpleName() + " has no " + missing.getProperty() + place(missing));
      Collection<String> properties = Members.properties(type);
      addNear(lines, missing.getProperty(), properties);
      if (lines.size() == 1 && !properties.isEmpty()) {
        lines.add("next: It has: " + String.join(", ", properties) + ".");
      }
    }
  }

  private void describe(MissingMethodException missing, List<String> lines) {
    Class<?> type = missing.getType();
    boolean script = Script.class.isAssignableFrom(type);
    List<String> arguments = new ArrayList<>();
    for (Object argument : missing.getArguments()) {
      arguments.add(argument == null ? "null" : typeName(argument));
    }
    String call = missing.getMethod() + "(" + String.join(", ", arguments) + ")";
    lines.add(
        script
            ? "error: there is no function " + call + place(missing)
            : "error: " + type.getSimpleName() + " has no method " + call + place(missing));
    addNear(lines, missing.getMethod(), script ? names : members(type));
  }

  private static Collection<String> members(Class<?> type) {
    Set<String> members = new TreeSet<>(Members.methods(type));
    members.addAll(Members.properties(type));
    return members;
  }

  private static String typeName(Object argument) {
    return argument instanceof groovy.lang.Closure ? "{...}" : argument.getClass().getSimpleName();
  }

  private static void addNear(List<String> lines, String typed, Collection<String> known) {
    List<String> near = NearNames.of(typed, known);
    if (near.contains(typed)) {
      lines.add("next: There is one with other arguments; look with TAB.");
    } else if (!near.isEmpty()) {
      lines.add("next: Did you mean " + String.join(" or ", near) + "?");
    }
  }

  private static void addNext(List<String> lines, String next) {
    if (!next.isEmpty()) {
      lines.add("next: " + next);
    }
  }

  /** Groovy's own words for a dot behind null. */
  private static boolean isOfNothing(Throwable failure) {
    return failure instanceof NullPointerException
        && failure.getMessage() != null
        && failure.getMessage().endsWith(" on null object");
  }

  private static String name(Throwable failure) {
    Class<?> type = failure.getClass();
    boolean telling =
        failure.getMessage() != null
            && (type == RuntimeException.class
                || type == Exception.class
                || failure instanceof SourceException
                || failure instanceof AssertionError);
    return telling ? "" : type.getSimpleName() + (failure.getMessage() == null ? "" : ": ");
  }

  private static String firstLines(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "" : String.join("\n  ", message.lines().limit(4).toList());
  }

  /** Where in a script file it happened; empty for a line at the prompt. */
  private static String place(Throwable failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      String file = frame.getFileName();
      if (file != null && file.endsWith(".groovy") && !isPromptLine(file)) {
        return " (" + file + " line " + frame.getLineNumber() + ")";
      }
    }
    return "";
  }

  private static boolean isPromptLine(String file) {
    return file.matches("(.*/)?line\\d+\\.groovy");
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
