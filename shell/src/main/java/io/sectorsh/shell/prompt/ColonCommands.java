package io.sectorsh.shell.prompt;

import io.sectorsh.errors.NearNames;
import io.sectorsh.jsonrpc.MethodHelp;
import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.command.UsageException;
import io.sectorsh.shell.completion.RemoteNames;
import io.sectorsh.shell.line.ShellWords;
import io.sectorsh.shell.script.ScriptCall;
import io.sectorsh.shell.script.ScriptList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that begin with a colon. */
final class ColonCommands {
  /** What other shells call them. */
  private static final Map<String, String> SYNONYMS =
      Map.of("exit", "quit", "bye", "quit", "?", "help", "h", "help");

  /** These are understood without their colon, too, for as long as no variable is called so. */
  private static final Pattern BARE = Pattern.compile("(exit|quit|help)(\\s+[a-z]+)?");

  private final List<ColonCommand> all = new ArrayList<>();

  /**
   * @param history what lists earlier lines
   */
  ColonCommands(HistoryList history, ModeSwitch modes) {
    add(
        "help",
        "[TOPIC]",
        "how things are done here, or what a method of a daemon takes",
        this::help);
    add("mode", "[observe|plan|apply]", "show or change what this session may do", modes::set);
    add("scripts", "", "the scripts, each with what it does", ColonCommands::scripts);
    add("run", "FILE [ARGUMENTS]", "run a script file", ColonCommands::runFile);
    add("java", "", "lines are Java from now on", (talk, rest) -> useJava(talk));
    add("groovy", "", "lines are Groovy again", (talk, rest) -> talk.engines().useGroovy());
    add("history", "[NUMBER]", "earlier lines", history::print);
    add("debug", "", "stack traces on or off", (talk, rest) -> debug(talk));
    add("quit", "", "leave; exit and Ctrl-D do too", (talk, rest) -> talk.end());
  }

  private void add(
      String name, String arguments, String purpose, BiConsumer<Conversation, String> action) {
    all.add(new ColonCommand(name, arguments, purpose, action));
  }

  /** All of them. */
  List<ColonCommand> all() {
    return all;
  }

  /** Whether a line is a command though it has no colon. */
  static boolean isBare(String line, Predicate<String> isVariable) {
    Matcher word = BARE.matcher(line.strip());
    return word.matches() && !isVariable.test(word.group(1));
  }

  /** Does what a line says that begins with a colon, or is {@link #isBare bare}. */
  void run(Conversation talk, String line) {
    String typed = line.strip();
    String words = typed.startsWith(":") ? typed.substring(1).strip() : typed;
    String[] parts = words.split("\\s+", 2);
    String rest = parts.length > 1 ? parts[1] : "";
    find(parts[0]).action().accept(talk, rest);
  }

  private ColonCommand find(String typed) {
    String name = SYNONYMS.getOrDefault(typed, typed);
    List<ColonCommand> begun =
        all.stream().filter(command -> command.name().startsWith(name)).toList();
    for (ColonCommand command : begun) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    if (begun.size() == 1 && !typed.isEmpty()) {
      return begun.get(0);
    }
    List<String> near = NearNames.of(typed, all.stream().map(ColonCommand::name).toList());
    throw new UsageException(
        "there is no :" + typed,
        near.isEmpty() ? "Type :help for all commands." : "Did you mean :" + near.get(0) + "?");
  }

  private void help(Conversation talk, String topic) {
    RemoteNames remote = new RemoteNames(talk.interpreter().binding());
    talk.say(
        remote
            .help(topic.strip())
            .map(MethodHelp::toString)
            .orElseGet(() -> HelpText.of(topic, all)));
  }

  private static void scripts(Conversation talk, String rest) {
    talk.show(ScriptList.of(talk.library(), talk.session()), Form.AUTOMATIC);
  }

  private static void runFile(Conversation talk, String rest) {
    List<String> words = ShellWords.split(rest);
    if (words.isEmpty()) {
      throw new UsageException("run needs a file", ":run FILE [ARGUMENTS]");
    }
    String file = words.get(0);
    talk.run(new ScriptCall(file, Path.of(file), words.subList(1, words.size())), Form.AUTOMATIC);
  }

  private static void useJava(Conversation talk) {
    talk.engines().useJava();
    talk.say("Java: the same names, such as lotus and damocles. :groovy goes back.");
  }

  private static void debug(Conversation talk) {
    talk.say("stack traces are " + (talk.toggleDebug() ? "on" : "off"));
  }
}
