package io.sectorsh.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What code would change, found out by running it in a sandbox: nothing is changed, but the code
 * itself reads as if it were, as far as its systems can pretend ({@link Action#pretend}). Held in
 * memory, and forgotten with this.
 */
public final class Trial {
  private final List<Tried> changes = new ArrayList<>();

  private Trial() {}

  /** Runs code whose changes go into the trial instead of the systems. */
  public static Trial of(ChangeGuard guard, Consumer<Recorder> body) {
    Trial trial = new Trial();
    Recorder notes = trial.new Notes();
    guard.tryOut(notes, () -> body.accept(notes));
    return trial;
  }

  private final class Notes implements Recorder {
    @Override
    public synchronized void add(Action action) {
      try (ReadingPass reading = new ReadingPass()) {
        changes.add(new Tried(action, Look.at(action, reading)));
      }
    }

    @Override
    public void addLater(Action action) {
      add(action);
    }

    @Override
    public void checkpoint() {
      // Batches are cut when a plan is made of it.
    }
  }

  /** The changes, in their order. */
  public List<Tried> getChanges() {
    return List.copyOf(changes);
  }

  /**
   * Makes a plan of it: a change that looked otherwise in the sandbox than in the world builds on
   * an earlier one, and is judged at its turn; one that an earlier one had done already is left.
   */
  public void planInto(Recorder recorder) {
    for (Tried change : changes) {
      Inspection now;
      try (ReadingPass reading = new ReadingPass()) {
        now = Look.at(change.action(), reading);
      }
      if (now.equals(change.seen()) || change.seen() instanceof Inspection.Conflict) {
        recorder.add(change.action());
      } else if (change.seen() instanceof Inspection.NotDone) {
        recorder.addLater(change.action());
      }
    }
  }
}
