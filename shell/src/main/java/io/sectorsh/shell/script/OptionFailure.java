package io.sectorsh.shell.script;

import io.sectorsh.shell.command.UsageException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What is said of arguments that a script does not understand. */
final class OptionFailure {
  private OptionFailure() {}

  /**
   * Of a value that cannot be read, what the script's help says of it; else how to see the help.
   */
  static UsageException of(String script, ParameterException wrong) {
    ArgSpec option = wrong.getArgSpec();
    String help = "Type " + script + " --help for its options.";
    if (option == null || !(wrong.getCause() instanceof TypeConversionException value)) {
      return new UsageException(script + ": " + firstLine(wrong), help);
    }
    String[] purpose = option.description();
    return new UsageException(
        script + ": " + name(option) + ": " + value.getMessage(),
        purpose.length == 0 ? help : option.paramLabel() + " is: " + purpose[0] + " " + help);
  }

  private static String name(ArgSpec option) {
    return option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
  }

  private static String firstLine(ParameterException wrong) {
    String message = wrong.getMessage();
    return message == null ? "wrong arguments" : message.lines().findFirst().orElse("");
  }
}
