package io.sectorsh.migration;

import java.util.Locale;

/** What has become of an action, as far as the journal knows. */
public enum ActionState {
  /** Its turn has not come. */
  PLANNED,
  /** Its batch was under way when the journal ends: the next run inspects it. */
  BEGUN,
  /** Carried out by this migration and verified. */
  DONE,
  /** Done already when its turn came; by whom, the journal does not know. */
  FOUND_DONE,
  /** Looked at after the failure and not done. */
  FAILED,
  /** Failed, and it could not be told whether it acted: the next run inspects it first. */
  UNKNOWN,
  /** Undone by a rollback and verified, or found undone. */
  UNDONE,
  /** A rollback left its effect in place, with the reason. */
  LEFT,
  /** A rollback could not undo it. */
  UNDO_FAILED;

  /** As people and the journal write it, such as {@code found-done}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ActionState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
