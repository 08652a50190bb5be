package io.sectorsh.scripts.rebuild;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.manager.PersistStore;
import io.sectorsh.damocles.sector.PreCommitInfo;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.UpgradedInfo;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.scripts.files.SectorSearch;
import io.sectorsh.stores.FileProblem;
import io.sectorsh.stores.SectorFileSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Looks at a sector's files: whether they are all there, as long as they must be, and its own. */
final class RebuiltFiles {
  private static final String CHAIN = "chain";
  private static final String DAMOCLES = "damocles";

  private final Damocles damocles;
  private final Optional<LotusNode> node;

  /**
   * @param node tells what p_aux must make; may be absent
   */
  RebuiltFiles(Damocles damocles, Optional<LotusNode> node) {
    this.damocles = damocles;
    this.node = node;
  }

  List<RebuildRow> check(Address miner, SectorNumbers numbers, LongFunction<String> pieces) {
    List<RebuildRow> rows = new ArrayList<>();
    for (long number : numbers) {
      rows.add(check(new SectorId(miner.getActorId(), number), pieces.apply(number)));
    }
    return rows;
  }

  /** What rows without a problem say together, no more than was compared. */
  String verdict(List<RebuildRow> rows) {
    if (rows.stream().allMatch(row -> row.commR().equals(CHAIN))) {
      return "all files are there and make the chain's CommR";
    }
    return rows.stream().noneMatch(row -> row.commR().isEmpty())
        ? "all files are there and make the CommR of damocles' own record; no chain was asked"
        : "all files are there; for some there was no CommR to compare p_aux with";
  }

  /**
   * A warning of sectors that may need no rebuild, with what was looked at; empty if none is so.
   */
  Optional<String> nothingWrong(List<RebuildRow> rows) {
    List<RebuildRow> good = rows.stream().filter(row -> row.problem().isEmpty()).toList();
    SectorNumbers numbers = SectorNumbers.of(good.stream().mapToLong(RebuildRow::number).toArray());
    return good.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "warning: nothing wrong is seen of %s: %s. What is in them was not read: proofs.check('%s') reads what a window would ask for."
                .formatted(numbers, verdict(good), numbers));
  }

  private RebuildRow check(SectorId id, String pieces) {
    Optional<SectorState> state = damocles.getManager().findSector(id);
    if (state.isEmpty()) {
      return new RebuildRow(id.number(), "", "", pieces, "", "damocles knows no such sector");
    }
    String word = state.get().getState();
    Optional<OnChainSector> onChain = node.flatMap(asked -> asked.sectorInfo(id.number()));
    boolean snapped = onChain.map(OnChainSector::isUpgraded).orElse(state.get().isUpgraded());
    List<Path> stores = damocles.getStores().stream().map(PersistStore::path).toList();
    SectorSearch.Found found = new SectorSearch(stores).find(id, snapped);
    if (found.whole().isEmpty()) {
      return new RebuildRow(id.number(), word, "", pieces, "", found.reason());
    }
    SectorFileSet files = found.whole().get();
    Optional<Cid> commR =
        onChain.map(OnChainSector::sealedCid).or(() -> recorded(state.get(), snapped));
    List<FileProblem> problems = problems(files, state.get().getSectorType().sectorSize(), commR);
    return new RebuildRow(
        id.number(),
        word,
        files.store().toString(),
        pieces,
        onChain.isPresent() ? CHAIN : commR.isPresent() ? DAMOCLES : "",
        problems.isEmpty() ? "" : problems.get(0).toString());
  }

  private static Optional<Cid> recorded(SectorState state, boolean snapped) {
    return snapped
        ? state.getUpgradedInfo().flatMap(UpgradedInfo::sealedCid)
        : state.getPre().flatMap(PreCommitInfo::commR);
  }

  private static List<FileProblem> problems(
      SectorFileSet files, SectorSize size, Optional<Cid> commR) {
    return commR
        .map(known -> files.problems(size, Commitment.ofCid(known)))
        .orElseGet(() -> files.problems(size));
  }
}
