package io.sectorsh.migration;

/** Takes down the actions of a plan, in the order in which they will be done. */
public interface Recorder {
  /** Adds one; looks at the world for it, changes nothing. */
  void add(Action action);

  /**
   * Adds one that builds on earlier ones, so that it is judged when they are done. It begins a new
   * batch.
   */
  void addLater(Action action);

  /** Ends the batch here: what follows begins after a checkpoint. */
  void checkpoint();
}
