package io.sectorsh.scripts.importing;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.FailurePolicy;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.Rollback;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.MigrationRunner;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.ScriptMigration;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.conversion.ToDamocles;
import io.sectorsh.scripts.importing.ImportedSector.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Gives damocles the states of lotus-miner's sectors, so that it proves and keeps them. The files
 * stay where they are; what the manager's methods cannot do is told with the exact commands.
 */
public final class ImportMetadata {
  private static final int MOST_FAILURES = 20;
  private static final PlanOptions BATCHES =
      PlanOptions.usual()
          .withBatchSize(500)
          .withFailures(FailurePolicy.continueUpTo(MOST_FAILURES));

  private final Damocles damocles;
  private final Supplier<ChainFacts> chain;
  private final ChangeGuard guard;
  private final MigrationRunner runner;

  /**
   * @param chain what is on chain, read when it is needed
   * @param guard what the session may change
   * @param runner the session's migrations
   */
  public ImportMetadata(
      Damocles damocles, Supplier<ChainFacts> chain, ChangeGuard guard, MigrationRunner runner) {
    this.damocles = damocles;
    this.chain = chain;
    this.guard = guard;
    this.runner = runner;
  }

  /**
   * Previews, carries out, resumes or rolls back one import.
   *
   * <p>A rollback brings replaced states back. States that were new stay, since the manager has no
   * method to forget a sector.
   *
   * @throws OperatorException when lotus, damocles or the node cannot be asked, the source is
   *     another miner's, or an earlier run was left in the middle
   */
  public Report run(LotusSource source, ImportRequest request) {
    ScriptMigration migration = new ScriptMigration(runner, request.migrationName());
    return switch (request.way()) {
      case RESUME -> MigrationReport.of(migration.resume());
      case ROLLBACK ->
          new ImportTakenBack(
              MigrationReport.of(migration.rollback(Rollback.toStart().leavingIrreversible())));
      case PLAN -> preview(source, request);
      case APPLY -> apply(source, request, migration);
    };
  }

  private static void checkMiner(LotusSource source, Address miner) {
    source
        .miner()
        .filter(owner -> owner.getActorId() != miner.getActorId())
        .ifPresent(
            owner -> {
              throw new OperatorException(
                  ErrorCode.REFUSED,
                  "these are the sectors of miner " + owner + ", not " + miner,
                  source.describe(),
                  "Give the lotus-miner of " + miner + ", or the right --miner.");
            });
  }

  private ImportReport preview(LotusSource source, ImportRequest request) {
    checkMiner(source, request.miner());
    ChainFacts facts = chain.get();
    ImportDraft draft = draft(source, request, facts, (state, replaces) -> {});
    return report(source, request, draft, facts, Optional.empty());
  }

  private ImportReport apply(LotusSource source, ImportRequest request, ScriptMigration migration) {
    guard.requireApply("import sectors of " + request.miner() + " into damocles");
    checkMiner(source, request.miner());
    migration.requireFinished();
    ChainFacts facts = chain.get();
    ImportDraft[] draft = new ImportDraft[1];
    Optional<Migration> run =
        migration.apply(
            BATCHES, recorder -> draft[0] = draft(source, request, facts, this::submit));
    return report(source, request, draft[0], facts, run.map(MigrationReport::of));
  }

  private void submit(SectorState state, boolean replaces) {
    damocles.getChanges().importState(Map.of("override", replaces), state);
  }

  private ImportDraft draft(
      LotusSource source,
      ImportRequest request,
      ChainFacts facts,
      BiConsumer<SectorState, Boolean> sink) {
    ImportDraft draft =
        new ImportDraft(
            request,
            damocles.getManager(),
            new ToDamocles(request.miner().getActorId(), facts),
            sink);
    damocles.getSectors().forEach(draft::known);
    source.sectors().forEach(draft::add);
    source.states().forEach(draft::add);
    return draft;
  }

  private ImportReport report(
      LotusSource source,
      ImportRequest request,
      ImportDraft draft,
      ChainFacts facts,
      Optional<MigrationReport> migration) {
    return new ImportReport(
        request.miner().toString(),
        source.describe(),
        request.way() == io.sectorsh.scripts.MigrationOptions.Way.APPLY,
        draft.count(Outcome.IMPORT),
        draft.count(Outcome.REPLACE),
        draft.count(Outcome.KEEP),
        draft.count(Outcome.SKIP),
        facts.isKnown(),
        migration,
        draft.losses().counts(),
        remaining(source, request, draft, facts),
        draft.rows());
  }

  private List<String> remaining(
      LotusSource source, ImportRequest request, ImportDraft draft, ChainFacts facts) {
    Remainder remainder = new Remainder(damocles.getManager(), request.miner().getActorId());
    OptionalLong chainHighest = facts.highestAllocated();
    long highest = Math.max(source.highestNumber().orElse(-1), chainHighest.orElse(-1));
    List<String> lines = new ArrayList<>(remainder.numbers(OptionalLong.of(highest)));
    lines.addAll(
        remainder.files(draft.needFiles(false), draft.needFiles(true), source.storagePaths()));
    return lines;
  }
}
