package io.sectorsh.shell.render;

import io.sectorsh.proofs.recover.Recovery;
import io.sectorsh.proofs.recover.RecoveryStep;

/** Writes what can be done about a sector, in its order, and how it is planned. */
final class RecoveryPrinter {
  private final Screen screen;
  private final Page page;

  RecoveryPrinter(Screen screen, Page page) {
    this.screen = screen;
    this.page = page;
  }

  void print(Recovery recovery) {
    line(recovery.check().toString());
    int number = 1;
    for (RecoveryStep step : recovery.steps()) {
      line(number++ + ". " + step.text());
      step.command().ifPresent(command -> line("   by hand: " + command));
      step.until().ifPresent(last -> line("   last epoch that helps: " + last));
    }
    if (recovery.steps().isEmpty()) {
      line("Nothing has to be done about its files or its faults.");
    }
    if (recovery.steps().stream().anyMatch(step -> step.action().isPresent())) {
      line("Nothing was changed. What is not by hand is planned with:");
      line("migration('repair') { proofs.recover(" + recovery.sector() + ").submit() }");
    }
  }

  private void line(String text) {
    screen.lines(text).forEach(page::line);
  }
}
