package io.sectorsh.lab.population;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Every sector of the lab. lotus-miner sealed the lower numbers, damocles the higher ones; some of
 * the lower numbers were imported by damocles and are gone from lotus-miner.
 *
 * @param lotus by number
 * @param damocles by number
 * @param numbersTaken every number that was ever given out; not all of them became a sector
 */
public record Population(
    List<PlannedSector<LotusShape>> lotus,
    List<PlannedSector<DamoclesShape>> damocles,
    Numbers numbersTaken) {
  /** The actor id of the miner. */
  public static final long MINER = 4079;

  /** How many sectors of 2 KiB a partition takes. */
  public static final int USUAL_PARTITION = 2;

  /** How many sectors of 32 GiB a partition takes. */
  public static final int LARGE_PARTITION = 2349;

  /** Of more sectors than that there are records and states only. */
  public static final int MOST_WITH_FILES = 2_400;

  /** More than so many sectors are put into large partitions of one deadline. */
  private static final int CROWD = 320;

  /** How many numbers below lotus-miner's highest were never given out by it. */
  private static final int LOTUS_HOLES = 2;

  /** How many numbers the manager gave out that led to nothing. */
  private static final int DAMOCLES_HOLES = 4;

  private static final long FIRST_ACTIVATION = 4_000;
  private static final long EPOCHS_BETWEEN = 550;

  /** From the first activation to the last, at most. */
  private static final long EPOCHS_OF_ACTIVATIONS = 80_000;

  /** Numbers that each side gave out. */
  public record Numbers(List<Long> lotus, List<Long> damocles) {}

  /** The sectors that follow from a seed, with contents from the pool. */
  public static Population of(SeededBytes seeded, ContentPool pool) {
    List<LotusShape> lotusShapes = each(LotusShape.values());
    List<DamoclesShape> imported = new ArrayList<>();
    List<DamoclesShape> own = new ArrayList<>();
    for (DamoclesShape shape : each(DamoclesShape.values())) {
      (shape.isFromLotus() ? imported : own).add(shape);
    }
    int below = lotusShapes.size() + imported.size() + LOTUS_HOLES;
    List<Long> lower = seeded.shuffled("lotus numbers", range(0, below));
    List<Long> upper =
        seeded.shuffled("damocles numbers", range(below, own.size() + DAMOCLES_HOLES));
    Planner planner = new Planner(seeded, pool, 1);
    List<Long> lotusNumbers = lower.subList(0, lotusShapes.size());
    List<Long> importedNumbers =
        lower.subList(lotusShapes.size(), lotusShapes.size() + imported.size());
    List<PlannedSector<DamoclesShape>> damocles = new ArrayList<>();
    damocles.addAll(planner.plan(own, upper.subList(0, own.size())));
    damocles.addAll(planner.plan(imported, importedNumbers));
    damocles.sort(Comparator.comparingLong(PlannedSector::number));
    TreeSet<Long> taken = new TreeSet<>(lotusNumbers);
    taken.addAll(importedNumbers);
    return new Population(
        planner.plan(lotusShapes, lotusNumbers),
        List.copyOf(damocles),
        new Numbers(List.copyOf(taken), List.copyOf(new TreeSet<>(upper))));
  }

  /**
   * Healthy sectors only, all of one sealer, numbered from 0: each fourth one is upgraded.
   *
   * @param ofDamocles whether damocles has them, and not lotus-miner
   */
  public static Population steady(
      SeededBytes seeded, ContentPool pool, boolean ofDamocles, int count) {
    Planner planner = new Planner(seeded, pool, count);
    List<Long> numbers = range(0, count);
    List<LotusShape> lotus = new ArrayList<>();
    List<DamoclesShape> damocles = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      boolean upgraded = at % 4 == 3;
      lotus.add(upgraded ? LotusShape.PROVING_SNAPPED : LotusShape.PROVING);
      damocles.add(upgraded ? DamoclesShape.FINALIZED_SNAP : DamoclesShape.FINALIZED);
    }
    return ofDamocles
        ? new Population(List.of(), planner.plan(damocles, numbers), new Numbers(numbers, numbers))
        : new Population(planner.plan(lotus, numbers), List.of(), new Numbers(numbers, List.of()));
  }

  /** Those of some shapes only; a sealer that has none of them has given out no numbers. */
  public Population only(Predicate<LotusShape> ofLotus, Predicate<DamoclesShape> ofDamocles) {
    List<PlannedSector<LotusShape>> one =
        lotus.stream().filter(sector -> ofLotus.test(sector.shape())).toList();
    List<PlannedSector<DamoclesShape>> other =
        damocles.stream().filter(sector -> ofDamocles.test(sector.shape())).toList();
    return new Population(
        one,
        other,
        new Numbers(
            one.isEmpty() ? List.of() : numbersTaken.lotus(),
            other.isEmpty() ? List.of() : numbersTaken.damocles()));
  }

  /** Whether the sectors have files; a hundred thousand of them would be a million files. */
  public boolean isWithFiles() {
    return lotus.size() + damocles.size() <= MOST_WITH_FILES;
  }

  /** How many sectors a partition takes. */
  public int partitionSectors() {
    return isCrowd() ? LARGE_PARTITION : USUAL_PARTITION;
  }

  private boolean isCrowd() {
    return lotus.size() + damocles.size() > CROWD;
  }

  /** All sectors that the chain knows, in any way. */
  public List<PlannedSector<? extends SectorShape>> all() {
    List<PlannedSector<? extends SectorShape>> all = new ArrayList<>(lotus);
    all.addAll(damocles);
    all.sort(Comparator.comparingLong(PlannedSector::number));
    return all;
  }

  private static List<Long> range(int first, int count) {
    return LongStream.range(first, (long) first + count).boxed().toList();
  }

  private static <S extends SectorShape> List<S> each(S[] shapes) {
    List<S> each = new ArrayList<>();
    for (S shape : shapes) {
      IntStream.range(0, shape.count()).forEach(once -> each.add(shape));
    }
    return each;
  }

  private static final class Planner {
    private final SeededBytes seeded;
    private final ContentPool pool;
    private final List<Integer> contents;
    private final long between;

    Planner(SeededBytes seeded, ContentPool pool, int count) {
      this.between = Math.min(EPOCHS_BETWEEN, EPOCHS_OF_ACTIVATIONS / count);
      this.seeded = seeded;
      this.pool = pool;
      this.contents =
          seeded.shuffled("contents", IntStream.range(0, ContentPool.SIZE).boxed().toList());
    }

    <S extends SectorShape> List<PlannedSector<S>> plan(List<S> shapes, List<Long> numbers) {
      return IntStream.range(0, shapes.size())
          .mapToObj(at -> sector(shapes.get(at), numbers.get(at)))
          .sorted(Comparator.comparingLong(PlannedSector::number))
          .toList();
    }

    private <S extends SectorShape> PlannedSector<S> sector(S shape, long number) {
      long spread = seeded.below("activation " + number, EPOCHS_BETWEEN / 2);
      Timeline timeline = timeline(shape, number, spread);
      SectorContent content = pool.get(contents.get((int) (number % ContentPool.SIZE)));
      return PlannedSector.of(number, shape, timeline, content, seeded);
    }

    /** What is still being sealed began lately; all else in the order of the numbers. */
    private Timeline timeline(SectorShape shape, long number, long spread) {
      SectorForm form = shape.form();
      long activation =
          form.isOnChain()
              ? FIRST_ACTIVATION + between * number + spread
              : Timeline.START_EPOCH + form.stage().epochsLeft();
      long upgrade = form.isSnap() ? Timeline.START_EPOCH + form.snap().epochsLeft() : 0;
      return new Timeline(activation, upgrade);
    }
  }
}
