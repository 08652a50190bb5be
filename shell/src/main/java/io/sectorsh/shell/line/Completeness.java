package io.sectorsh.shell.line;

/** Tells whether a line is finished or goes on in the next. */
public final class Completeness {
  private static final String AWAITS_MORE = "=+*%&|,.?:<";

  private Completeness() {}

  /** Whether something is open, so that what was typed cannot be all. */
  public static boolean isOpen(String source) {
    SourceScan scan = SourceScan.of(source);
    if (scan.isOpen()) {
      return true;
    }
    String text = source.stripTrailing();
    if (text.isEmpty() || text.startsWith("import ")) {
      return false;
    }
    return text.endsWith("\\") || endsInOperator(text, scan.last());
  }

  private static boolean endsInOperator(String text, char last) {
    if (text.charAt(text.length() - 1) != last) {
      return false;
    }
    return text.endsWith("->")
        || (AWAITS_MORE.indexOf(last) >= 0 && !text.endsWith("++") && !text.endsWith(".*"));
  }
}
