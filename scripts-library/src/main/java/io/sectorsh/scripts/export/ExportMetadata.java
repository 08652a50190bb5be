package io.sectorsh.scripts.export;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoActions;
import io.sectorsh.lotus.repo.RepoSnapshot;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.Recorder;
import io.sectorsh.migration.Rollback;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.MigrationRunner;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.ScriptMigration;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import io.sectorsh.scripts.conversion.ToLotus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes damocles' sectors of one miner into the repository of a stopped lotus-miner, so that lotus
 * shows and proves them and hands out no number twice.
 *
 * <p>Numbers are protected first, then records are written many at a time, each batch of them at
 * once or not at all.
 */
public final class ExportMetadata {
  /** Each batch costs a pass over the whole database, and its records are held in memory. */
  private static final PlanOptions BATCHES = PlanOptions.usual().withBatchSize(20_000);

  /** Of so many sectors deals and messages are asked for together. */
  private static final int AHEAD = 256;

  private final ExportSource source;
  private final Supplier<ChainFacts> chain;
  private final MessageLookup messages;
  private final ChangeGuard guard;
  private final MigrationRunner runner;

  /**
   * @param source what is written; read twice
   * @param chain what is on chain, read when it is needed
   * @param messages asked for the chain's messages behind damocles' ids
   * @param guard what the session may change
   * @param runner the session's migrations
   */
  public ExportMetadata(
      ExportSource source,
      Supplier<ChainFacts> chain,
      MessageLookup messages,
      ChangeGuard guard,
      MigrationRunner runner) {
    this.source = source;
    this.chain = chain;
    this.messages = messages;
    this.guard = guard;
    this.runner = runner;
  }

  /**
   * Previews, carries out, resumes or rolls back one export.
   *
   * @throws OperatorException when damocles, the node or the repository cannot be read, the
   *     repository is another miner's or in use, or an earlier run was left in the middle
   */
  public Report run(ExportRequest request) {
    ScriptMigration migration = new ScriptMigration(runner, request.migrationName());
    return switch (request.way()) {
      case RESUME -> MigrationReport.of(migration.resume());
      case ROLLBACK -> MigrationReport.of(migration.rollback(Rollback.toStart()));
      case PLAN -> preview(request);
      case APPLY -> apply(request, migration);
    };
  }

  private static void checkMiner(LotusRepo repo, Address miner, List<String> warnings) {
    Optional<Address> owner = repo.getMinerAddress();
    if (owner.isEmpty()) {
      warnings.add("the repository names no miner: run lotus-miner init before starting it");
    } else if (!owner.get().equals(miner)) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "the repository belongs to miner " + owner.get() + ", not " + miner,
          repo.getPath().toString(),
          "Give the repository of " + miner + " as --dest-repo, or the right --miner.");
    }
  }

  private ExportReport preview(ExportRequest request) {
    LotusRepo repo = LotusRepo.open(request.destinationRepo(), guard);
    List<String> warnings = new ArrayList<>();
    checkMiner(repo, request.miner(), warnings);
    repo.getUser()
        .ifPresent(
            user -> warnings.add("the repository is open in " + user + ": stop it before --apply"));
    ChainFacts facts = chain.get();
    ExportNumbers numbers = numbers(repo, request);
    NumberSources number = numbers.sources(facts);
    ExportDraft draft = draft(repo, request, numbers, facts, record -> {});
    messages.trouble().ifPresent(warnings::add);
    return draft.report(repo.getPath(), number, facts.isKnown(), warnings, Optional.empty());
  }

  private ExportReport apply(ExportRequest request, ScriptMigration migration) {
    LotusRepo repo = LotusRepo.open(request.destinationRepo(), guard);
    guard.requireApply("write damocles' sectors of " + request.miner() + " into " + repo.getPath());
    List<String> warnings = new ArrayList<>();
    checkMiner(repo, request.miner(), warnings);
    repo.requireNotInUse();
    migration.requireFinished();
    ChainFacts facts = chain.get();
    ExportNumbers numbers = numbers(repo, request);
    NumberSources number = numbers.sources(facts);
    ExportDraft[] draft = new ExportDraft[1];
    Optional<Migration> run =
        migration.apply(
            BATCHES,
            recorder -> {
              setNumber(repo, number);
              draft[0] = draft(repo, request, numbers, facts, into(repo, recorder));
            });
    messages.trouble().ifPresent(warnings::add);
    return draft[0].report(
        repo.getPath(), number, facts.isKnown(), warnings, run.map(MigrationReport::of));
  }

  private static Consumer<SectorInfo> into(LotusRepo repo, Recorder recorder) {
    return record -> recorder.add(RepoActions.putSector(repo, record));
  }

  /** Counters that say it already stay untouched, so that a run without news changes nothing. */
  private static void setNumber(LotusRepo repo, NumberSources number) {
    OptionalLong last = number.lastUsed();
    if (last.isPresent() && !number.isSettled()) {
      repo.edit(
          edit -> {
            edit.setAllocated(number.allocatedAfter());
            edit.setNextid(last.getAsLong());
          });
    }
  }

  private ExportNumbers numbers(LotusRepo repo, ExportRequest request) {
    ExportNumbers numbers = new ExportNumbers(repo, request);
    source.states().forEach(numbers::add);
    source.records().forEach(numbers::add);
    numbers.used(source.highestNumber());
    return numbers;
  }

  private ExportDraft draft(
      LotusRepo repo,
      ExportRequest request,
      ExportNumbers numbers,
      ChainFacts facts,
      Consumer<SectorInfo> sink) {
    Optional<RepoSnapshot> lotus =
        request.override() ? Optional.of(repo.snapshot()) : Optional.empty();
    try {
      ExportDraft draft =
          new ExportDraft(request, numbers, new ToLotus(facts, messages), lotus, sink);
      if (!request.onlyNumber()) {
        for (List<SectorState> some : source.states().batched(AHEAD)) {
          facts.expectDeals(draft.deals(some));
          messages.expect(draft.messages(some));
          some.forEach(draft::add);
        }
        source.records().forEach(draft::add);
      }
      return draft;
    } finally {
      lotus.ifPresent(RepoSnapshot::close);
    }
  }
}
