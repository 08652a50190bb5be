package io.sectorsh.damocles.change;

import io.sectorsh.damocles.diagnosis.SectorStage;
import io.sectorsh.damocles.sector.SectorFilter;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ChangeGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Changes of the profile's miner's sectors in damocles, with the checks that the manager leaves
 * out. Each takes a number, or numbers such as {@code '1-100,200'}.
 *
 * <p>In apply mode they are carried out, within a migration they are recorded as a plan, else they
 * are refused. One sector alone fails with REFUSED where a check forbids the change, and with
 * INTERRUPTED_ANSWER where the answer got lost, which says whether it was carried out all the same.
 * Of many sectors each has a row of its own, and a failed one does not keep the others. What is
 * done already is left. {@code damocles.manager.commands} has the same without checks.
 */
public final class SectorChanges {
  private final SectorSystems systems;
  private final ChangeGuard guard;
  private final LongSupplier miner;

  /**
   * The changes of a session.
   *
   * @param systems what they ask
   * @param guard records plans, and says whether changes are allowed
   * @param miner the actor number of the miner whose sectors are meant
   */
  public SectorChanges(SectorSystems systems, ChangeGuard guard, LongSupplier miner) {
    this.systems = systems;
    this.guard = guard;
    this.miner = miner;
  }

  /** Has a worker make the files of a finalized sector again, from data that it makes itself. */
  public ChangeOutcome rebuild(long number) {
    return one(number, id -> new RebuildChange(systems, id, false));
  }

  /** The same of many. */
  public List<ChangeOutcome> rebuild(String numbers) {
    return many(numbers, id -> new RebuildChange(systems, id, false));
  }

  /**
   * The same with {@code piecesAvailable: true} where the pieces can still be had.
   *
   * @param numbers a number, or a text with several
   */
  public List<ChangeOutcome> rebuild(Map<String, ?> options, Object numbers) {
    boolean pieces = option(options, "piecesAvailable");
    return many(numbers, id -> new RebuildChange(systems, id, pieces));
  }

  /** Takes a sector offline that is on chain and whose files are in a store. */
  public ChangeOutcome finalizeSector(long number) {
    return one(number, id -> new FinalizeChange(systems, id));
  }

  /** The same of many. */
  public List<ChangeOutcome> finalizeSectors(String numbers) {
    return many(numbers, id -> new FinalizeChange(systems, id));
  }

  /** Gives a sector up that is not on chain, or an upgrade that was not sent; irreversible. */
  public ChangeOutcome abort(long number, String reason) {
    return one(number, id -> new AbortChange(systems, id, reason));
  }

  /** The same of many. */
  public List<ChangeOutcome> abort(String numbers, String reason) {
    return many(numbers, id -> new AbortChange(systems, id, reason));
  }

  /**
   * Stops the commitment of an upgrade that has not landed. No plan holds this: the sector's state
   * does not tell whether it was carried out.
   *
   * @throws OperatorException REFUSED where no upgrade is under way, or it has landed: the manager
   *     then finalizes it all the same
   */
  public void cancelUpgrade(long number) {
    SectorId id = new SectorId(miner.getAsLong(), number);
    guard.requireApply("stop the upgrade of " + id);
    SectorState state =
        systems
            .manager()
            .findSector(SectorStore.ONLINE, id)
            .filter(online -> online.getPhase() == SectorPhase.SNAPUP)
            .orElseThrow(
                () ->
                    cannotCancel(id, "no upgrade of it is under way", "damocles.sector(" + number));
    if (state.getUpgradeLandedEpoch().isPresent()) {
      String landed = "its upgrade has landed, and is finalized all the same: ";
      throw cannotCancel(id, landed + SectorStage.of(state), "damocles.follow(" + number);
    }
    systems.manager().getSnapup().cancelCommitment(id);
  }

  private static OperatorException cannotCancel(SectorId id, String what, String look) {
    return new OperatorException(
        ErrorCode.REFUSED, what, id.toString(), "See what becomes of it: " + look + ").");
  }

  /** Brings an aborted sector without deals back online. */
  public ChangeOutcome restore(long number) {
    return one(number, id -> new RestoreChange(systems, id, false));
  }

  /** The same of many. */
  public List<ChangeOutcome> restore(String numbers) {
    return many(numbers, id -> new RestoreChange(systems, id, false));
  }

  /**
   * The same with {@code withDeals: true} for sectors whose deals went back to the market.
   *
   * @param numbers a number, or a text with several
   */
  public List<ChangeOutcome> restore(Map<String, ?> options, Object numbers) {
    boolean withDeals = option(options, "withDeals");
    return many(numbers, id -> new RestoreChange(systems, id, withDeals));
  }

  /** Deletes the files of a sector that is not on chain any more; irreversible. */
  public ChangeOutcome remove(long number) {
    return one(number, id -> new RemoveChange(systems, id));
  }

  /** The same of many. */
  public List<ChangeOutcome> remove(String numbers) {
    return many(numbers, id -> new RemoveChange(systems, id));
  }

  /** Has a sector terminated on chain, which costs a penalty; irreversible. */
  public ChangeOutcome terminate(long number) {
    return one(number, id -> new TerminateChange(systems, id));
  }

  /** The same of many. */
  public List<ChangeOutcome> terminate(String numbers) {
    return many(numbers, id -> new TerminateChange(systems, id));
  }

  /** Gives back the room that is kept for a sector which is not online any more. */
  public ChangeOutcome release(long number) {
    return one(number, id -> new ReleaseChange(systems, id));
  }

  /** The same of many. */
  public List<ChangeOutcome> release(String numbers) {
    return many(numbers, id -> new ReleaseChange(systems, id));
  }

  /**
   * Puts a state into the store that it belongs to: offline if it is finalized. Any miner's. The
   * manager's counter of numbers does not follow: see that no new sector gets the same number.
   */
  public ChangeOutcome importState(SectorState state) {
    return imported(state, false);
  }

  /** The same with {@code override: true} to replace the state that is there. */
  public ChangeOutcome importState(Map<String, ?> options, SectorState state) {
    return imported(state, option(options, "override"));
  }

  /** All of some states, such as {@code damocles.states('/backup')}. */
  public List<ChangeOutcome> importStates(Iterable<SectorState> states) {
    return imported(states, false);
  }

  /** The same with {@code override: true}. */
  public List<ChangeOutcome> importStates(Map<String, ?> options, Iterable<SectorState> states) {
    return imported(states, option(options, "override"));
  }

  private ChangeOutcome imported(SectorState state, boolean override) {
    return submit(importOf(state, override));
  }

  private List<ChangeOutcome> imported(Iterable<SectorState> states, boolean override) {
    List<ChangeOutcome> outcomes = new ArrayList<>();
    for (SectorState state : states) {
      outcomes.add(attempt(importOf(state, override)));
    }
    return List.copyOf(outcomes);
  }

  private ImportChange importOf(SectorState state, boolean override) {
    SectorStore store =
        state.getStore().orElse(state.isFinalized() ? SectorStore.OFFLINE : SectorStore.ONLINE);
    return new ImportChange(systems, store, state, override);
  }

  private ChangeOutcome one(long number, Function<SectorId, SectorChange> change) {
    return submit(change.apply(new SectorId(miner.getAsLong(), number)));
  }

  private List<ChangeOutcome> many(Object numbers, Function<SectorId, SectorChange> change) {
    long of = miner.getAsLong();
    List<ChangeOutcome> outcomes = new ArrayList<>();
    for (long number : SectorFilter.numbers(numbers)) {
      outcomes.add(attempt(change.apply(new SectorId(of, number))));
    }
    return List.copyOf(outcomes);
  }

  private ChangeOutcome attempt(SectorChange change) {
    try {
      return submit(change);
    } catch (OperatorException failure) {
      return outcome(
          change,
          failure.code() == ErrorCode.REFUSED
              ? ChangeOutcome.Result.REFUSED
              : ChangeOutcome.Result.FAILED,
          failure.what(),
          failure.next());
    }
  }

  private ChangeOutcome submit(SectorChange change) {
    guard.submit(change);
    return outcome(
        change,
        guard.isPlanning() ? ChangeOutcome.Result.PLANNED : ChangeOutcome.Result.DONE,
        "",
        "");
  }

  private static ChangeOutcome outcome(
      SectorChange change, ChangeOutcome.Result result, String note, String next) {
    return new ChangeOutcome(change.id().number(), verb(change), result, note, next);
  }

  private static String verb(Action change) {
    return change.kind().substring(change.kind().indexOf('.') + 1);
  }

  private static boolean option(Map<String, ?> options, String name) {
    for (String given : options.keySet()) {
      if (!given.equals(name)) {
        throw new OperatorException(
            ErrorCode.BAD_VALUE,
            "'" + given + "' is no option of this",
            "damocles.changes",
            "It takes " + name + ": true.");
      }
    }
    return Boolean.TRUE.equals(options.get(name));
  }

  @Override
  public String toString() {
    return "changes of sectors in " + systems.manager();
  }
}
