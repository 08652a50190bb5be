package io.sectorsh.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What code would change, found out by running it in a sandbox: nothing is changed, but the code
 * itself reads as if it were, as far as its systems can pretend ({@link Action#pretend}). Held in
 * memory, and forgotten with this.
 */
public final class Trial {
  private final List<Tried> changes = new ArrayList<>();
  private final Map<String, Alteration> alterations = new LinkedHashMap<>();

  private Trial() {}

  /** Runs code whose changes go into the trial instead of the systems. */
  public static Trial of(ChangeGuard guard, Consumer<Recorder> body) {
    return of(guard, body, ProgressListener.none());
  }

  /** As the other method, and tells how far it is; called on the thread that changes something. */
  public static Trial of(ChangeGuard guard, Consumer<Recorder> body, ProgressListener listener) {
    Trial trial = new Trial();
    Overlay view = new Overlay();
    Recorder notes = new PlanMeter("trying", trial.new Notes(view), listener);
    guard.tryOut(notes, view, () -> body.accept(notes));
    return trial;
  }

  private final class Notes implements Recorder {
    private final Overlay view;

    Notes(Overlay view) {
      this.view = view;
    }

    @Override
    public synchronized void add(Action action) {
      Inspection seen = look(action);
      if (seen instanceof Inspection.NotDone && !action.pretend(view)) {
        throw new RefusedException(
            "refused in a sandbox, where it cannot be tried without doing it: " + action.describe(),
            "Put it into a plan instead: migration('name') { ... }");
      }
      changes.add(new Tried(action, seen));
    }

    private Inspection look(Action action) {
      try (ReadingPass reading = new ReadingPass(Optional.of(view))) {
        Inspection seen = Look.at(action, reading);
        if (seen instanceof Inspection.NotDone) {
          action.alterations(reading).forEach(Trial.this::note);
        }
        return seen;
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

  private void note(Alteration altered) {
    alterations.merge(altered.thing(), altered, Alteration::then);
  }

  /** What all changes together come to, value by value: what was and what would be. */
  public List<Difference> getDiff() {
    return alterations.values().stream().flatMap(each -> Differences.of(each).stream()).toList();
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
