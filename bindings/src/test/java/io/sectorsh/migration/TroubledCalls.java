package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.jsonrpc.TroubledProxy;
import io.sectorsh.jsonrpc.TroubledProxy.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Migrations of calls to a daemon, one of which is spoilt. What is called done has been done, what
 * failed has not and says why; going on ends where an undisturbed run does, with each call having
 * taken effect once; and so back.
 */
public final class TroubledCalls {
  private static final boolean LONG = Boolean.getBoolean("long.trials");

  private final Path directory;
  private final Maker maker;
  private final Predicate<String> changes;
  private int runs;

  /** A daemon that keeps what it is told. */
  public interface Daemon extends AutoCloseable {
    /** Where it listens. */
    String url();

    /** What it keeps, by name. */
    Map<String, String> kept();

    /** Which changes took effect, in their order. */
    List<String> effects();

    /** The name of what an action changes, by the action's description. */
    String nameOf(String description);

    /** Its actions, read back for somebody who finds it elsewhere. */
    ActionKinds kinds(String url, ChangeGuard guard);

    /** Submits the changes to be planned. */
    void change(String url, ChangeGuard guard);

    @Override
    void close();
  }

  /** Makes a daemon as it is at the start. */
  public interface Maker {
    Daemon make() throws IOException;
  }

  /**
   * @param changes whether a request's body is a call that changes something
   */
  public TroubledCalls(Path directory, Maker maker, Predicate<String> changes) {
    this.directory = directory;
    this.maker = maker;
    this.changes = changes;
  }

  /** Each of the calls of an apply. */
  public void applying(Trouble trouble) throws IOException {
    try (Attempt undisturbed = new Attempt("undisturbed")) {
      assertEquals(MigrationState.DONE, undisturbed.migration.apply().state());
      List<String> effects = undisturbed.daemon.effects();
      for (int at : sample(trouble, effects.size())) {
        try (Attempt attempt = new Attempt(trouble + " at change " + at)) {
          attempt.apply(trouble, at, undisturbed.daemon.kept(), effects);
        }
      }
    }
  }

  /** Each of the calls of a rollback; for daemons whose changes can all be undone. */
  public void rollingBack(Trouble trouble) throws IOException {
    int changes;
    try (Attempt undisturbed = new Attempt("undisturbed")) {
      changes = undisturbed.daemon.effects().size();
      undisturbed.migration.apply();
      changes = undisturbed.daemon.effects().size() - changes;
    }
    for (int at : sample(trouble, changes)) {
      try (Attempt attempt = new Attempt(trouble + " at undoing " + at)) {
        attempt.rollBack(trouble, at);
      }
    }
  }

  private static List<Integer> sample(Trouble trouble, int calls) {
    return IntStream.rangeClosed(1, calls)
        .filter(at -> LONG || (at + trouble.ordinal()) % 6 == 0)
        .boxed()
        .toList();
  }

  private final class Attempt implements AutoCloseable {
    private final String when;
    private final Daemon daemon;
    private final TroubledProxy proxy;
    private final Migrations migrations;
    private final Migration migration;
    private final Map<String, String> start;

    Attempt(String when) throws IOException {
      this.when = when;
      daemon = maker.make();
      start = daemon.kept();
      proxy = new TroubledProxy(daemon.url(), changes);
      ChangeGuard guard = new ChangeGuard(Mode.APPLY);
      JournalPlace place = JournalPlace.usual(Map.of(), directory.resolve("run-" + ++runs));
      migrations = new Migrations(place, daemon.kinds(proxy.url(), guard), guard);
      migration =
          migrations.plan(
              "calls",
              PlanOptions.usual().withBatchSize(4).withFailures(FailurePolicy.continueAndCollect()),
              recorder -> daemon.change(proxy.url(), guard));
      assertEquals(
          0, migration.getPlan().conflicts(), () -> "" + migration.getConflicts().toList());
    }

    void apply(Trouble trouble, int at, Map<String, String> goal, List<String> effects) {
      RunControl control = new RunControl();
      proxy.spoil(trouble, at, control::stopNow);
      MigrationState state = migration.apply(control, ProgressListener.none()).state();
      assertTrue(proxy.hasSpoilt(), when);
      assertEquals(trouble.isSilence(), state == MigrationState.STOPPED, when + ": " + state);
      migration.getReport().forEach(row -> requireTrue(row, goal));
      if (state == MigrationState.DONE_WITH_FAILURES) {
        state = migration.retryFailed().state();
      } else if (state != MigrationState.DONE) {
        state = migration.resume().state();
      }
      assertEquals(
          MigrationState.DONE, state, () -> when + ": " + migration.getFailures().toList());
      assertEquals(goal, daemon.kept(), when);
      if (trouble != Trouble.TWICE) {
        assertEquals(sorted(effects), sorted(daemon.effects()), when);
      }
    }

    private static List<String> sorted(List<String> effects) {
      return effects.stream().sorted().toList();
    }

    private void requireTrue(ActionRow row, Map<String, String> goal) {
      String name = daemon.nameOf(row.description());
      String now = String.valueOf(daemon.kept().get(name));
      String told = when + ": " + row + ", and it is " + now;
      switch (row.state()) {
        case DONE, FOUND_DONE -> assertEquals(String.valueOf(goal.get(name)), now, told);
        case FAILED -> {
          assertEquals(String.valueOf(start.get(name)), now, told);
          assertFalse(row.cause().isEmpty(), told);
        }
        case PLANNED -> assertEquals(String.valueOf(start.get(name)), now, told);
        default -> assertTrue(row.state() == ActionState.BEGUN, told);
      }
    }

    void rollBack(Trouble trouble, int at) {
      assertEquals(MigrationState.DONE, migration.apply().state());
      RunControl control = new RunControl();
      proxy.spoil(trouble, at, control::stopNow);
      MigrationState state =
          migration.rollback(Rollback.toStart(), control, ProgressListener.none()).state();
      assertTrue(proxy.hasSpoilt(), when);
      if (state == MigrationState.ROLLED_BACK) {
        assertEquals(start, daemon.kept(), when + ": said undone");
      } else {
        assertEquals(
            MigrationState.ROLLED_BACK,
            migration.rollback().state(),
            () -> when + ": " + migration.getFailures().toList());
      }
      assertEquals(start, daemon.kept(), when);
    }

    @Override
    public void close() throws IOException {
      migrations.close();
      proxy.close();
      daemon.close();
    }
  }
}
