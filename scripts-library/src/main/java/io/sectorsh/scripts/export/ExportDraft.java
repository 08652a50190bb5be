package io.sectorsh.scripts.export;

import io.sectorsh.damocles.sector.DealInfo;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.RepoSnapshot;
import io.sectorsh.scripts.LossCount;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.NumberCollector;
import io.sectorsh.scripts.Wordings;
import io.sectorsh.scripts.conversion.Conversion;
import io.sectorsh.scripts.conversion.ToLotus;
import io.sectorsh.scripts.export.ExportedSector.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One export as it is put together, sector by sector. */
final class ExportDraft {
  private final ExportRequest request;
  private final ExportNumbers numbers;
  private final ToLotus conversion;
  private final Optional<RepoSnapshot> lotus;
  private final Consumer<SectorInfo> sink;
  private final NumberCollector seen = new NumberCollector();
  private final Wordings wordings = new Wordings();
  private final List<ExportedSector> sectors = new ArrayList<>();
  private final WrittenRecords summary = new WrittenRecords();
  private final LossCount losses = new LossCount();

  /**
   * @param lotus the repository's records, where they may be replaced
   * @param sink takes the records that are to be written
   */
  ExportDraft(
      ExportRequest request,
      ExportNumbers numbers,
      ToLotus conversion,
      Optional<RepoSnapshot> lotus,
      Consumer<SectorInfo> sink) {
    this.request = request;
    this.numbers = numbers;
    this.conversion = conversion;
    this.lotus = lotus;
    this.sink = sink;
  }

  /** The deals of these sectors that their records would name. */
  Set<Long> deals(List<SectorState> some) {
    return open(some)
        .flatMap(sector -> sector.getPieces().stream())
        .flatMap(piece -> piece.dealInfo().stream())
        .map(DealInfo::dealId)
        .filter(deal -> deal != 0)
        .collect(Collectors.toSet());
  }

  /** The message pool's ids of the messages that their records would name. */
  Set<String> messages(List<SectorState> some) {
    return open(some).flatMap(conversion::messageIds).collect(Collectors.toSet());
  }

  private Stream<SectorState> open(List<SectorState> some) {
    return some.stream().filter(sector -> isWanted(sector) && isOpen(sector.getNumber()));
  }

  private boolean isOpen(long number) {
    return lotus.isPresent() || !numbers.isInLotus(number);
  }

  private boolean isWanted(SectorState sector) {
    return sector.getMiner() == request.miner().getActorId()
        && !request.onlyNumber()
        && request.numbers().map(wanted -> wanted.contains(sector.getNumber())).orElse(true);
  }

  /** Takes in a sector of damocles. */
  void add(SectorState sector) {
    if (isWanted(sector)) {
      seen.add(sector.getNumber());
      sectors.add(decide(sector));
    }
  }

  /** Takes in a record of lotus, which is written as it is. */
  void add(SectorInfo record) {
    long number = record.getSectorNumber();
    if (request.onlyNumber()
        || !request.numbers().map(wanted -> wanted.contains(number)).orElse(true)) {
      return;
    }
    seen.add(number);
    Optional<SectorInfo> replaced = lotus.flatMap(records -> records.findSector(number));
    boolean same = replaced.filter(old -> Arrays.equals(old.encode(), record.encode())).isPresent();
    Outcome outcome = Outcome.KEEP;
    if (!numbers.isInLotus(number) || replaced.isPresent() && !same) {
      sink.accept(record);
      summary.add(record);
      outcome = replaced.isPresent() ? Outcome.REPLACE : Outcome.WRITE;
    }
    String note = outcome == Outcome.KEEP ? "lotus has a record of it" : "as lotus had it";
    sectors.add(new ExportedSector(number, "", outcome, wordings.of(record.getState()), note, ""));
  }

  private ExportedSector decide(SectorState sector) {
    long number = sector.getNumber();
    boolean offline = sector.getStore().filter(SectorStore.OFFLINE::equals).isPresent();
    if (offline && numbers.isOnline(number)) {
      return row(sector, Outcome.SKIP, "", "in both stores of damocles; settle that first");
    }
    if (!numbers.isInLotus(number)) {
      return written(sector, Optional.empty());
    }
    Optional<SectorInfo> replaced = lotus.flatMap(records -> records.findSector(number));
    return replaced.isPresent()
        ? written(sector, replaced)
        : row(sector, Outcome.KEEP, "", "lotus has a record of it");
  }

  private ExportedSector written(SectorState sector, Optional<SectorInfo> replaced) {
    Conversion<SectorInfo> result = conversion.convert(sector, replaced);
    if (result instanceof Conversion.Written<SectorInfo> written) {
      SectorInfo record = written.sector();
      if (replaced.filter(old -> Arrays.equals(old.encode(), record.encode())).isPresent()) {
        return row(
            sector, Outcome.KEEP, wordings.of(record.getState()), "lotus has the same record");
      }
      sink.accept(record);
      summary.add(record);
      losses.add(written.lost());
      return new ExportedSector(
          sector.getNumber(),
          sector.getState(),
          replaced.isPresent() ? Outcome.REPLACE : Outcome.WRITE,
          wordings.of(record.getState()),
          wordings.of(String.join("; ", written.notes())),
          wordings.of(String.join(" ", written.lost())));
    }
    String reason = ((Conversion.LeftOut<SectorInfo>) result).reason();
    return row(sector, replaced.isPresent() ? Outcome.KEEP : Outcome.SKIP, "", wordings.of(reason));
  }

  private static ExportedSector row(
      SectorState sector, Outcome outcome, String lotusState, String note) {
    return new ExportedSector(sector.getNumber(), sector.getState(), outcome, lotusState, note, "");
  }

  /** The result for the operator. */
  ExportReport report(
      Path repo,
      NumberSources number,
      boolean chainAsked,
      List<String> warnings,
      Optional<MigrationReport> migration) {
    sectors.sort(Comparator.comparingLong(ExportedSector::number));
    List<String> all = new ArrayList<>(warnings);
    all.addAll(summary.warnings());
    number.wishWithoutEffect().ifPresent(all::add);
    SectorNumbers unknown = unknown();
    if (!unknown.isEmpty()) {
      all.add("damocles does not know " + unknown);
    }
    return new ExportReport(
        request.miner().toString(),
        repo,
        !request.isPreview(),
        count(Outcome.WRITE),
        count(Outcome.REPLACE),
        count(Outcome.KEEP),
        count(Outcome.SKIP),
        NumberChange.of(number),
        chainAsked,
        migration,
        losses.counts(),
        all,
        sectors);
  }

  private SectorNumbers unknown() {
    if (request.onlyNumber() || request.numbers().isEmpty()) {
      return SectorNumbers.EMPTY;
    }
    return request.numbers().get().subtract(seen.all());
  }

  private long count(Outcome outcome) {
    return sectors.stream().filter(sector -> sector.outcome() == outcome).count();
  }
}
