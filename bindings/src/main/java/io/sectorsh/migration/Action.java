package io.sectorsh.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One change of one system, which can be looked at, done, checked and undone.
 *
 * <p>An action lives on disk as {@link #kind()} and {@link #parameters()}: another process, another
 * operator or the same one after a power cut reads it back through {@link ActionKinds} and goes on.
 * So it holds no state of its own: whether it is done is judged from the world each time. Effects
 * are all or nothing in the eyes of {@link #inspect}: what a killed process left halfway counts as
 * not done, and doing it again repairs it.
 *
 * <p>Failures are thrown as {@link OperatorException}; the runner then inspects once more, since a
 * failed call may have acted.
 */
public interface Action {
  /** What kind of change it is, a stable text such as {@code file.move}. */
  String kind();

  /** All that is needed to read the action back; never a token. */
  ObjectNode parameters();

  /** One line in the operator's words, such as {@code move s-t01000-5 from /mnt/a to /mnt/b}. */
  String describe();

  /** How many bytes it moves or writes, for estimates and rates; 0 if that says nothing. */
  default long bytes() {
    return 0;
  }

  /**
   * What it touches, as coarse lock names: {@code repo:/data/lotusminer}, {@code store:/mnt/a},
   * {@code miner:t04079}. Two migrations that name the same one do not run at the same time.
   */
  default Set<String> resources() {
    return Set.of();
  }

  /** Whether it can be undone, or why not. */
  default Reversibility reversibility() {
    return Reversibility.reversible();
  }

  /**
   * Whether it builds on the effects of earlier actions of the same plan, so that nothing can be
   * said about it before its turn. It then begins a new batch.
   */
  default boolean judgedAtItsTurn() {
    return false;
  }

  /** Whether it is done, not done or in conflict, judged from the world alone. Changes nothing. */
  Inspection inspect(Reading reading);

  /**
   * What {@link #undo} needs to know of the world before; taken right before the effect and durable
   * before it begins.
   */
  default PreImage preImage(Reading reading) {
    return PreImage.none();
  }

  /**
   * The same as {@link #inspect} where this migration may have begun it: a system that goes on by
   * itself may by now be past what was to be done, which the image of what was before can tell.
   */
  default Inspection inspectBegun(PreImage before, Reading reading) {
    return inspect(reading);
  }

  /**
   * Whether {@link #undo} works only with the image that {@link #preImage} took. Where it does not,
   * an effect whose record was lost with the journal's tail can be undone all the same.
   */
  default boolean undoNeedsPreImage() {
    return true;
  }

  /**
   * What it changes, as it is now and as {@link #apply} would leave it. Called where {@link
   * #inspect} says not done, with the same reading.
   */
  default List<Alteration> alterations(Reading reading) {
    return List.of(Alteration.ofWords(describe(), Optional.of("not done"), Optional.of("done")));
  }

  /**
   * Changes the view that its system has in a sandbox as {@link #apply} would change the system, so
   * that later reads see it. Called where {@link #inspect} says not done in that view.
   *
   * @return false if there is no such view: then a sandbox refuses the action
   */
  default boolean pretend(Overlay overlay) {
    return false;
  }

  /** Does it. Called only where {@link #inspect} says not done. */
  void apply(BatchContext context);

  /**
   * Asks the batch to make the effect survive a power cut ({@link BatchContext#syncLater}). Called
   * after {@link #apply}, after {@link #undo}, and for what is found done after a crash.
   */
  default void makeDurable(BatchContext context) {}

  /**
   * Checks the effect once the batch is durable.
   *
   * @throws OperatorException if it is not what it should be
   */
  default void verify(Reading reading) {
    Inspection found = inspect(reading);
    if (!(found instanceof Inspection.Done)) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "it was carried out without an error, but is " + found.words(),
          describe(),
          "Look at it by hand before going on.");
    }
  }

  /**
   * Whether it is undone (done), to be undone (not done), or cannot be (conflict), judged from the
   * world alone.
   */
  default Inspection inspectUndo(PreImage before, Reading reading) {
    Inspection found = inspect(reading);
    if (found instanceof Inspection.NotDone) {
      return Inspection.done();
    }
    return found instanceof Inspection.Done ? Inspection.notDone("") : found;
  }

  /**
   * Brings back what was before. Called only where {@link #inspectUndo} says not done; never for an
   * irreversible action.
   */
  void undo(PreImage before, BatchContext context);
}
