package io.sectorsh.shell.render;

import io.sectorsh.proofs.explain.Budget;
import io.sectorsh.proofs.explain.Cause;
import io.sectorsh.proofs.explain.Explanation;
import io.sectorsh.proofs.picture.PostRow;
import io.sectorsh.proofs.picture.Window;
import java.util.List;

/** Writes why a window of proof failed, or would: to be read at night, in 80 columns. */
final class ExplanationPrinter {
  private static final int LABEL = 9;

  /** Of a pipe or a file, too: it is read on some terminal in the end. */
  private static final int USUAL_WIDTH = 80;

  private final Screen screen;
  private final Page page;
  private final int width;

  ExplanationPrinter(Screen screen, Page page) {
    this.screen = screen;
    this.page = page;
    this.width = screen.terminal() ? screen.width() : USUAL_WIDTH;
  }

  void print(Explanation explanation) {
    explanation.window().ifPresent(window -> head(explanation, window));
    boolean good = explanation.causes().isEmpty();
    page.line(ink(good ? Ink.GREEN : Ink.RED, explanation.verdict()));
    int number = 1;
    for (Cause cause : explanation.causes()) {
      page.line("");
      cause(number++, cause);
    }
    page.line("");
    explanation.posts().forEach(this::post);
    explanation.budget().ifPresent(this::budget);
    explanation.notSeen().forEach(line -> labelled("not seen", line));
    if (!good) {
      page.line("Nothing was changed; what helps is yours to run.");
    }
  }

  private void head(Explanation explanation, Window window) {
    String open = KnownText.of(window.timeOf(window.open()), Style.BRIEF);
    String close = KnownText.of(window.timeOf(window.close()), Style.BRIEF);
    page.line(ink(Ink.BOLD, "deadline " + window.deadline() + " of " + explanation.miner()));
    page.line("window " + open + " to " + close + ", head " + window.head());
  }

  private void cause(int number, Cause cause) {
    String title = number + ". " + cause.kind() + ", " + cause.confidence() + " %";
    page.line(ink(Ink.BOLD, title));
    wrapped("   ", "   ", cause.text());
    if (!cause.sectors().isEmpty()) {
      labelled("sectors", brief(cause.sectors().toString()));
    }
    cause.file().ifPresent(file -> whole("file", file + place(cause)));
    cause.message().ifPresent(message -> whole("message", message.toString()));
    cause.evidence().forEach(line -> labelled("seen", line));
    cause.fixes().forEach(line -> fix(line));
  }

  private static String place(Cause cause) {
    return cause.offset() == 0 ? "" : " at byte " + cause.offset();
  }

  /** A command is left in one piece, so that it can be copied. */
  private void fix(String line) {
    if (line.endsWith(".")) {
      labelled("helps", line);
    } else {
      whole("helps", line);
    }
  }

  private void post(PostRow post) {
    String skipped = post.skipped().isEmpty() ? "" : ", skipped " + post.skipped();
    labelled(
        "proof",
        "partitions %s at epoch %s, exit code %d%s"
            .formatted(post.partitions(), post.height(), post.exitCode(), skipped));
  }

  private void budget(Budget budget) {
    budget
        .needed()
        .filter(needed -> budget.sectors() > 0)
        .ifPresent(
            needed ->
                labelled(
                    "time",
                    "%d sectors to prove take about %s, %s are left"
                        .formatted(
                            budget.sectors(),
                            DurationText.of(needed),
                            DurationText.of(budget.left()))));
  }

  private String brief(String numbers) {
    int room = width - LABEL - 3;
    return numbers.length() <= room ? numbers : numbers.substring(0, room - 1) + screen.ellipsis();
  }

  private void whole(String label, String text) {
    page.line("   " + label + " ".repeat(LABEL - label.length()) + text);
  }

  private void labelled(String label, String text) {
    String first = "   " + label + " ".repeat(LABEL - label.length());
    wrapped(first, " ".repeat(first.length()), text);
  }

  private void wrapped(String first, String further, String text) {
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : List.of(text.split(" ", -1))) {
      if (!empty && line.length() + 1 + word.length() > width) {
        page.line(line.toString());
        line = new StringBuilder(further);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    page.line(line.toString());
  }

  private String ink(Ink ink, String text) {
    return screen.colour() ? ink.on(text) : text;
  }
}
