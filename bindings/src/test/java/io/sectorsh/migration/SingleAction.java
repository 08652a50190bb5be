package io.sectorsh.migration;

/** One action by itself, for tests of other packages: carried out, and undone. */
public final class SingleAction {
  private SingleAction() {}

  /** See {@link SingleRun#apply}. */
  public static PreImage apply(Action action) {
    return SingleRun.apply(action);
  }

  /** See {@link SingleRun#undo}. */
  public static void undo(Action action, PreImage before) {
    SingleRun.undo(action, before);
  }
}
