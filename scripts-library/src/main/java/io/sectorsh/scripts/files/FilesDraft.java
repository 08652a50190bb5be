package io.sectorsh.scripts.files;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.scripts.files.FileRow.Outcome;
import io.sectorsh.stores.CopyPace;
import io.sectorsh.stores.FilePlace;
import io.sectorsh.stores.FileProblem;
import io.sectorsh.stores.SectorFileSet;
import io.sectorsh.stores.SectorTransfer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One export of files as it is put together, sector by sector. */
final class FilesDraft {
  private final FilesRequest request;
  private final SectorSearch stores;
  private final SectorSearch destination;
  private final Optional<Map<Long, OnChainSector>> chain;
  private final ProvingTimes times;
  private final Set<Long> online = new HashSet<>();
  private final List<FileRow> rows = new ArrayList<>();
  private final List<Shipment> shipments = new ArrayList<>();

  /**
   * @param stores where damocles keeps files
   * @param chain the miner's sectors; empty if no node was asked
   */
  FilesDraft(
      FilesRequest request,
      List<Path> stores,
      Optional<Map<Long, OnChainSector>> chain,
      ProvingTimes times) {
    this.request = request;
    this.stores = new SectorSearch(stores);
    this.destination = new SectorSearch(List.of(request.destination()));
    this.chain = chain;
    this.times = times;
  }

  /** Takes in a sector of damocles; those of the online store have to come first. */
  void add(SectorState sector) {
    long number = sector.getNumber();
    if (sector.getMiner() != request.miner().getActorId() || !request.wants(number)) {
      return;
    }
    Optional<OnChainSector> onChain = chain.map(known -> known.get(number));
    if (sector.isOnline()) {
      online.add(number);
    }
    Optional<String> obstacle = obstacle(sector, onChain);
    if (obstacle.isPresent()) {
      rows.add(row(sector, Outcome.SKIP, obstacle.get()));
      return;
    }
    boolean snapped = onChain.map(OnChainSector::isUpgraded).orElse(sector.isUpgraded());
    SectorSearch.Found found = stores.find(sector.getId(), snapped);
    if (found.whole().isPresent()) {
      ship(sector, found.whole().get(), onChain);
    } else if (destination.find(sector.getId(), snapped).whole().isPresent()) {
      rows.add(row(sector, Outcome.THERE, ""));
    } else {
      rows.add(
          row(sector, Outcome.FAILED, found.reason())
              .failed(found.reason(), "stores.find(" + number + ") tells where its files are."));
    }
  }

  private Optional<String> obstacle(SectorState sector, Optional<OnChainSector> onChain) {
    boolean live = onChain.isPresent();
    if (!sector.isOnline() && online.contains(sector.getNumber())) {
      return Optional.of("in both stores of damocles; settle that first");
    }
    return switch (sector.getPhase()) {
      case FINALIZED, IMPORTED ->
          chain.isPresent() && !live ? Optional.of("not on chain (any more)") : Optional.empty();
      case REBUILD -> Optional.of("its files are being made again");
      case SEALING -> Optional.of(live ? "on chain, not finalized: finalize it first" : "sealing");
      default -> Optional.of(sector.getState());
    };
  }

  private void ship(SectorState sector, SectorFileSet files, Optional<OnChainSector> onChain) {
    SectorSize size = sector.getSectorType().sectorSize();
    Optional<Commitment> commR = onChain.map(known -> Commitment.ofCid(known.sealedCid()));
    FileRow row =
        new FileRow(
            sector.getNumber(),
            sector.getState(),
            request.reserve() ? Outcome.COPY : Outcome.MOVE,
            files.store().toString(),
            SectorSearch.words(files.kinds()),
            files.bytes(),
            times.text(sector.getNumber()),
            times.isNear(sector.getNumber()) ? "left for last: it is proven soon" : "",
            "");
    Shipment shipment = new Shipment(files, size, commR, row);
    Optional<FileRow> wrong = wrong(shipment);
    if (wrong.isPresent()) {
      rows.add(wrong.get());
    } else if (isThere(shipment)) {
      rows.add(row(sector, Outcome.THERE, ""));
    } else {
      shipments.add(shipment);
    }
  }

  private Optional<FileRow> wrong(Shipment shipment) {
    FileRow row = shipment.row();
    List<FileProblem> problems = shipment.problems();
    if (!problems.isEmpty()) {
      return Optional.of(row.failed(problems.get(0).toString(), look(row.number())));
    }
    try {
      return places(shipment).contains(FilePlace.CONFLICT)
          ? Optional.of(
              row.failed(
                  "another file of it is in " + request.destination() + " already",
                  "See whose it is, and move it away."))
          : Optional.empty();
    } catch (OperatorException failure) {
      return Optional.of(row.failed(failure.what() + ": " + failure.where(), failure.next()));
    }
  }

  /** A copy is there when all of it is; a move also has to take the source away. */
  private boolean isThere(Shipment shipment) {
    return request.reserve()
        && places(shipment).stream().allMatch(place -> place == FilePlace.BOTH);
  }

  private Collection<FilePlace> places(Shipment shipment) {
    return new SectorTransfer(shipment.files(), request.destination(), new CopyPace())
        .places()
        .values();
  }

  private FileRow row(SectorState sector, Outcome outcome, String note) {
    String deadline = times.text(sector.getNumber());
    return new FileRow(
        sector.getNumber(), sector.getState(), outcome, "", "", 0, deadline, note, "");
  }

  /** What to type about files that are not as they must be. */
  static String look(long number) {
    return "proofs.check(" + number + ") tells more; a damaged sector: rebuild --numbers " + number;
  }

  ProvingTimes times() {
    return times;
  }

  /**
   * What is to go: those first whose proof is farthest away, so that those whose deadline is open
   * or near come last.
   */
  List<Shipment> inOrder() {
    List<Shipment> ordered = new ArrayList<>(shipments);
    ordered.sort(
        Comparator.comparingLong((Shipment each) -> -times.epochsUntil(each.number()))
            .thenComparingLong(Shipment::number));
    return ordered;
  }

  /** How many of them are proven now or soon. */
  long near() {
    return shipments.stream().filter(each -> times.isNear(each.number())).count();
  }

  /** Every sector that was asked about, by number. */
  List<FileRow> rows() {
    List<FileRow> all = new ArrayList<>(rows);
    shipments.forEach(each -> all.add(each.row()));
    all.sort(Comparator.comparingLong(FileRow::number));
    return all;
  }
}
