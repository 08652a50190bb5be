package io.sectorsh.migration;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a plan would do, without its actions.
 *
 * @param name the migration's name
 * @param kinds its actions by kind
 * @param batches how many batches, each closed by a checkpoint
 * @param resources what it touches and locks
 * @param sha256 the hash of all its actions: two operators who see the same one see the same plan
 */
public record PlanSummary(
    String name, List<KindCount> kinds, int batches, List<String> resources, String sha256) {
  /** Copies. */
  public PlanSummary {
    kinds = List.copyOf(kinds);
    resources = List.copyOf(resources);
  }

  private long sum(ToLongFunction<KindCount> part) {
    return kinds.stream().mapToLong(part).sum();
  }

  /** All actions. */
  public long actions() {
    return sum(KindCount::actions);
  }

  /** Actions to be done. */
  public long toDo() {
    return sum(KindCount::toDo);
  }

  /** Actions that were done before. */
  public long doneAlready() {
    return sum(KindCount::doneAlready);
  }

  /** Actions that cannot be done as things stand. */
  public long conflicts() {
    return sum(KindCount::conflicts);
  }

  /** Actions that cannot be undone. */
  public long irreversible() {
    return sum(KindCount::irreversible);
  }

  /** Bytes of the actions to be done. */
  public long bytes() {
    return sum(KindCount::bytes);
  }

  /** How long it takes, all kinds together. */
  public Duration estimate() {
    return kinds.stream().map(KindCount::estimate).reduce(Duration.ZERO, Duration::plus);
  }

  /** Whether the estimate is in part a guess, since actions of some kind never ran here. */
  public boolean guessed() {
    return kinds.stream().anyMatch(KindCount::guessed);
  }
}
