package io.sectorsh.scripts.export;

import io.sectorsh.damocles.SectorState;
import io.sectorsh.damocles.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.LotusRepo;
import io.sectorsh.lotus.SectorInfo;
import io.sectorsh.scripts.export.ExportedSector.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One export as it is put together, sector by sector. */
final class ExportDraft {
  /** Takes the records that are to be written. */
  interface Sink {
    void put(SectorInfo record);
  }

  private final LotusRepo repo;
  private final ExportRequest request;
  private final ChainFacts chain;
  private final Sink sink;
  private final SectorConversion conversion;
  private final Set<Long> inLotus = new HashSet<>();
  private final Set<Long> online = new HashSet<>();
  private final Set<Long> seen = new HashSet<>();
  private final List<ExportedSector> sectors = new ArrayList<>();
  private final WrittenRecords summary = new WrittenRecords();
  private OptionalLong highestRecord = OptionalLong.empty();
  private OptionalLong highestInDamocles = OptionalLong.empty();
  private NumberSources number = NumberSources.NOTHING;

  ExportDraft(LotusRepo repo, ExportRequest request, ChainFacts chain, Sink sink) {
    this.repo = repo;
    this.request = request;
    this.chain = chain;
    this.sink = sink;
    this.conversion = new SectorConversion(chain);
    repo.getSectorRecords().forEach(record -> record.number().ifPresent(this::addRecord));
  }

  private void addRecord(long number) {
    inLotus.add(number);
    highestRecord = NumberSources.higher(highestRecord, OptionalLong.of(number));
  }

  /** Takes in a sector of damocles; those of the online store have to come first. */
  void add(SectorState sector) {
    if (sector.getMiner() != request.miner().getActorId()) {
      return;
    }
    long number = sector.getNumber();
    highestInDamocles = NumberSources.higher(highestInDamocles, OptionalLong.of(number));
    if (request.onlyNumber() || !wanted(number)) {
      return;
    }
    seen.add(number);
    if (sector.getStore().filter(store -> store == SectorStore.ONLINE).isPresent()) {
      online.add(number);
    }
    sectors.add(decide(sector));
  }

  private boolean wanted(long number) {
    return request.numbers().map(numbers -> numbers.contains(number)).orElse(true);
  }

  private ExportedSector decide(SectorState sector) {
    long number = sector.getNumber();
    if (sector.getStore().filter(store -> store == SectorStore.OFFLINE).isPresent()
        && online.contains(number)) {
      return row(sector, Outcome.SKIP, "", "in both stores of damocles; settle that first");
    }
    if (inLotus.contains(number)) {
      return row(sector, Outcome.KEEP, "", "lotus has a record of it");
    }
    Conversion result = conversion.convert(sector);
    if (result instanceof Conversion.Written written) {
      sink.put(written.record());
      summary.add(written.record());
      String notes = String.join("; ", written.notes());
      return row(sector, Outcome.WRITE, written.record().getState(), notes);
    }
    return row(sector, Outcome.SKIP, "", ((Conversion.LeftOut) result).reason());
  }

  private static ExportedSector row(
      SectorState sector, Outcome outcome, String lotusState, String note) {
    return new ExportedSector(sector.getNumber(), sector.getState(), outcome, lotusState, note);
  }

  /** Called when all sectors are in. */
  void finish() {
    sectors.sort(Comparator.comparingLong(ExportedSector::number));
    number =
        new NumberSources(
            repo.getAllocated(),
            repo.getNextid(),
            repo.getReserved(),
            highestRecord,
            highestInDamocles,
            chain.highestAllocated(),
            request.lastUsedNumber());
    if (number.lastUsed().orElse(0) == Long.MAX_VALUE) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "no sector number would be left: the highest possible one counts as used",
          repo.getPath().toString(),
          "See which source says so in the preview, and give a lower --next-number.");
    }
  }

  /** Where numbers stand; complete once all sectors are in. */
  NumberSources number() {
    return number;
  }

  /** The result for the operator. */
  ExportReport report(Optional<Path> previous, List<String> warnings) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(summary.warnings());
    number.wishWithoutEffect().ifPresent(all::add);
    SectorNumbers unknown = unknown();
    if (!unknown.isEmpty()) {
      all.add("damocles does not know " + unknown);
    }
    return new ExportReport(
        request.miner().toString(),
        repo.getPath(),
        request.apply(),
        count(Outcome.WRITE),
        count(Outcome.KEEP),
        count(Outcome.SKIP),
        NumberChange.of(number),
        chain.isKnown(),
        previous,
        all,
        sectors);
  }

  private SectorNumbers unknown() {
    SectorNumbers found = SectorNumbers.of(seen.stream().mapToLong(Long::longValue).toArray());
    return request.onlyNumber()
        ? SectorNumbers.EMPTY
        : request.numbers().orElse(SectorNumbers.EMPTY).subtract(found);
  }

  private long count(Outcome outcome) {
    return sectors.stream().filter(sector -> sector.outcome() == outcome).count();
  }
}
