package io.sectorsh.migration;

import java.util.Optional;

/**
 * Where a migration stands.
 *
 * @param id its number in the journal
 * @param name its name
 * @param state where it stands, as far as the journal knows
 * @param owner the live process that works on it; empty if none does
 * @param actions actions of the plan
 * @param done actions carried out and verified
 * @param foundDone actions that were done already when their turn came
 * @param failed actions that failed, or of which it could not be told
 * @param undone actions undone
 * @param left actions that a rollback left in place or could not undo
 * @param bytes bytes of the plan
 * @param bytesDone bytes of the actions that are done
 * @param batches batches of the plan
 * @param checkpoint the last batch before which all batches are closed; 0 is the start
 * @param next what can be done now, an imperative sentence; may be empty
 */
public record MigrationStatus(
    long id,
    String name,
    MigrationState state,
    Optional<String> owner,
    long actions,
    long done,
    long foundDone,
    long failed,
    long undone,
    long left,
    long bytes,
    long bytesDone,
    int batches,
    int checkpoint,
    String next) {

  /** Whether the process that worked on it died: the journal says it is worked on, nobody does. */
  public boolean isInterrupted() {
    return owner.isEmpty()
        && (state == MigrationState.APPLYING || state == MigrationState.ROLLING_BACK);
  }
}
