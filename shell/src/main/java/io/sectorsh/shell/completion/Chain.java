package io.sectorsh.shell.completion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Names joined by dots, as they stand before the cursor: {@code damocles.sectors.find { ... }.}
 *
 * @param links the names from left to right; empty if what stands there is no such chain
 */
record Chain(List<Link> links) {
  /**
   * One name.
   *
   * @param name the name
   * @param indexed whether an index in brackets follows it
   */
  record Link(String name, boolean indexed) {}

  /** The chain that ends at the end of a text, which is a dot. */
  static Chain endingAt(String text) {
    return new Chain(new Walk(text).links());
  }

  /** Walks from right to left. */
  private static final class Walk {
    private final String text;
    private int end;

    Walk(String text) {
      this.text = text;
      this.end = text.length();
    }

    List<Link> links() {
      List<Link> links = new ArrayList<>();
      while (takeDot()) {
        Link link = link();
        if (link.name().isEmpty()) {
          return List.of();
        }
        links.add(link);
      }
      Collections.reverse(links);
      return links;
    }

    private boolean takeDot() {
      skipBlanks();
      if (end == 0 || text.charAt(end - 1) != '.') {
        return false;
      }
      end--;
      if (end > 0 && (text.charAt(end - 1) == '?' || text.charAt(end - 1) == '*')) {
        end--;
      }
      return true;
    }

    private Link link() {
      boolean indexed = false;
      skipBlanks();
      while (end > 0 && ")}]".indexOf(text.charAt(end - 1)) >= 0) {
        indexed |= text.charAt(end - 1) == ']';
        end = opening(text, end - 1);
        skipBlanks();
      }
      int start = end;
      while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
        start--;
      }
      Link link = new Link(text.substring(start, end), indexed);
      end = start;
      return link;
    }

    private void skipBlanks() {
      while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
    }
  }

  /** Where the bracket opens that closes at a place; 0 if it does not. */
  private static int opening(String text, int close) {
    int depth = 0;
    for (int at = close; at >= 0; at--) {
      char here = text.charAt(at);
      if (")}]".indexOf(here) >= 0) {
        depth++;
      } else if ("({[".indexOf(here) >= 0 && --depth == 0) {
        return at;
      }
    }
    return 0;
  }

  /** What stands before the innermost brace that is still open; empty if none is. */
  static String beforeOpenBrace(String text) {
    int depth = 0;
    for (int at = text.length() - 1; at >= 0; at--) {
      char here = text.charAt(at);
      if (here == '}') {
        depth++;
      } else if (here == '{' && depth-- == 0) {
        return text.substring(0, at).stripTrailing();
      }
    }
    return "";
  }
}
