package io.sectorsh.shell.report;

import java.util.regex.Pattern;

/** Takes tokens out of text that is shown or kept. */
public final class Redactor {
  private static final String MASK = "<token>";
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]+)*");

  /** Whatever stands before an address is a token, also one that was cut or pasted wrong. */
  private static final Pattern BEFORE_ADDRESS =
      Pattern.compile(
          "[^\\s'\"(),\\[\\]{}]+(?=:(?:/(?:ip4|ip6|dns|dns4|dns6)/|https?://|wss?://))");

  private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)[A-Za-z0-9._~+/=-]{8,}");

  private Redactor() {}

  /** The text with every token replaced. */
  public static String redacted(String text) {
    if (text.length() < 8) {
      return text;
    }
    String clean = JWT.matcher(text).replaceAll(MASK);
    clean = BEFORE_ADDRESS.matcher(clean).replaceAll(MASK);
    return BEARER.matcher(clean).replaceAll("$1" + MASK);
  }
}
