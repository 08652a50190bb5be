package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.explain.DamoclesFacts.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks whether the damocles manager that has the sectors proves, and its workers with it. */
final class DamoclesProverRule implements Rule {
  private static final Duration SILENT = Duration.ofMinutes(5);

  @Override
  public List<Cause> look(WindowFacts facts) {
    Optional<DamoclesFacts> damocles =
        facts.damocles().value().filter(known -> facts.isDamoclesProver());
    List<Cause> causes = new ArrayList<>();
    damocles.filter(known -> !known.isUp()).map(known -> down(facts, known)).ifPresent(causes::add);
    boolean open = !facts.openPartitions().isEmpty();
    damocles
        .filter(known -> known.workerProver() && open)
        .ifPresent(
            known -> {
              failed(facts, known).ifPresent(causes::add);
              gone(facts, known).ifPresent(causes::add);
            });
    return causes;
  }

  private static Cause down(WindowFacts facts, DamoclesFacts damocles) {
    SectorNumbers ofLotus = facts.lotus().get(LotusFacts::sectors).orElse(SectorNumbers.EMPTY);
    return Cause.of(
            CauseKind.MANAGER_DOWN, 95, "the damocles manager does not run, and it has the sectors")
        .sectors(facts.chain().live().subtract(ofLotus))
        .seen(damocles.where() + ": " + damocles.down())
        .fix("damocles-manager daemon run --poster")
        .fix("journalctl -u damocles-manager -n 100");
  }

  private static Optional<Cause> failed(WindowFacts facts, DamoclesFacts damocles) {
    return damocles.jobs().stream()
        .filter(job -> !job.error().isEmpty())
        .filter(job -> isOfWindow(facts, job))
        .reduce((earlier, later) -> later)
        .map(
            job ->
                Cause.of(
                        CauseKind.PROVER_FAILED,
                        94,
                        "the proving worker %s failed: %s".formatted(job.worker(), job.error()))
                    .sectors(facts.chain().toProveIn(facts.openPartitions()))
                    .seen("job %s, try %d, %s".formatted(job.id(), job.tries(), job.state()))
                    .fix("damocles-manager util worker wdpost reset " + job.id()));
  }

  private static boolean isOfWindow(WindowFacts facts, Job job) {
    Instant from = facts.window().clock().timeOf(facts.window().challenge());
    return !job.created().isBefore(from.minusSeconds(60));
  }

  private static Optional<Cause> gone(WindowFacts facts, DamoclesFacts damocles) {
    boolean alive =
        damocles.workers().stream()
            .anyMatch(worker -> worker.lastPing().isAfter(facts.wall().minus(SILENT)));
    boolean taken =
        damocles.jobs().stream()
            .flatMap(job -> job.heartbeat().stream())
            .anyMatch(beat -> beat.isAfter(facts.wall().minus(SILENT)));
    if (alive || taken) {
      return Optional.empty();
    }
    Cause cause =
        Cause.of(
                CauseKind.WORKERS_GONE,
                93,
                "workers have to prove, and none was heard of for " + Wording.of(SILENT))
            .sectors(facts.chain().toProveIn(facts.openPartitions()));
    for (DamoclesFacts.Worker worker : damocles.workers()) {
      cause = cause.seen(worker.name() + " was heard of last at " + worker.lastPing());
    }
    return Optional.of(
        cause
            .fix("systemctl restart damocles-worker on the proving machines")
            .fix("damocles-manager util worker list"));
  }
}
