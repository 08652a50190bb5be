package io.sectorsh.scripts.rebuild;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.PersistStore;
import io.sectorsh.damocles.SectorState;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.LotusNode;
import io.sectorsh.lotus.OnChainSector;
import io.sectorsh.scripts.files.SectorSearch;
import io.sectorsh.stores.FileProblem;
import io.sectorsh.stores.SectorFileSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at a sector's files: whether they are all there, as long as they must be, and its own. */
final class RebuiltFiles {
  private final Damocles damocles;
  private final Optional<LotusNode> node;

  /**
   * @param node tells what p_aux must make; may be absent
   */
  RebuiltFiles(Damocles damocles, Optional<LotusNode> node) {
    this.damocles = damocles;
    this.node = node;
  }

  RebuildRow check(SectorId id) {
    Optional<SectorState> state = damocles.getManager().findSector(id);
    if (state.isEmpty()) {
      return new RebuildRow(id.number(), "", "", "damocles knows no such sector");
    }
    String word = state.get().getState();
    Optional<OnChainSector> onChain = node.flatMap(asked -> asked.sectorInfo(id.number()));
    boolean snapped = onChain.map(OnChainSector::isUpgraded).orElse(state.get().isUpgraded());
    List<Path> stores = damocles.getStores().stream().map(PersistStore::path).toList();
    SectorSearch.Found found = new SectorSearch(stores).find(id, snapped);
    if (found.whole().isEmpty()) {
      return new RebuildRow(id.number(), word, "", found.reason());
    }
    SectorFileSet files = found.whole().get();
    List<FileProblem> problems = problems(files, state.get(), onChain);
    String problem = problems.isEmpty() ? "" : problems.get(0).toString();
    return new RebuildRow(id.number(), word, files.store().toString(), problem);
  }

  private static List<FileProblem> problems(
      SectorFileSet files, SectorState state, Optional<OnChainSector> onChain) {
    var size = state.getSectorType().sectorSize();
    return onChain
        .map(known -> files.problems(size, Commitment.ofCid(known.sealedCid())))
        .orElseGet(() -> files.problems(size));
  }
}
