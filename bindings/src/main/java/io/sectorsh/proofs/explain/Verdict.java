package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.List;

/** Says in a sentence how a window stands. */
final class Verdict {
  private Verdict() {}

  static String of(WindowFacts facts, List<Cause> causes) {
    return switch (facts.window().phase()) {
      case AHEAD -> ahead(causes);
      case OPEN -> open(facts, causes);
      case PAST -> past(facts, causes);
    };
  }

  private static String ahead(List<Cause> causes) {
    return causes.isEmpty()
        ? "nothing is seen that would keep it from being proven"
        : "it will not be proven as a whole, as things stand";
  }

  private static String open(WindowFacts facts, List<Cause> causes) {
    if (facts.chain().live().isEmpty()) {
      return "it has no sectors to prove";
    }
    String left = Wording.of(facts.window().until(facts.window().close()));
    SectorNumbers open = facts.openPartitions();
    if (!open.isEmpty()) {
      return "open for " + left + ", and " + Wording.partitions(open) + " not proven yet";
    }
    return causes.isEmpty() ? "proven" : "proven, but not as a whole";
  }

  private static String past(WindowFacts facts, List<Cause> causes) {
    if (facts.chain().live().isEmpty()) {
      return "it had no sectors to prove";
    }
    SectorNumbers open = facts.openPartitions();
    SectorNumbers lost = facts.chain().lost();
    if (!open.isEmpty() && facts.landed().isKnown()) {
      return "missed: "
          + Wording.partitions(open)
          + " not proven, "
          + Wording.sectors(lost)
          + " lost power";
    }
    if (!lost.isEmpty()) {
      return "proven without " + Wording.sectors(lost) + ", which lost power";
    }
    return causes.isEmpty() ? "proven" : "proven, but the next one is in danger";
  }
}
