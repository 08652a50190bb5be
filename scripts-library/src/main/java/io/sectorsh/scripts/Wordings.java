package io.sectorsh.scripts;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one copy of each text that many rows of a report have in common, so that the rows of a
 * whole fleet take little memory. Beyond some thousand texts it keeps no more.
 */
public final class Wordings {
  private static final int MOST = 4096;

  private final Map<String, String> kept = new HashMap<>();

  /** None yet. */
  public Wordings() {}

  /** The same text, in the copy that earlier rows have. */
  public String of(String text) {
    if (kept.size() >= MOST) {
      return kept.getOrDefault(text, text);
    }
    String earlier = kept.putIfAbsent(text, text);
    return earlier == null ? text : earlier;
  }
}
