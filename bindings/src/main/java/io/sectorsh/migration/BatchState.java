package io.sectorsh.migration;

import java.util.Locale;

/** Where a batch stands in the journal. */
enum BatchState {
  /** Not begun. */
  PLANNED,
  /** Effects may be there: what has no outcome is to be inspected. */
  INTENT,
  /** Closed before its end: what has no outcome has no effect. */
  PARTIAL,
  /** Each action has an outcome; a checkpoint. */
  CLOSED,
  /** Being undone: what is done may be undone already. */
  UNDO_INTENT,
  /** Undone. */
  UNDONE;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static BatchState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
