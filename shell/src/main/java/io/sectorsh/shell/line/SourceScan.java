package io.sectorsh.shell.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A walk through Groovy or Java source that knows strings, comments and brackets, and nothing else.
 *
 * <p>It answers at once, while the compiler is still loading.
 */
final class SourceScan {
  private static final String BEFORE_OPERAND = "(,=[{!&|?:;~<>+-*%^";

  private final String source;
  private final List<Integer> outside = new ArrayList<>();
  private final Deque<Character> open = new ArrayDeque<>();
  private boolean inText;
  private boolean closesTooMuch;
  private int at;
  private char last;

  private SourceScan(String source) {
    this.source = source;
  }

  static SourceScan of(String source) {
    SourceScan scan = new SourceScan(source);
    scan.walk();
    return scan;
  }

  /** Where the characters are that stand outside of strings, comments and brackets. */
  List<Integer> outside() {
    return outside;
  }

  /** Whether a string, a comment or a bracket is still open. */
  boolean isOpen() {
    return !closesTooMuch && (inText || !open.isEmpty());
  }

  /** The last character that is neither blank nor comment; 0 if there is none. */
  char last() {
    return last;
  }

  private void walk() {
    while (at < source.length()) {
      step();
    }
  }

  private void step() {
    char here = source.charAt(at);
    if (source.startsWith("//", at)) {
      skipTo("\n");
    } else if (source.startsWith("/*", at)) {
      at += 2;
      text("*/", false, false);
    } else if (source.startsWith("'''", at) || source.startsWith("\"\"\"", at)) {
      at += 3;
      text(String.valueOf(here).repeat(3), true, here == '"');
      last = here;
    } else if (here == '\'' || here == '"') {
      at++;
      text(String.valueOf(here), true, here == '"');
      last = here;
    } else if (source.startsWith("$/", at)) {
      at += 2;
      text("/$", false, true);
      last = '$';
    } else if (here == '/' && isSlashy()) {
      at++;
      text("/", true, true);
      last = '/';
    } else {
      plain(here);
    }
  }

  private void plain(char here) {
    if ("([{".indexOf(here) >= 0) {
      open.push(here);
    } else if (")]}".indexOf(here) >= 0) {
      if (open.isEmpty()) {
        closesTooMuch = true;
      } else {
        open.pop();
      }
    } else if (open.isEmpty()) {
      outside.add(at);
    }
    if (!Character.isWhitespace(here)) {
      last = here;
    }
    at++;
  }

  /** A slash starts a string where a value is expected, and divides elsewhere. */
  private boolean isSlashy() {
    return source.charAt(at) == '/'
        && !source.startsWith("//", at)
        && (last == 0 || BEFORE_OPERAND.indexOf(last) >= 0)
        && source.indexOf('/', at + 1) > 0;
  }

  private void skipTo(String end) {
    int found = source.indexOf(end, at);
    at = found < 0 ? source.length() : found;
  }

  /** Walks to the end of a string or comment; values inside of a string are source again. */
  private void text(String end, boolean escapes, boolean values) {
    while (at < source.length()) {
      if (source.startsWith(end, at)) {
        at += end.length();
        return;
      }
      if (escapes && source.charAt(at) == '\\') {
        at += 2;
      } else if (values && source.startsWith("${", at)) {
        at += 2;
        value();
      } else if (end.length() == 1 && source.charAt(at) == '\n' && !end.equals("/")) {
        return;
      } else {
        at++;
      }
    }
    inText = end.length() > 1 || source.isEmpty() || isContinued();
  }

  private void value() {
    int depth = open.size();
    open.push('{');
    while (at < source.length() && open.size() > depth) {
      step();
    }
  }

  /** A string of one line does not go on: its end is missing for good, and the compiler says so. */
  private boolean isContinued() {
    return source.endsWith("\\");
  }
}
