package io.sectorsh.migration;

/** Hears of each step of a run after it was taken; there so that tests can kill it there. */
@FunctionalInterface
interface Transitions {
  /** The steps. */
  enum Step {
    OWNED,
    CHECKED,
    STARTED,
    INTENT,
    EFFECT,
    JOINT,
    SYNCED,
    VERIFIED,
    CLOSED,
    UNDO_STARTED,
    UNDO_INTENT,
    UNDO_EFFECT,
    UNDO_JOINT,
    UNDO_SYNCED,
    UNDO_VERIFIED,
    UNDO_CLOSED,
    ENDED
  }

  Transitions NONE = step -> {};

  void reached(Step step);
}
