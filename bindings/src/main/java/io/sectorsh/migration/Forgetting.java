package io.sectorsh.migration;

import java.util.List;

/** Takes a migration out of the journal. */
final class Forgetting {
  private static final List<String> TABLES =
      List.of(
          "owners", "controls", "events", "images", "outcomes", "resources", "actions", "batches");

  private Forgetting() {}

  /** Plans whose recording was cut off: nothing was done for them. */
  static void forgetAbandoned(Journal journal) {
    journal
        .list("SELECT id FROM migrations WHERE state = 'recording'", row -> row.getLong(1))
        .stream()
        .filter(id -> isAbandoned(journal, id))
        .forEach(id -> forget(journal, id));
  }

  private static boolean isAbandoned(Journal journal, long migration) {
    return Ownership.of(journal, migration)
        .filter(owner -> !owner.isElsewhere() && !owner.isAlive())
        .isPresent();
  }

  static void forget(Journal journal, long migration) {
    journal.transaction(
        () -> {
          for (String table : TABLES) {
            journal.run("DELETE FROM " + table + " WHERE migration = ?", migration);
          }
          return journal.run("DELETE FROM migrations WHERE id = ?", migration);
        });
  }
}
