package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.explain.FileFacts.SectorFiles;
import java.nio.file.Path;
import java.util.List;

/** Sees stores that are configured but not there, when files are missing too. */
final class StoreRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    return facts.files().value().map(StoreRule::look).orElse(List.of());
  }

  static SectorNumbers lost(FileFacts files) {
    return files.gone().isEmpty()
        ? SectorNumbers.EMPTY
        : SectorNumbers.of(
            files.sectors().stream()
                .filter(one -> !one.found() && one.oldFiles().isEmpty())
                .filter(one -> files.gone().stream().anyMatch(one.sealed()::startsWith))
                .mapToLong(SectorFiles::number)
                .toArray());
  }

  private static List<Cause> look(FileFacts files) {
    SectorNumbers lost = lost(files);
    if (lost.isEmpty()) {
      return List.of();
    }
    Path store = files.gone().get(0);
    Cause cause =
        Cause.of(
                CauseKind.STORE_GONE,
                92,
                "the store %s is not there, and the files of %s are in no other"
                    .formatted(store, Wording.sectors(lost)))
            .sectors(lost)
            .at(store, 0);
    for (Path gone : files.gone()) {
      cause = cause.seen(gone + " is configured, but there is no such directory here");
    }
    return List.of(
        cause
            .fix("findmnt " + store + " || mount " + store)
            .fix("Then lotus-miner storage redeclare --all, or restart the prover."));
  }
}
