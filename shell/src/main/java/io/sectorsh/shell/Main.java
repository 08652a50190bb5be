package io.sectorsh.shell;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.command.Invocation;
import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.command.Job;
import io.sectorsh.shell.command.UsageException;
import io.sectorsh.shell.report.Failure;
import io.sectorsh.shell.report.FailureReader;
import io.sectorsh.shell.session.Systems;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs and ends the process with one of the {@link ExitCode}s. */
  public static void main(String[] arguments) {
    PrintStream out = StandardStreams.out();
    ExitCode code = run(List.of(arguments), System.in, out, System.err);
    out.flush();
    System.exit(code.number());
  }

  /** Runs; everything that a run reads and writes goes through these streams. */
  static ExitCode run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
    try {
      Invocation invocation = InvocationParser.parse(arguments);
      Job job = invocation.job();
      if (job instanceof Job.Help) {
        out.print(Texts.of("usage"));
        return ExitCode.DONE;
      }
      if (job instanceof Job.Version) {
        out.println("sectorsh " + Texts.version());
        return ExitCode.DONE;
      }
      if (job instanceof Job.Incidents) {
        Systems.incidents().forEach((name, text) -> out.printf("%-26s%s%n", name, text));
        return ExitCode.DONE;
      }
      if (job instanceof Job.Scenarios) {
        Systems.scenarios().forEach((name, text) -> out.printf("%-26s%s%n", name, text));
        return ExitCode.DONE;
      }
      requireKnown("incident", invocation.lab().incident(), Systems::incidents);
      requireKnown("scenario", invocation.lab().scenario(), Systems::scenarios);
      invocation.profile().ifPresent(Systems::requireProfile);
      if (job instanceof Job.Talk && in == System.in && StandardStreams.isConversation()) {
        requireNoName(invocation.miner());
        return Talk.run(invocation);
      }
      return new Run(invocation, in, out, err, StandardStreams.screen(in)).run();
    } catch (UsageException | OperatorException wrong) {
      Failure failure = new FailureReader(Set.of()).read(wrong);
      failure.print(err, StandardStreams.errorScreen(in).width(), false);
      return failure.exitCode();
    }
  }

  private static void requireNoName(Optional<String> miner) {
    if (miner.isPresent()) {
      throw new UsageException(
          "--miner is for runs without a prompt", "The prompt asks for the miner when it matters.");
    }
  }

  /** The lab starts only when it is needed; a mistyped name is told before. */
  private static void requireKnown(
      String what, Optional<String> name, Supplier<Map<String, String>> known) {
    if (name.isPresent() && !known.get().containsKey(name.get())) {
      throw new UsageException(
          "the lab knows no " + what + " " + name.get(),
          "sectorsh --" + what + " list shows all of them.");
    }
  }
}
