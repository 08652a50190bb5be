package io.sectorsh.migration;

import java.util.Locale;

/** What planning found about an action. */
public enum PlannedState {
  /** To be done. */
  NOT_DONE,
  /** Done before the plan was made: neither done nor undone by it. */
  DONE,
  /** Cannot be done as things stand. */
  CONFLICT,
  /** Builds on earlier actions; judged when its turn comes. */
  AT_ITS_TURN;

  /** As people and the journal write it, such as {@code not-done}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static PlannedState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
