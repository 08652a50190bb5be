package io.sectorsh.shell.script;

import groovy.lang.Script;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.shell.session.Session;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The options of one script, declared by it with picocli's annotations. */
final class ScriptOptions {
  private static final List<String> CHANGING = List.of("--apply", "--resume", "--rollback");
  private static final int NARROWEST = 55;

  private final Script script;
  private final ScriptCall call;
  private final int width;
  private Optional<String> namedMiner = Optional.empty();

  ScriptOptions(Script script, ScriptCall call, int width) {
    this.script = script;
    this.call = call;
    this.width = Math.max(NARROWEST, Math.min(width, 100));
  }

  /** Whether the script declares any; if not, it reads {@code args} itself. */
  boolean areDeclared() {
    if (script.getClass().isAnnotationPresent(Command.class)) {
      return true;
    }
    for (Field field : script.getClass().getDeclaredFields()) {
      if (field.isAnnotationPresent(Option.class) || field.isAnnotationPresent(Parameters.class)) {
        return true;
      }
    }
    return false;
  }

  /** The miner that was named together with the word to change something. */
  Optional<String> namedMiner() {
    return namedMiner;
  }

  /** One line on what the script does; empty if it does not say. */
  String purpose() {
    Command command = script.getClass().getAnnotation(Command.class);
    return command == null || command.description().length == 0 ? "" : command.description()[0];
  }

  /**
   * Fills the script's fields from the command line.
   *
   * @return whether to run; false if the user only wanted help, which is printed
   */
  boolean read(Session session, boolean oneShot) {
    CommandLine line = commandLine();
    try {
      CommandLine.ParseResult given = line.parseArgs(call.arguments().toArray(String[]::new));
      if (given.isUsageHelpRequested()) {
        printHelp(line, session.out());
        return false;
      }
      for (String option : CHANGING) {
        if (given.hasMatchedOption(option)) {
          namedMiner =
              Optional.ofNullable(given.matchedOptionValue("--miner", null)).map(Object::toString);
          allowChanges(session, oneShot, option, namedMiner.isPresent());
        }
      }
      return true;
    } catch (ParameterException wrong) {
      throw OptionFailure.of(call.name(), wrong);
    }
  }

  /** Examples are not broken into lines: they are there to be copied. */
  private static void printHelp(CommandLine line, PrintStream out) {
    String[] examples = line.getCommandSpec().usageMessage().footer();
    line.getCommandSpec().usageMessage().footer(new String[0]);
    boolean parameters = !line.getCommandSpec().positionalParameters().isEmpty();
    line.getCommandSpec().usageMessage().parameterListHeading("%n");
    line.getCommandSpec().usageMessage().optionListHeading(parameters ? "" : "%n");
    line.usage(out, Ansi.OFF);
    for (String example : examples) {
      out.println(example);
    }
  }

  private CommandLine commandLine() {
    CommandLine line = new CommandLine(script);
    CommandSpec spec = line.getCommandSpec();
    spec.name(call.name());
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help.")
              .build());
    }
    line.setUsageHelpWidth(width);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    TypedValues.register(line);
    return line;
  }

  /** The prompt has the miner's name typed on a production profile; so has the command line. */
  private static void allowChanges(
      Session session, boolean oneShot, String option, boolean minerNamed) {
    session.guard().requireNoSandbox("a script with " + option);
    boolean named = minerNamed || session.migrations().isMinerNamed();
    if (oneShot && session.profile().production() && !named) {
      throw new RefusedException(
          "refused for a production profile: " + option + " without --miner",
          "Name the miner whose systems are to be changed: --miner "
              + session.profile().miner().map(Object::toString).orElse("ADDRESS"));
    }
    if (oneShot) {
      session.guard().setMode(Mode.APPLY);
    } else if (session.guard().mode() != Mode.APPLY) {
      throw new RefusedException(
          "refused in " + session.guard().mode().word() + " mode: " + option,
          "Type :mode apply first, to allow changes in this session.");
    }
  }
}
