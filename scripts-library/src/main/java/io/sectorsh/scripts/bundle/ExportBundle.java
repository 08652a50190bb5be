package io.sectorsh.scripts.bundle;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.rows.Rows;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.importing.LotusSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes sectors of lotus, of damocles or of both into a bundle. No system is changed; the bundle
 * is whole or not there, so that a run that was killed is simply done again.
 */
public final class ExportBundle {
  private final Optional<LotusSource> lotus;
  private final Optional<Supplier<Rows<SectorState>>> damocles;

  /**
   * @param lotus where lotus' records come from, if they are to be in it
   * @param damocles damocles' states, if they are to be in it
   */
  public ExportBundle(Optional<LotusSource> lotus, Optional<Supplier<Rows<SectorState>>> damocles) {
    this.lotus = lotus;
    this.damocles = damocles;
  }

  /**
   * Counts, writes or removes one bundle.
   *
   * @param numbers only these sectors; empty for all
   * @throws OperatorException CONFLICT if something lies at the destination
   */
  public BundleReport run(
      Address miner, Path destination, Optional<SectorNumbers> numbers, Way way) {
    return switch (way) {
      case ROLLBACK -> remove(miner, destination);
      case PLAN -> count(miner, destination, numbers);
      case APPLY -> write(miner, destination, numbers);
      case RESUME ->
          Files.exists(destination)
              ? report(Bundle.open(destination), destination, "done")
              : write(miner, destination, numbers);
    };
  }

  private BundleReport count(Address miner, Path destination, Optional<SectorNumbers> numbers) {
    requireFree(destination);
    long[] counts = new long[2];
    List<String> problems =
        each(miner, numbers, line -> counts[line.lotus().isPresent() ? 0 : 1]++);
    return new BundleReport(
        miner.toString(), destination, "planned", counts[0], counts[1], problems);
  }

  private BundleReport write(Address miner, Path destination, Optional<SectorNumbers> numbers) {
    requireFree(destination);
    try (BundleWriter writer = new BundleWriter(destination, miner)) {
      List<String> problems = each(miner, numbers, writer::add);
      lotus.ifPresent(source -> source.highestNumber().ifPresent(writer::used));
      Manifest manifest = writer.finish();
      return new BundleReport(
          miner.toString(), destination, "done", manifest.lotus(), manifest.damocles(), problems);
    }
  }

  private List<String> each(
      Address miner, Optional<SectorNumbers> numbers, Consumer<BundleLine> sink) {
    List<String> problems = new ArrayList<>();
    lotus.ifPresent(
        source ->
            source
                .sectors()
                .filter(found -> wants(numbers, found.number()))
                .forEach(
                    found ->
                        found
                            .sector()
                            .ifPresentOrElse(
                                sector -> sink.accept(BundleLine.of(sector)),
                                () ->
                                    problems.add(
                                        "sector " + found.number() + ": " + found.problem()))));
    damocles.ifPresent(
        states ->
            states
                .get()
                .filter(state -> state.getMiner() == miner.getActorId())
                .filter(state -> wants(numbers, state.getNumber()))
                .forEach(state -> sink.accept(BundleLine.of(state))));
    return problems;
  }

  private static boolean wants(Optional<SectorNumbers> numbers, long number) {
    return numbers.map(wanted -> wanted.contains(number)).orElse(true);
  }

  private static void requireFree(Path destination) {
    if (Files.exists(destination)) {
      throw new OperatorException(
          ErrorCode.CONFLICT,
          "something lies there already",
          destination.toString(),
          "Name a directory that does not exist; --rollback removes a bundle.");
    }
  }

  /** Also what a killed run left of one, either way. */
  private static BundleReport remove(Address miner, Path destination) {
    boolean whole = Files.exists(destination) || !Files.exists(BundleWriter.part(destination));
    Optional<Bundle> bundle = whole ? Optional.of(Bundle.open(destination)) : Optional.empty();
    try {
      BundleWriter.remove(destination);
    } catch (IOException failure) {
      throw BundleWriter.failed(destination, failure);
    }
    return bundle
        .map(found -> report(found, destination, "removed"))
        .orElseGet(
            () -> new BundleReport(miner.toString(), destination, "removed", 0, 0, List.of()));
  }

  private static BundleReport report(Bundle bundle, Path destination, String state) {
    return new BundleReport(
        bundle.getMiner().toString(),
        destination,
        state,
        bundle.getLotusCount(),
        bundle.getDamoclesCount(),
        List.of());
  }
}
