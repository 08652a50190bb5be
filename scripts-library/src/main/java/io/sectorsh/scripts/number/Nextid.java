package io.sectorsh.scripts.number;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.Rollback;
import io.sectorsh.scripts.MigrationOptions;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.MinerOption;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.ScriptMigration;
import io.sectorsh.scripts.ScriptSystems;
import io.sectorsh.scripts.WrongUsageException;
import io.sectorsh.scripts.number.NumberFinding.Weight;
import io.sectorsh.stores.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sector numbers of a miner: shown, checked, set and kept back. */
public final class Nextid {
  private final ScriptSystems systems;
  private final Stores stores;
  private final Address miner;
  private final Optional<LotusRepo> repo;

  /**
   * @param repo a stopped lotus-miner's; null for the profile's running one, or the profile's
   *     repository where no running one is configured
   */
  public Nextid(ScriptSystems systems, Stores stores, MinerOption whose, @Nullable String repo) {
    this.systems = systems;
    this.stores = stores;
    this.miner = whose.miner(systems.profile());
    this.repo =
        repo != null
            ? Optional.of(systems.lotus().repo(repo))
            : systems
                .profile()
                .lotusMinerRepo()
                .filter(path -> systems.profile().minerApi().isEmpty())
                .map(systems.lotus()::repo);
  }

  /** Who knows which numbers, and what comes next. */
  public Report show() {
    NumberSurvey survey = new NumberSurvey(systems, stores, miner, repo);
    NumberFacts facts = survey.facts();
    List<NumberRow> rows = new ArrayList<>();
    facts.chain().ifPresent(chain -> rows.add(NumberRow.of("chain: allocated", chain)));
    facts
        .lotus()
        .ifPresent(
            lotus -> {
              rows.add(NumberRow.of("lotus: records", lotus.records()));
              rows.add(NumberRow.of("lotus: allocated", lotus.allocated()));
              rows.add(NumberRow.of("lotus: reserved", lotus.reserved()));
              lotus
                  .lastAssigned()
                  .ifPresent(
                      last -> rows.add(NumberRow.of("lotus: nextid", SectorNumbers.of(last))));
            });
    facts.damocles().ifPresent(states -> rows.add(NumberRow.of("damocles: states", states)));
    rows.add(NumberRow.of("files in stores", facts.files()));
    rows.add(NumberRow.of("holes", facts.holes()));
    return new NumberReport(
        "Sector numbers of " + miner + "; lotus as of " + facts.lotusIs(),
        rows,
        outlook(facts, survey),
        true);
  }

  private static List<String> outlook(NumberFacts facts, NumberSurvey survey) {
    List<String> lines = new ArrayList<>();
    facts.lotus().ifPresent(lotus -> lines.add("lotus hands out next: " + lotus.next()));
    if (facts.damocles().isPresent()) {
      lines.add(
          "damocles hands out next: "
              + facts.damoclesNext()
              + " or more (its counter cannot be read while the manager runs)");
    }
    survey.unanswered().forEach(line -> lines.add("warning: " + line));
    return lines;
  }

  /** Whether a number may be given out twice, and what else does not fit. */
  public Report audit() {
    NumberSurvey survey = new NumberSurvey(systems, stores, miner, repo);
    NumberFacts facts = survey.facts();
    List<NumberFinding> findings = new NumberAudit(miner.getActorId(), facts).findings();
    boolean good = findings.stream().noneMatch(found -> found.weight() == Weight.COLLISION);
    return new NumberReport(
        "Sector numbers of "
            + miner
            + (good ? ": none is about to be used twice" : ": some may be used twice"),
        findings,
        outlook(facts, survey),
        good);
  }

  /** Has everything up to a number, and up to the highest in use, count as used in lotus. */
  public Report set(long wanted, MigrationOptions run) {
    if (wanted < 0 || wanted == Long.MAX_VALUE) {
      throw new WrongUsageException(
          wanted + " is no number after which others can come",
          "Give a sector number, 0 or more: lotus goes on with the one after it.");
    }
    NumberFacts facts = new NumberSurvey(systems, stores, miner, repo).facts();
    long last = Math.max(wanted, facts.assigned().last().orElse(-1));
    NumberChange change = change(facts);
    List<String> closing = new ArrayList<>();
    if (last > wanted) {
      closing.add(
          wanted
              + " has no effect: numbers up to "
              + last
              + " are in use; lotus goes on after those");
    }
    facts
        .damocles()
        .filter(states -> facts.damoclesNext() <= last)
        .ifPresent(
            states ->
                closing.add(
                    "damocles may still hand out numbers up to "
                        + last
                        + ". "
                        + DamoclesCounter.liftedTo(miner.getActorId(), last)));
    return run(
        run,
        "nextid set " + miner,
        "Sector numbers of "
            + miner
            + " up to "
            + last
            + " count as used; lotus goes on with "
            + (last + 1),
        closing,
        () -> change.setUsed(last, systems.lotus()::getMiner));
  }

  /**
   * Keeps free numbers back from new sectors of lotus.
   *
   * @throws OperatorException REFUSED if somebody has used one of them
   */
  public Report reserve(SectorNumbers numbers, String name, MigrationOptions run) {
    if (numbers.isEmpty()) {
      throw new WrongUsageException("no numbers given", "Write them like 200-299.");
    }
    NumberFacts facts = new NumberSurvey(systems, stores, miner, repo).facts();
    SectorNumbers taken = facts.used().intersect(numbers);
    if (!taken.isEmpty() && isFresh(run)) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "in use or reserved already: " + taken,
          "sector numbers of " + miner,
          "Leave them out; nextid show tells who has them.");
    }
    NumberChange change = change(facts);
    return run(
        run,
        "nextid reserve " + miner + " " + name,
        "Sector numbers " + numbers + " of " + miner + " reserved as " + name,
        List.of(),
        () -> change.reserve(name, numbers, systems.lotus()::getMiner));
  }

  private static boolean isFresh(MigrationOptions run) {
    return run.way() == MigrationOptions.Way.PLAN || run.way() == MigrationOptions.Way.APPLY;
  }

  private NumberChange change(NumberFacts facts) {
    LotusNumbers lotus =
        facts
            .lotus()
            .orElseThrow(
                () ->
                    new OperatorException(
                        ErrorCode.NOT_CONFIGURED,
                        "no lotus-miner is configured",
                        "profile " + systems.profile().name(),
                        "Give a stopped one's repository: --repo /data/lotusminer."));
    return new NumberChange(repo, lotus, facts.onChain());
  }

  private Report run(
      MigrationOptions run, String name, String headline, List<String> closing, Runnable body) {
    ScriptMigration migration = new ScriptMigration(systems.migrations(), name);
    List<String> lines = new ArrayList<>(closing);
    switch (run.way()) {
      case RESUME -> {
        return MigrationReport.of(migration.resume());
      }
      case ROLLBACK -> {
        return MigrationReport.of(migration.rollback(Rollback.toStart()));
      }
      case PLAN -> {
        repo.flatMap(LotusRepo::getUser)
            .ifPresent(
                user ->
                    lines.add(
                        "warning: the repository is open in " + user + ": stop it before --apply"));
        lines.add(
            migration.isNothing(PlanOptions.usual(), recorder -> body.run())
                ? "Nothing was changed, and there is nothing to do."
                : "Nothing was changed. Add --apply to go ahead.");
        return new NumberReport(headline + " (preview)", List.of(), lines, true);
      }
      case APPLY -> {
        repo.ifPresent(LotusRepo::requireNotInUse);
        Optional<Migration> done = migration.apply(PlanOptions.usual(), recorder -> body.run());
        if (done.isPresent() && !MigrationReport.of(done.get()).succeeded()) {
          return MigrationReport.of(done.get());
        }
        lines.add(
            done.isPresent()
                ? "Add --rollback to the same line to undo it."
                : "There was nothing to change.");
      }
    }
    return new NumberReport(headline, List.of(), lines, true);
  }
}
