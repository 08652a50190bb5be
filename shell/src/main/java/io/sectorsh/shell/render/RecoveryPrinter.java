package io.sectorsh.shell.render;

import io.sectorsh.proofs.recover.Recovery;
import io.sectorsh.proofs.recover.RecoveryStep;

/** Writes what can be done about a sector, in its order, and how it is planned. */
final class RecoveryPrinter {
  private final Page page;

  RecoveryPrinter(Page page) {
    this.page = page;
  }

  void print(Recovery recovery) {
    page.line(recovery.check().toString());
    int number = 1;
    for (RecoveryStep step : recovery.steps()) {
      page.line(number++ + ". " + step.text());
      step.command().ifPresent(command -> page.line("   by hand: " + command));
      step.until().ifPresent(last -> page.line("   last epoch that helps: " + last));
    }
    if (recovery.steps().isEmpty()) {
      page.line("Nothing has to be done about its files or its faults.");
    }
    if (recovery.steps().stream().anyMatch(step -> step.action().isPresent())) {
      page.line("Nothing was changed. What is not by hand is planned with:");
      page.line("migration('repair') { proofs.recover(" + recovery.sector() + ").submit() }");
    }
  }
}
