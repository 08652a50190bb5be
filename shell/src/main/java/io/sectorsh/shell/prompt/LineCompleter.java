package io.sectorsh.shell.prompt;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, scripts and the words behind a pipe; leaves all else to the names. */
final class LineCompleter implements Completer {
  private static final List<String> FORMS = List.of("table", "json", "csv", "count");

  private final Conversation talk;
  private final ColonCommands commands;
  private final Completer names;

  LineCompleter(Conversation talk, ColonCommands commands, Completer names) {
    this.talk = talk;
    this.commands = commands;
    this.names = names;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String before = line.line().substring(0, line.cursor() - line.wordCursor());
    String text = before.stripLeading();
    if (text.isEmpty() && line.word().startsWith(":")) {
      commands.all().forEach(command -> add(":" + command.name(), "commands", candidates));
    } else if (text.startsWith(":help ")) {
      if (text.endsWith(".")) {
        names.complete(reader, line, candidates);
      } else {
        HelpText.topics().forEach(topic -> add(topic, "topics", candidates));
      }
    } else if (text.startsWith(":mode ")) {
      List.of("observe", "plan", "apply").forEach(mode -> add(mode, "modes", candidates));
    } else if (!text.startsWith(":")) {
      completeCode(reader, line, text, candidates);
    }
  }

  private void completeCode(
      LineReader reader, ParsedLine line, String before, List<Candidate> candidates) {
    if (before.stripTrailing().endsWith("|") && !before.stripTrailing().endsWith("||")) {
      FORMS.forEach(form -> add(form, "forms", candidates));
    }
    for (String script : talk.library().all().keySet()) {
      if (script.startsWith(before.stripLeading()) && before.matches("[a-z0-9 _-]*")) {
        String rest = script.substring(before.length());
        int blank = rest.indexOf(' ');
        add(blank < 0 ? rest : rest.substring(0, blank), "scripts", candidates);
      }
    }
    names.complete(reader, line, candidates);
  }

  private static void add(String word, String group, List<Candidate> candidates) {
    boolean known = candidates.stream().anyMatch(candidate -> candidate.value().equals(word));
    if (!known) {
      candidates.add(new Candidate(word, word, group, null, null, null, true));
    }
  }
}
