package io.sectorsh.migration;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a session's mode, refuses changes that the mode does not allow, and turns changes into a
 * plan while one is being recorded. Safe for use by several threads; a recording takes down what
 * any thread of the session submits.
 */
public final class ChangeGuard {
  private volatile Mode mode;
  private volatile Consumer<Action> runner = SingleRun::apply;
  private volatile Consumer<String> confirmer = change -> {};
  private volatile @Nullable Consumer<Action> planner;
  private @Nullable Recorder recorder;
  private @Nullable Overlay overlay;

  /** A guard that starts in the given mode. */
  public ChangeGuard(Mode mode) {
    this.mode = Objects.requireNonNull(mode);
  }

  /** The mode now. */
  public Mode mode() {
    return mode;
  }

  /** Changes the mode for what comes after. */
  public void setMode(Mode next) {
    mode = Objects.requireNonNull(next);
  }

  /** What carries out single actions outside of a migration, such as one that journals them. */
  public void setRunner(Consumer<Action> next) {
    runner = Objects.requireNonNull(next);
  }

  /** What takes single changes down in plan mode; without it they are refused there. */
  public void setPlanner(Consumer<Action> next) {
    planner = Objects.requireNonNull(next);
  }

  /**
   * What is asked, in apply mode, before something is done that leaves nothing behind by which it
   * could be undone; it throws {@link RefusedException} if that is not to be done.
   */
  public void setConfirmer(Consumer<String> next) {
    confirmer = Objects.requireNonNull(next);
  }

  /**
   * Returns if changes are allowed now.
   *
   * @param change what would be done, such as {@code write 12 sector records to /data/lotusminer}
   * @throws RefusedException in any mode but {@link Mode#APPLY}, and while a plan is recorded,
   *     since this change is none that a plan can hold
   */
  public void requireApply(String change) {
    requireApply(change, Optional.empty());
  }

  /**
   * As {@link #requireApply(String)}, for a change that has a form which a plan can hold.
   *
   * @param planned that form as it is typed, such as {@code lotus.miner.changes.remove(7)}
   */
  public void requireApply(String change, Optional<String> planned) {
    if (isTryingOut()) {
      throw new RefusedException(
          "refused in a sandbox, where it cannot be tried without doing it: " + change,
          planned
              .map(form -> "This form can be tried: " + form)
              .orElse("Do it outside of the sandbox."));
    }
    if (isRecording()) {
      throw new RefusedException(
          "refused while a plan is recorded: " + change + " cannot be part of a plan",
          planned
              .map(form -> "This form can: " + form)
              .orElse("Do it outside of the migration, before or after."));
    }
    if (mode != Mode.APPLY) {
      throw new RefusedException(
          "refused in " + mode.word() + " mode: " + change,
          "Type :mode apply to allow changes in this session.");
    }
  }

  /**
   * As {@link #requireApply(String, Optional)}, for a change that cannot be undone, or of which
   * that is not known, and which is no {@link Action}: where it matters, a person is asked for it
   * by name. Within an action, about which that person was asked as a whole, nobody is asked again.
   *
   * @throws RefusedException also if whoever was asked does not want it
   */
  public void requireConfirmed(String change, Optional<String> planned) {
    requireApply(change, planned);
    if (!CarriedOut.isUnderWay()) {
      confirmer.accept(change);
    }
  }

  /**
   * What every change of a system goes through: recorded while a plan is recorded and in plan mode,
   * carried out in apply mode, refused otherwise.
   *
   * @throws RefusedException if the mode does not allow it
   */
  public void submit(Action action) {
    Optional<Recorder> open = recorder();
    if (open.isPresent()) {
      open.get().add(action);
      return;
    }
    Consumer<Action> planning = planner;
    if (mode == Mode.PLAN && planning != null) {
      planning.accept(action);
      return;
    }
    if (mode == Mode.PLAN) {
      throw new RefusedException(
          "refused in plan mode: " + action.describe(),
          "Put it into a plan: migration('name') { ... }; or type :mode apply to do it now.");
    }
    requireApply(action.describe());
    runner.accept(action);
  }

  private synchronized Optional<Recorder> recorder() {
    return Optional.ofNullable(recorder);
  }

  /** What the code of a sandbox has changed in its own eyes; empty outside of one. */
  public synchronized Optional<Overlay> overlay() {
    return Optional.ofNullable(overlay);
  }

  /** Whether what is submitted now becomes part of a plan instead of being done. */
  public boolean isPlanning() {
    return isRecording() || mode == Mode.PLAN && planner != null;
  }

  /**
   * Returns if something may be done that no mode forbids, such as writing a new file: in a sandbox
   * nothing at all is done.
   *
   * @throws RefusedException in a sandbox
   */
  public void requireNoSandbox(String change) {
    if (isTryingOut()) {
      throw new RefusedException(
          "refused in a sandbox, where it cannot be tried without doing it: " + change,
          "Do it outside of the sandbox.");
    }
  }

  private boolean isTryingOut() {
    return overlay().isPresent();
  }

  /** Whether a plan is being recorded. */
  public boolean isRecording() {
    return recorder().isPresent();
  }

  /**
   * Runs something, and takes down what it submits instead of doing it.
   *
   * @throws RefusedException if a plan is being recorded already
   */
  public void record(Recorder into, Runnable body) {
    record(into, null, body);
  }

  /**
   * As {@link #record}, and lets it read what the recorder keeps in a view of what was submitted:
   * {@link Action#pretend}.
   */
  void tryOut(Recorder into, Overlay view, Runnable body) {
    record(into, view, body);
  }

  private void record(Recorder into, @Nullable Overlay view, Runnable body) {
    synchronized (this) {
      if (recorder != null) {
        throw new RefusedException(
            "refused while a plan is recorded: a plan within a plan",
            "Finish this migration first.");
      }
      recorder = into;
      overlay = view;
    }
    try {
      body.run();
    } finally {
      synchronized (this) {
        recorder = null;
        overlay = null;
      }
    }
  }
}
