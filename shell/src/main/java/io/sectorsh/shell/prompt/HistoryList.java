package io.sectorsh.shell.prompt;

import io.sectorsh.shell.command.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.History;

/** Shows earlier lines. */
final class HistoryList {
  private static final int USUAL = 20;

  private final History history;

  HistoryList(History history) {
    this.history = history;
  }

  void print(Conversation talk, String rest) {
    List<String> lines = new ArrayList<>();
    history.forEach(entry -> lines.add(entry.line()));
    int count = rest.isBlank() ? USUAL : number(rest.strip());
    lines.subList(Math.max(0, lines.size() - count), lines.size()).forEach(talk::say);
  }

  private static int number(String text) {
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException notOne) {
      throw new UsageException("not a number: " + text, ":history [NUMBER]");
    }
  }
}
