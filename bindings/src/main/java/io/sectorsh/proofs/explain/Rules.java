package io.sectorsh.proofs.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All rules, and the order of what they find. */
final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new ChainSyncRule(),
          new LotusProverRule(),
          new DamoclesProverRule(),
          new PendingMessageRule(),
          new FailedMessageRule(),
          new SenderRule(),
          new DisputeRule(),
          new StoreRule(),
          new FileRule(),
          new IndexRule(),
          new OwnerRule(),
          new RecoveryRule(),
          new TimeRule(),
          new SlowReadsRule(),
          new SkippedRule(),
          new NothingSentRule());

  private Rules() {}

  /** Every cause, the surest first. */
  static List<Cause> causes(WindowFacts facts) {
    List<Cause> causes = new ArrayList<>();
    ALL.forEach(rule -> causes.addAll(rule.look(facts)));
    causes.sort(Comparator.comparingInt(Cause::confidence).reversed());
    return List.copyOf(causes);
  }
}
