package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one batch: looks at each action, writes the intent, does what is to be done, commits
 * joint effects, syncs, verifies, closes the batch in the journal. The journal learns of the close
 * in the same commit as of the intent of the next batch, which spares every other fsync.
 *
 * <p>Whatever it is killed in the middle of, the journal then says intent, and the next run looks
 * at each action again.
 */
final class ApplyBatch {
  private final RunScope scope;
  private final BatchTable table;
  private final int batch;
  private final boolean crashed;
  private final List<Item> items;
  private boolean early;
  private boolean open;

  private ApplyBatch(RunScope scope, int batch, Predicate<Item> chosen) {
    this.scope = scope;
    this.table = scope.batches();
    this.batch = batch;
    this.crashed = table.state(batch) == BatchState.INTENT;
    this.items =
        table.items(batch).stream()
            .filter(item -> chosen.test(item) && !isDecided(item.before))
            .toList();
  }

  private static boolean isDecided(Outcome before) {
    return before.state() == ActionState.DONE || before.state() == ActionState.FOUND_DONE;
  }

  /**
   * Carries out the chosen actions of a batch that are not done yet.
   *
   * @param before the batch before this one; closed once this one's intent is on disk
   * @return this batch, to be closed
   * @throws StoppedException if it was stopped at once; the batch stays as it is
   */
  static ApplyBatch run(
      RunScope scope, int batch, Predicate<Item> chosen, @Nullable ApplyBatch before) {
    ApplyBatch next = new ApplyBatch(scope, batch, chosen);
    next.run(before);
    return next;
  }

  private void run(@Nullable ApplyBatch before) {
    scope.meter().work("applying", batch);
    look();
    if (scope.failures().isReached()) {
      close(before);
      keepFailures();
      return;
    }
    if (items.stream().anyMatch(item -> item.work)) {
      writeIntent(before);
      carryOut();
    } else {
      close(before);
    }
    open = true;
  }

  /** Closes a batch in the journal, if there is one and it is not closed yet. */
  static void close(@Nullable ApplyBatch batch) {
    if (batch != null && batch.open) {
      batch.scope.journal().transaction(batch::writeClose);
      batch.closed();
    }
  }

  private void look() {
    try (ReadingPass reading = new ReadingPass()) {
      for (Item item : items) {
        look(item, reading);
        if (item.now.isFailure() && !item.work) {
          scope.failures().add();
        }
      }
    }
  }

  private void look(Item item, Reading reading) {
    boolean begun = item.before.begun() || crashed && item.before.isNone();
    item.now = Outcome.NONE;
    try {
      Inspection found =
          begun ? item.action.inspectBegun(item.image, reading) : item.action.inspect(reading);
      Optional<String> stale = isResolved(item) ? Optional.empty() : staleness(item, found);
      if (found instanceof Inspection.Done) {
        item.now =
            new Outcome(begun ? ActionState.DONE : ActionState.FOUND_DONE, begun, Failure.NONE);
        item.work = begun;
      } else if (found instanceof Inspection.Conflict conflict) {
        item.fail(ActionState.FAILED, begun, Failure.conflict(conflict));
      } else if (stale.isPresent()) {
        item.fail(
            ActionState.FAILED, begun, Failure.of(ErrorCode.STALE, stale.get(), Staleness.NEXT));
      } else {
        item.image = item.action.preImage(reading);
        item.work = true;
      }
    } catch (RuntimeException failed) {
      Failure failure = scope.failure(failed);
      item.fail(begun ? ActionState.UNKNOWN : ActionState.FAILED, begun, failure);
    }
  }

  private static Optional<String> staleness(Item item, Inspection found) {
    return Staleness.of(item.plan, found, true);
  }

  /** What was in conflict and failed is tried again since somebody has settled that. */
  private static boolean isResolved(Item item) {
    return item.before.isFailure() && item.plan.planned() == PlannedState.CONFLICT;
  }

  /** Nothing was begun: only what failed is told. */
  private void keepFailures() {
    scope
        .journal()
        .transaction(
            () -> {
              items.stream().filter(item -> item.now.isFailure()).forEach(table::keepOutcome);
              return batch;
            });
    items.stream()
        .filter(item -> item.now.isFailure())
        .forEach(item -> scope.meter().finished(0, true));
  }

  private void writeIntent(@Nullable ApplyBatch before) {
    Optional<ApplyBatch> closing = Optional.ofNullable(before).filter(last -> last.open);
    scope
        .journal()
        .transaction(
            () -> {
              closing.ifPresent(ApplyBatch::writeClose);
              table.setState(batch, BatchState.INTENT);
              for (Item item : items) {
                if (item.work) {
                  table.forgetOutcome(item);
                  table.keepImage(item);
                } else {
                  table.keepOutcome(item);
                }
              }
              return batch;
            });
    closing.ifPresent(ApplyBatch::closed);
    scope.transitions().reached(Transitions.Step.INTENT);
  }

  private void carryOut() {
    try (BatchEffects effects = scope.effects()) {
      items.stream()
          .filter(item -> item.work && !item.now.isNone())
          .forEach(item -> item.action.makeDurable(effects));
      for (Item item : items) {
        if (item.work && item.now.isNone() && !early) {
          effects.enter(item.number());
          carryOut(item, effects);
        }
      }
      commitJoints(effects);
      effects.sync();
      scope.transitions().reached(Transitions.Step.SYNCED);
      verify();
      scope.transitions().reached(Transitions.Step.VERIFIED);
    }
  }

  private void carryOut(Item item, BatchEffects effects) {
    if (!scope.meter().begin(item.plan.description())) {
      early = true;
      scope.stopIfNow();
      return;
    }
    long start = System.nanoTime();
    apply(item, effects);
    if (item.now.state() == ActionState.DONE) {
      item.action.makeDurable(effects);
    }
    item.nanoseconds = System.nanoTime() - start;
    scope.transitions().reached(Transitions.Step.EFFECT);
    scope.meter().finished(item.plan.bytes(), item.now.isFailure());
  }

  private void apply(Item item, BatchEffects effects) {
    try {
      CarriedOut.run(() -> item.action.apply(effects));
      item.reach(ActionState.DONE);
    } catch (StoppedException stopped) {
      throw stopped;
    } catch (RuntimeException failed) {
      judge(item, scope.failure(failed));
      if (item.now.isFailure()) {
        scope.failures().add();
        early = scope.failures().isReached();
      }
    }
  }

  /** A call that failed may have acted: the world decides. */
  private void judge(Item item, Failure failure) {
    try (ReadingPass reading = new ReadingPass()) {
      if (item.action.inspectBegun(item.image, reading) instanceof Inspection.Done) {
        item.reach(ActionState.DONE);
        return;
      }
      item.now = new Outcome(ActionState.FAILED, true, failure);
    } catch (RuntimeException blind) {
      scope.stopIfNow();
      item.now = new Outcome(ActionState.UNKNOWN, true, failure);
    }
  }

  private void commitJoints(BatchEffects effects) {
    for (String joint : effects.joints()) {
      try {
        effects.commit(joint);
        settle(effects.usersOf(joint), Optional.empty());
      } catch (StoppedException stopped) {
        throw stopped;
      } catch (RuntimeException failed) {
        settle(effects.usersOf(joint), Optional.of(scope.failure(failed)));
      }
      scope.transitions().reached(Transitions.Step.JOINT);
    }
  }

  /** After a joint effect took place or failed, its actions are what the world says. */
  private void settle(Set<Long> users, Optional<Failure> failed) {
    for (Item item : items) {
      boolean failedBefore = item.now.isFailure();
      if (users.contains(item.number()) && (failedBefore || failed.isPresent())) {
        judge(item, failed.orElse(item.now.failure()));
        if (item.now.isFailure() && !failedBefore) {
          scope.failures().add();
        }
      }
    }
  }

  private void verify() {
    try (ReadingPass reading = new ReadingPass()) {
      for (Item item : items) {
        if (item.work && item.now.state() == ActionState.DONE) {
          verify(item, reading);
        }
      }
    }
  }

  private void verify(Item item, Reading reading) {
    try {
      item.action.verify(reading);
    } catch (RuntimeException failed) {
      item.now = new Outcome(ActionState.FAILED, true, scope.failure(failed));
      scope.failures().add();
    }
  }

  private boolean writeClose() {
    boolean whole =
        !early
            && items.stream().noneMatch(item -> item.now.isNone())
            && !(scope.failures().stopsAtFirst() && items.stream().anyMatch(ApplyBatch::failed));
    table.keepOutcomes(items);
    table.setState(batch, whole ? BatchState.CLOSED : BatchState.PARTIAL);
    Timings.keep(table, items);
    return whole;
  }

  private static boolean failed(Item item) {
    return item.now.isFailure();
  }

  private void closed() {
    open = false;
    scope.transitions().reached(Transitions.Step.CLOSED);
    items.stream()
        .filter(item -> (!item.work || item.nanoseconds == 0) && !item.now.isNone())
        .forEach(item -> scope.meter().finished(item.plan.bytes(), item.now.isFailure()));
  }
}
