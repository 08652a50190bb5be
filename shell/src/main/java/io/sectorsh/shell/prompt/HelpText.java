package io.sectorsh.shell.prompt;

import io.sectorsh.errors.NearNames;
import io.sectorsh.shell.command.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The texts of {@code :help}. */
final class HelpText {
  private static final List<String> TOPICS =
      List.of("lists", "output", "modes", "migrations", "scripts", "java", "results");

  private HelpText() {}

  static List<String> topics() {
    return TOPICS;
  }

  /** A topic's text; the overview for none. */
  static String of(String topic, List<ColonCommand> commands) {
    String wanted = topic.strip();
    if (wanted.isEmpty()) {
      return overview(commands);
    }
    if (!TOPICS.contains(wanted)) {
      List<String> near = NearNames.of(wanted, TOPICS);
      throw new UsageException(
          "there is no help on " + wanted,
          near.isEmpty()
              ? "Topics: " + String.join(", ", TOPICS)
              : "Did you mean :help " + near.get(0) + "?");
    }
    return read(wanted);
  }

  private static String overview(List<ColonCommand> commands) {
    StringBuilder text = new StringBuilder(read("overview")).append("\n\n");
    int width = commands.stream().mapToInt(command -> command.usage().length()).max().orElse(0);
    for (ColonCommand command : commands) {
      String padding = " ".repeat(width - command.usage().length());
      text.append(command.usage()).append(padding).append("  ").append(command.purpose());
      text.append('\n');
    }
    return text.append("\nTopics of :help  ").append(String.join(", ", TOPICS)).toString();
  }

  private static String read(String name) {
    try (InputStream in = HelpText.class.getResourceAsStream("help/" + name + ".txt")) {
      if (in == null) {
        throw new IllegalArgumentException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
