package io.sectorsh.proofs.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks whether the lotus-miner that has the sectors proves at all. */
final class LotusProverRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    Optional<LotusFacts> lotus = facts.lotus().value().filter(known -> facts.isLotusProver());
    List<Cause> causes = new ArrayList<>();
    lotus.filter(known -> !known.isUp()).map(known -> down(facts, known)).ifPresent(causes::add);
    lotus
        .filter(known -> !known.disabled().isEmpty())
        .map(known -> disabled(facts, known))
        .ifPresent(causes::add);
    lotus
        .filter(known -> !facts.openPartitions().isEmpty())
        .flatMap(known -> known.lastState().flatMap(state -> failed(facts, state)))
        .ifPresent(causes::add);
    return causes;
  }

  private static Cause down(WindowFacts facts, LotusFacts lotus) {
    return Cause.of(CauseKind.MINER_DOWN, 95, "lotus-miner does not run, and it has the sectors")
        .sectors(facts.chain().live().intersect(lotus.sectors()))
        .seen(lotus.where() + ": " + lotus.down())
        .fix("lotus-miner run")
        .fix("journalctl -u lotus-miner -n 100");
  }

  private static Cause disabled(WindowFacts facts, LotusFacts lotus) {
    String key = lotus.disabled().get(0);
    return Cause.of(
            CauseKind.POST_DISABLED,
            94,
            "lotus-miner is configured not to prove: " + key + " = true")
        .sectors(facts.chain().live().intersect(lotus.sectors()))
        .seen("config.toml of " + lotus.where() + " sets " + String.join(" and ", lotus.disabled()))
        .fix("Set " + key + " = false in config.toml, then restart lotus-miner.");
  }

  private static Optional<Cause> failed(WindowFacts facts, String state) {
    if (!state.equals("faulted") && !state.equals("aborted")) {
      return Optional.empty();
    }
    return Optional.of(
        Cause.of(
                CauseKind.PROVER_FAILED,
                60,
                state.equals("aborted")
                    ? "lotus-miner gave the window up before it had a proof"
                    : "lotus-miner ended its work on the window with an error")
            .sectors(facts.chain().toProveIn(facts.openPartitions()))
            .seen("its journal says last: " + state)
            .fix("Look for wdpost and window post in the log of lotus-miner around that time."));
  }
}
