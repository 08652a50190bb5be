package io.sectorsh.shell.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the program's own options.
 *
 * <p>Written by hand, since an option library takes longer to load than an expression to evaluate.
 */
public final class InvocationParser {
  private static final String HINT = "Type sectorsh --help for all options.";

  private final List<String> expressions = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private boolean lab;
  private Optional<Path> labDirectory = Optional.empty();
  private long seed = 1;
  private Optional<String> incident = Optional.empty();
  private Optional<String> scenario = Optional.empty();
  private OptionalInt sectors = OptionalInt.empty();
  private Optional<String> profile = Optional.empty();
  private Optional<Path> journal = Optional.empty();
  private Optional<String> miner = Optional.empty();
  private Form form = Form.AUTOMATIC;
  private boolean debug;
  private Optional<Job> answer = Optional.empty();

  private InvocationParser() {}

  /**
   * Reads a command line.
   *
   * @throws UsageException if the arguments make no sense
   */
  public static Invocation parse(List<String> arguments) {
    InvocationParser parser = new InvocationParser();
    parser.read(arguments.iterator());
    if (parser.lab && parser.profile.isPresent()) {
      throw new UsageException("--profile does not go with --lab", "Leave one of them out.");
    }
    return new Invocation(
        parser.choice(),
        parser.profile,
        parser.journal,
        parser.miner,
        parser.form,
        parser.debug,
        parser.job());
  }

  private LabChoice choice() {
    Optional<String> nothingWrong =
        sectors.isPresent() && scenario.isEmpty() ? Optional.of("none") : Optional.empty();
    return new LabChoice(
        lab, labDirectory, seed, incident.or(() -> nothingWrong), scenario, sectors);
  }

  private void read(Iterator<String> arguments) {
    while (arguments.hasNext()) {
      String argument = arguments.next();
      if (!words.isEmpty()) {
        readAfterWords(argument, arguments);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        readOption(argument, arguments);
      } else {
        words.add(argument);
      }
    }
  }

  /** Behind the first word all belongs to the script, but for what is the same for every script. */
  private void readAfterWords(String argument, Iterator<String> rest) {
    if (argument.equals("--")) {
      words.add(argument);
      rest.forEachRemaining(words::add);
    } else if (!readCommonOption(argument)) {
      words.add(argument);
    }
  }

  private boolean readCommonOption(String argument) {
    switch (argument) {
      case "--json" -> form = Form.JSON;
      case "--csv" -> form = Form.CSV;
      case "--debug" -> debug = true;
      case "--lab" -> lab = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readOption(String argument, Iterator<String> rest) {
    if (readCommonOption(argument)) {
      return;
    }
    int equals = argument.indexOf('=');
    String name =
        equals > 0 && argument.startsWith("--") ? argument.substring(0, equals) : argument;
    Optional<String> value =
        name.equals(argument) ? Optional.empty() : Optional.of(argument.substring(equals + 1));
    switch (name) {
      case "--lab" -> {
        lab = true;
        labDirectory = value.map(Path::of);
      }
      case "--incident" -> {
        lab = true;
        incident = Optional.of(value(name, value, rest));
      }
      case "--scenario" -> {
        lab = true;
        scenario = Optional.of(value(name, value, rest));
      }
      case "--sectors" -> {
        lab = true;
        sectors = OptionalInt.of((int) number(name, value(name, value, rest)));
      }
      case "--seed" -> seed = number(name, value(name, value, rest));
      case "--profile" -> profile = Optional.of(value(name, value, rest));
      case "--journal" -> journal = Optional.of(Path.of(value(name, value, rest)));
      case "--miner" -> miner = Optional.of(value(name, value, rest));
      case "-e", "--evaluate" -> expressions.add(value(name, value, rest));
      case "-h", "--help" -> answer = Optional.of(new Job.Help());
      case "-V", "--version" -> answer = Optional.of(new Job.Version());
      default -> throw new UsageException("unknown option " + name, HINT);
    }
  }

  private static String value(String name, Optional<String> inline, Iterator<String> rest) {
    if (inline.isPresent()) {
      return inline.get();
    }
    if (!rest.hasNext()) {
      throw new UsageException("option " + name + " needs a value", HINT);
    }
    return rest.next();
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notOne) {
      throw new UsageException("option " + name + " needs a number, not " + text, HINT);
    }
  }

  private Job job() {
    if (incident.equals(Optional.of("list")) && answer.isEmpty()) {
      return new Job.Incidents();
    }
    if (scenario.equals(Optional.of("list")) && answer.isEmpty()) {
      return new Job.Scenarios();
    }
    if (answer.isPresent()) {
      return answer.get();
    }
    if (!expressions.isEmpty()) {
      if (!words.isEmpty()) {
        throw new UsageException(
            "either -e or a script, not both: " + words.get(0),
            "Put the expression in quotes: -e '" + expressions.get(0) + " ...'");
      }
      return new Job.Evaluate(expressions);
    }
    if (words.isEmpty()) {
      return new Job.Talk();
    }
    if (!words.get(0).equals("run")) {
      return new Job.RunScript(words);
    }
    if (words.size() < 2) {
      throw new UsageException("run needs a file", "sectorsh run FILE [ARGUMENTS]");
    }
    return new Job.RunFile(Path.of(words.get(1)), List.copyOf(words.subList(2, words.size())));
  }
}
