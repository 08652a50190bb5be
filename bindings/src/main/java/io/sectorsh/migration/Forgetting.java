package io.sectorsh.migration;

import java.util.List;

/** Takes a migration out of the journal. */
final class Forgetting {
  private static final List<String> TABLES =
      List.of(
          "owners", "controls", "events", "images", "outcomes", "resources", "actions", "batches");

  private Forgetting() {}

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
