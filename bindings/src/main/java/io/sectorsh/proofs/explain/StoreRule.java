package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.explain.FileFacts.SectorFiles;
import java.nio.file.Path;
import java.util.List;

/** Sees stores that are not there, or do not answer, when files are missing too. */
final class StoreRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    return facts.files().value().map(StoreRule::look).orElse(List.of());
  }

  static SectorNumbers lost(FileFacts files) {
    return files.absent().isEmpty()
        ? SectorNumbers.EMPTY
        : SectorNumbers.of(
            files.sectors().stream()
                .filter(one -> !one.found() && one.oldFiles().isEmpty())
                .filter(one -> files.absent().stream().anyMatch(one.sealed()::startsWith))
                .mapToLong(SectorFiles::number)
                .toArray());
  }

  private static List<Cause> look(FileFacts files) {
    SectorNumbers lost = lost(files);
    if (lost.isEmpty()) {
      return List.of();
    }
    Path store = files.absent().get(0);
    boolean silent = files.gone().isEmpty();
    Cause cause =
        Cause.of(
                CauseKind.STORE_GONE,
                92,
                "the store %s %s, and the files of %s are in no other"
                    .formatted(
                        store, silent ? "does not answer" : "is not there", Wording.sectors(lost)))
            .sectors(lost)
            .at(store, 0);
    for (Path gone : files.gone()) {
      cause = cause.seen(gone + " is configured, but there is no such directory here");
    }
    for (Path mute : files.silent()) {
      cause = cause.seen(mute + " did not answer in time: its disk or its server hangs");
    }
    return List.of(
        cause
            .fix("findmnt " + store + " || mount " + store)
            .fix("Then lotus-miner storage redeclare --all, or restart the prover."));
  }
}
