package io.sectorsh.migration;

/**
 * How far to undo.
 *
 * @param checkpoint the batch after which everything is undone; 0 is the start
 * @param leaveIrreversible whether what cannot be undone is left in place, and told in the report
 */
public record Rollback(int checkpoint, boolean leaveIrreversible) {
  /** All of it. */
  public static Rollback toStart() {
    return new Rollback(0, false);
  }

  /** What came after a checkpoint. */
  public static Rollback toCheckpoint(int checkpoint) {
    return new Rollback(checkpoint, false);
  }

  /** The same, and what cannot be undone is left in place. */
  public Rollback leavingIrreversible() {
    return new Rollback(checkpoint, true);
  }
}
