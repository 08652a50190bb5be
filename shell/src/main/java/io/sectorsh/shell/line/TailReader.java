package io.sectorsh.shell.line;

import io.sectorsh.shell.command.Form;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes {@code | json}, {@code | csv}, {@code | table}, {@code | count} and {@code >> FILE} off the
 * end of a line. {@code |} and {@code >>} stay Groovy's operators wherever the tail is anything
 * else, or a variable.
 */
public final class TailReader {
  private static final Map<String, Form> FORMS =
      Map.of("json", Form.JSON, "csv", Form.CSV, "table", Form.TABLE, "count", Form.COUNT);

  private final Predicate<String> isVariable;

  /**
   * @param isVariable whether a name means something in the language, so that it is no tail
   */
  public TailReader(Predicate<String> isVariable) {
    this.isVariable = isVariable;
  }

  /** Takes a line apart; its form is automatic if it names none. */
  public Line read(String text) {
    Optional<Integer> arrow = operator(text, ">>");
    if (arrow.isPresent()) {
      Optional<String> file = file(text.substring(arrow.get() + 2).strip());
      if (file.isPresent()) {
        Line rest = form(text.substring(0, arrow.get()));
        Form form = rest.form() == Form.AUTOMATIC ? formOf(file.get()) : rest.form();
        return new Line(rest.expression(), form, file);
      }
    }
    return form(text);
  }

  private Line form(String text) {
    Optional<Integer> pipe = operator(text, "|");
    if (pipe.isPresent()) {
      String word = text.substring(pipe.get() + 1).strip();
      Form form = FORMS.get(word);
      String expression = text.substring(0, pipe.get()).strip();
      if (form != null && !expression.isEmpty() && !isVariable.test(word)) {
        return new Line(expression, form, Optional.empty());
      }
    }
    return new Line(text.strip(), Form.AUTOMATIC, Optional.empty());
  }

  /**
   * Where the operator stands for the last time outside of everything, and is not part of another.
   */
  private static Optional<Integer> operator(String text, String operator) {
    List<Integer> outside = SourceScan.of(text).outside();
    for (int index = outside.size() - operator.length(); index >= 0; index--) {
      int at = outside.get(index);
      if (text.startsWith(operator, at)) {
        char mark = operator.charAt(0);
        int end = at + operator.length();
        boolean longer =
            (at > 0 && text.charAt(at - 1) == mark)
                || (end < text.length() && (text.charAt(end) == mark || text.charAt(end) == '='));
        return longer ? Optional.empty() : Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /** A file's name is one word that could not be meant as a number or a variable to shift by. */
  private Optional<String> file(String word) {
    boolean quoted =
        word.length() > 2
            && (word.charAt(0) == '\'' || word.charAt(0) == '"')
            && word.indexOf(word.charAt(0), 1) == word.length() - 1;
    if (quoted) {
      return Optional.of(word.substring(1, word.length() - 1));
    }
    boolean named =
        !word.isEmpty()
            && word.chars()
                .noneMatch(mark -> Character.isWhitespace(mark) || "()[]{}\"'".indexOf(mark) >= 0)
            && !Character.isDigit(word.charAt(0));
    return named && !isVariable.test(word) ? Optional.of(word) : Optional.empty();
  }

  private static Form formOf(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return Form.CSV;
    }
    return name.endsWith(".json") ? Form.JSON : Form.AUTOMATIC;
  }
}
