package io.sectorsh.lab.scenario;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.DamoclesShape;
import io.sectorsh.lab.population.LotusShape;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All scenarios that a lab can have. */
public final class Scenarios {
  /** The name of an empty store, for a new storage path of lotus-miner. */
  public static final String TARGET = "lotus-target";

  /** Those that may have a fleet of any size: all sectors on the side that is left. */
  public static final List<String> SWITCHES = List.of("lotus-to-damocles", "damocles-to-lotus");

  private static final Set<DamoclesShape> FINAL =
      EnumSet.of(
          DamoclesShape.FINALIZED,
          DamoclesShape.FINALIZED_MARKET,
          DamoclesShape.FINALIZED_DDO,
          DamoclesShape.FINALIZED_MIXED,
          DamoclesShape.FINALIZED_SNAP);
  private static final Set<DamoclesShape> NOT_FINAL =
      EnumSet.of(
          DamoclesShape.UNFINALIZED,
          DamoclesShape.UNFINALIZED_MARKET,
          DamoclesShape.UNFINALIZED_DDO,
          DamoclesShape.SNAP_LANDED,
          DamoclesShape.REBUILD,
          DamoclesShape.UNSEALING,
          DamoclesShape.PC1_DONE,
          DamoclesShape.PC_LANDED);
  private static final Set<DamoclesShape> DAMAGED =
      EnumSet.of(DamoclesShape.FINALIZED_DAMAGED, DamoclesShape.REBUILD);
  private static final Set<DamoclesShape> BEGUN =
      EnumSet.of(DamoclesShape.TICKET_ASSIGNED, DamoclesShape.PC1_DONE, DamoclesShape.PC_SUBMITTED);
  private static final Set<LotusShape> SEALED_BY_LOTUS =
      EnumSet.of(LotusShape.PROVING, LotusShape.AVAILABLE, LotusShape.PRE_COMMIT_1);

  private static final List<Scenario> ALL =
      List.of(
          Scenario.of(
                  "lotus-to-damocles",
                  "lotus-miner has sectors of every kind, damocles none: switch to damocles",
                  all -> all.only(shape -> true, shape -> false))
              .telling(
                  (layout, population) ->
                      List.of(
                          "lotus-miner seals and proves "
                              + population.lotus().size()
                              + " sectors; damocles is set up and has none. Switch to damocles.",
                          "What would be imported: import",
                          "Do it: import --apply")),
          Scenario.of(
                  "damocles-to-lotus",
                  "damocles has sectors of every kind, lotus-miner is just initialised and stopped",
                  all -> all.only(shape -> false, shape -> true))
              .minerStopped()
              .telling(
                  (layout, population) ->
                      List.of(
                          "damocles seals and proves "
                              + population.damocles().size()
                              + " sectors; lotus-miner is initialised, empty and stopped: "
                              + layout.lotusRepo()
                              + ". Switch to lotus-miner.",
                          "What would stay behind: unfinalized",
                          "What would be written: export metadata --dest-repo "
                              + layout.lotusRepo())),
          Scenario.of(
                  "rebuild",
                  "the sealed file of a sector is damaged; damocles' workers can make it again",
                  all -> all.only(shape -> false, with(FINAL, DAMAGED)::contains))
              .minerStopped()
              .telling(
                  (layout, population) -> {
                    long damaged = number(population, DamoclesShape.FINALIZED_DAMAGED);
                    return List.of(
                        "Sector "
                            + damaged
                            + " is faulty: bytes of its sealed file have changed. The only thread"
                            + " with plan rebuild stands still.",
                        "What is wrong with it: proofs.check(" + damaged + ")",
                        "The threads of the workers: workers",
                        "What a rebuild would do: rebuild --numbers " + damaged);
                  }),
          Scenario.of(
                  "interrupted-migration",
                  "a move of sector files was killed half-way; go on with it, or undo it",
                  all -> all.only(shape -> false, FINAL::contains))
              .minerStopped()
              .killedIn(
                  (layout, population) ->
                      List.of("export", "files", "--dest-path", target(layout), "--apply"))
              .telling(
                  (layout, population) ->
                      List.of(
                          "The process that moved all sectors' files to "
                              + target(layout)
                              + " was killed in the middle.",
                          "Where it stands: migrations",
                          "Go on with it: export files --dest-path " + target(layout) + " --resume",
                          "Or undo it: export files --dest-path "
                              + target(layout)
                              + " --rollback")),
          Scenario.of(
                  "nextid-collision",
                  "lotus-miner and damocles seal for one miner, and take each other's numbers",
                  all -> all.only(SEALED_BY_LOTUS::contains, with(FINAL, BEGUN)::contains))
              .telling(
                  (layout, population) ->
                      List.of(
                          "Both lotus-miner and damocles seal for one miner, and neither knows"
                              + " which numbers the other one has given out.",
                          "Who has which: nextid show",
                          "What is in danger, and what ends it: nextid audit")),
          Scenario.of(
                  "unfinalized",
                  "sectors are on chain, and damocles does not count them as finalized",
                  all -> all.only(shape -> false, with(FINAL, NOT_FINAL)::contains))
              .minerStopped()
              .telling(
                  (layout, population) ->
                      List.of(
                          "Some sectors are on chain but still Finalized: false in damocles, and"
                              + " would be left behind by an export.",
                          "Which, and why: unfinalized",
                          "Set those that are safe: finalize --apply")));

  private Scenarios() {}

  /** Every one of them. */
  public static List<Scenario> all() {
    return ALL;
  }

  /**
   * The scenario of a name; the usual lab for an empty one.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public static Scenario named(String name) {
    return name.isEmpty()
        ? Scenario.NONE
        : ALL.stream()
            .filter(scenario -> scenario.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new OperatorException(
                        ErrorCode.NOT_FOUND,
                        "the lab knows no scenario of that name",
                        name,
                        "sectorsh --scenario list shows all of them."));
  }

  private static Set<DamoclesShape> with(Set<DamoclesShape> some, Set<DamoclesShape> others) {
    return Stream.of(some, others)
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DamoclesShape.class)));
  }

  private static String target(StoreLayout layout) {
    return layout.store(TARGET).toString();
  }

  private static long number(Population population, DamoclesShape shape) {
    return population.damocles().stream()
        .filter(sector -> sector.shape() == shape)
        .mapToLong(PlannedSector::number)
        .findFirst()
        .orElseThrow();
  }
}
