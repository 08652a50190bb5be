package io.sectorsh.scripts.number;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.scripts.number.NumberFinding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Finds numbers that would be given out twice, and what else does not fit together. */
final class NumberAudit {
  private final long miner;
  private final NumberFacts facts;
  private final List<NumberFinding> findings = new ArrayList<>();

  /**
   * @param miner its actor id
   */
  NumberAudit(long miner, NumberFacts facts) {
    this.miner = miner;
    this.facts = facts;
  }

  List<NumberFinding> findings() {
    String set = "nextid set " + facts.assigned().last().orElse(0);
    add(Weight.COLLISION, "in use, and lotus takes them for free", facts.endangeredByLotus(), set);
    add(
        Weight.COLLISION,
        "in use, and damocles may still hand them out",
        facts.endangeredByDamocles(),
        DamoclesCounter.liftedTo(miner, facts.endangeredByDamocles().last().orElse(0)));
    add(
        Weight.NOTE,
        "kept back in lotus, and damocles may hand them out: right if they were kept for it",
        facts.reservedAheadOfDamocles(),
        "");
    add(
        Weight.NOTE,
        "known to both: only one of the two may work on them",
        facts.recordsInLotus().intersect(facts.inDamocles()),
        "");
    add(
        Weight.NOTE,
        "files without a sector in lotus, damocles or on chain",
        facts
            .files()
            .subtract(facts.recordsInLotus())
            .subtract(facts.inDamocles())
            .subtract(facts.onChain()),
        "stores.find(NUMBER) tells where they are.");
    facts.lotus().ifPresent(this::addNextidWithoutEffect);
    return findings;
  }

  private void addNextidWithoutEffect(LotusNumbers lotus) {
    OptionalLong last = lotus.lastAssigned();
    if (last.isPresent()) {
      add(
          Weight.NOTE,
          "nextid says they are assigned, and lotus asks only its bitfield",
          SectorNumbers.range(0, last.getAsLong()).subtract(lotus.allocated()),
          "nextid set " + last.getAsLong());
    }
  }

  private void add(Weight weight, String what, SectorNumbers numbers, String next) {
    if (!numbers.isEmpty()) {
      findings.add(new NumberFinding(weight, what, numbers, next));
    }
  }
}
