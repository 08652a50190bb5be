package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;

/**
 * One action by itself, outside of a migration: looked at, carried out, made durable and verified,
 * but not kept in a journal.
 */
final class SingleRun {
  private static final String BY_HAND = "Look at it by hand before going on.";

  private SingleRun() {}

  /**
   * Carries it out unless it is done already.
   *
   * @return what was there before, for {@link #undo}
   * @throws OperatorException REFUSED if it is in conflict; whatever the action throws, unless the
   *     world says that it was done all the same
   */
  static PreImage apply(Action action) {
    PreImage before;
    try (ReadingPass reading = new ReadingPass()) {
      Inspection found = action.inspect(reading);
      if (found instanceof Inspection.Done) {
        return PreImage.none();
      }
      refuseConflict(action, found);
      before = action.preImage(reading);
    }
    try (BatchEffects effects = new BatchEffects(bytes -> {})) {
      carryOut(action, effects, () -> action.apply(effects));
    } catch (StoppedException stopped) {
      throw stopped;
    } catch (RuntimeException failed) {
      throwUnlessDone(action, failed);
    }
    try (ReadingPass reading = new ReadingPass()) {
      action.verify(reading);
    }
    return before;
  }

  /**
   * Brings back what was before, unless it is back already.
   *
   * @param before what {@link #apply} returned
   * @throws OperatorException REFUSED if it cannot be undone
   */
  static void undo(Action action, PreImage before) {
    if (isUndone(action, before)) {
      return;
    }
    action
        .reversibility()
        .irreversible()
        .ifPresent(
            why -> {
              throw refused(action, "it cannot be undone: " + why, "");
            });
    try (BatchEffects effects = new BatchEffects(bytes -> {})) {
      carryOut(action, effects, () -> action.undo(before, effects));
    }
    if (!isUndone(action, before)) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "it was undone without an error, but is not undone",
          action.describe(),
          BY_HAND);
    }
  }

  private static void carryOut(Action action, BatchEffects effects, Runnable effect) {
    CarriedOut.run(effect);
    action.makeDurable(effects);
    effects.joints().forEach(effects::commit);
    effects.sync();
  }

  private static void throwUnlessDone(Action action, RuntimeException failed) {
    boolean done = false;
    try (ReadingPass reading = new ReadingPass()) {
      done = action.inspect(reading) instanceof Inspection.Done;
    } catch (RuntimeException blind) {
      failed.addSuppressed(blind);
    }
    if (!done) {
      throw failed;
    }
  }

  private static boolean isUndone(Action action, PreImage before) {
    try (ReadingPass reading = new ReadingPass()) {
      Inspection found = action.inspectUndo(before, reading);
      refuseConflict(action, found);
      return found instanceof Inspection.Done;
    }
  }

  private static void refuseConflict(Action action, Inspection found) {
    if (found instanceof Inspection.Conflict conflict) {
      throw refused(action, conflict.reason(), conflict.next());
    }
  }

  private static OperatorException refused(Action action, String what, String next) {
    return new OperatorException(ErrorCode.REFUSED, what, action.describe(), next);
  }
}
