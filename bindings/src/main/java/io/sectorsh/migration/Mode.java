package io.sectorsh.migration;

import java.util.Locale;
import java.util.Optional;

/** What a session may do to the systems that it talks to. */
public enum Mode {
  /** Look only: whatever would change a system refuses. Sessions start so. */
  OBSERVE,
  /** Changes are recorded as a plan; nothing is changed. */
  PLAN,
  /** Changes are carried out. */
  APPLY;

  /** The mode as people type and read it, such as {@code observe}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode that somebody typed, if there is one of that name. */
  public static Optional<Mode> ofWord(String word) {
    for (Mode mode : values()) {
      if (mode.word().equals(word)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
