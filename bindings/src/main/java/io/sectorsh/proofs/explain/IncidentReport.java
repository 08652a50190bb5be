package io.sectorsh.proofs.explain;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.proofs.picture.PostRow;
import io.sectorsh.proofs.picture.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An explanation as one file for a colleague, without secrets: Markdown, or HTML by its name. */
final class IncidentReport {
  private static final Pattern SECRET =
      Pattern.compile("eyJ[\\w-]+(\\.[\\w-]+){1,2}|(?i)(?<=bearer )\\S+|[^\\s:\"'(]{20,}(?=:/ip4)");

  private static final String STYLE =
      "body{font:16px sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
          + "code{background:#eee;padding:0 .2em;overflow-wrap:anywhere}";

  private final Explanation explanation;

  private IncidentReport(Explanation explanation) {
    this.explanation = explanation;
  }

  /**
   * A part of the report.
   *
   * @param title its heading
   * @param lines sentences
   * @param commands what can be typed
   */
  private record Section(String title, List<String> lines, List<String> commands) {}

  /** Writes it; a name that ends in {@code .html} makes HTML. Replaces no file. */
  static Path write(Explanation explanation, Path file) {
    IncidentReport report = new IncidentReport(explanation);
    boolean html = file.toString().endsWith(".html");
    String text = html ? report.html() : report.markdown();
    try {
      if (Files.exists(file)) {
        throw new OperatorException(
            ErrorCode.REFUSED, "there is a file of that name", file.toString(), "Name another.");
      }
      return Files.writeString(file, SECRET.matcher(text).replaceAll("(hidden)"));
    } catch (IOException failed) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "the report cannot be written: " + failed.getMessage(),
          file.toString(),
          "Name a file in a directory that you may write to.",
          failed);
    }
  }

  private String title() {
    return explanation
        .window()
        .map(window -> "Deadline " + window.deadline() + " of " + explanation.miner())
        .orElse("Proofs of " + explanation.miner());
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    List<String> head = new ArrayList<>();
    explanation.window().ifPresent(window -> head.addAll(times(window)));
    head.add(explanation.verdict() + ".");
    sections.add(new Section("What happened", head, List.of()));
    for (Cause cause : explanation.causes()) {
      sections.add(section(cause));
    }
    if (explanation.causes().isEmpty()) {
      sections.add(new Section("Causes", List.of("None was found."), List.of()));
    }
    List<String> posts = explanation.posts().stream().map(IncidentReport::line).toList();
    sections.add(
        new Section("Proofs that landed", posts.isEmpty() ? List.of("None.") : posts, List.of()));
    if (!explanation.notSeen().isEmpty()) {
      sections.add(new Section("What could not be looked at", explanation.notSeen(), List.of()));
    }
    return sections;
  }

  private static List<String> times(Window window) {
    return List.of(
        "Opens " + window.timeOf(window.open()),
        "Closes " + window.timeOf(window.close()),
        "Head of the chain " + window.timeOf(window.head()));
  }

  private static Section section(Cause cause) {
    List<String> lines = new ArrayList<>();
    lines.add(cause.text() + ".");
    if (!cause.sectors().isEmpty()) {
      lines.add("Sectors: " + cause.sectors());
    }
    cause.file().ifPresent(file -> lines.add("File: " + file));
    cause.message().ifPresent(message -> lines.add("Message: " + message));
    lines.addAll(cause.evidence());
    return new Section(cause.kind() + ", " + cause.confidence() + " %", lines, cause.fixes());
  }

  private static String line(PostRow post) {
    return "Epoch %s, partitions %s, skipped %s, exit code %d, from %s: %s"
        .formatted(
            post.height(),
            post.partitions(),
            post.skipped(),
            post.exitCode(),
            post.from(),
            post.message());
  }

  private String markdown() {
    StringBuilder out = new StringBuilder("# " + title() + "\n");
    for (Section section : sections()) {
      out.append("\n## ").append(section.title()).append('\n');
      section.lines().forEach(line -> out.append("- ").append(line).append('\n'));
      if (!section.commands().isEmpty()) {
        out.append("\nWhat would help; nothing of it was done:\n\n");
        section.commands().forEach(line -> out.append("    ").append(line).append('\n'));
      }
    }
    return out.toString();
  }

  private String html() {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>");
    out.append("<meta charset=\"utf-8\"><title>").append(escaped(title()));
    out.append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>");
    out.append(escaped(title())).append("</h1>\n");
    for (Section section : sections()) {
      out.append("<h2>").append(escaped(section.title())).append("</h2>\n<ul>\n");
      section.lines().forEach(line -> out.append("<li>").append(escaped(line)).append("</li>\n"));
      out.append("</ul>\n");
      if (!section.commands().isEmpty()) {
        out.append("<p>What would help; nothing of it was done:</p>\n<ul>\n");
        section
            .commands()
            .forEach(
                line -> out.append("<li><code>").append(escaped(line)).append("</code></li>\n"));
        out.append("</ul>\n");
      }
    }
    return out.append("</body></html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
