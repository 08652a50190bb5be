package io.sectorsh.proofs.recover;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.ReplicaFinding.Kind;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.replica.TreeFiles;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What makes the files of a replica whole again: trees from the sealed file, p_aux of what is left.
 *
 * @param stores the directories with sector files
 */
record CacheSteps(Rows<Path> stores) {
  List<RecoveryStep> of(long number, SectorCheck check, Commitment commR) {
    ReplicaFiles files = check.files();
    boolean lost = check.findings().stream().anyMatch(finding -> blames(files, check, finding));
    if (lost) {
      return lost(number, check);
    }
    try {
      return cache(files, commR, check.isSound());
    } catch (IOException failed) {
      return List.of(
          RecoveryStep.byHand(
              "the cache cannot be read: " + failed.getMessage(), "ls -l " + files.cache()));
    }
  }

  /** What is compared with another replica's cache looks damaged without being it. */
  private static boolean blames(ReplicaFiles files, SectorCheck check, ReplicaFinding finding) {
    boolean otherCache =
        check.findings().stream().anyMatch(one -> one.kind() == Kind.OTHER_REPLICA);
    return finding.file().equals(files.sealed()) && !(finding.kind() == Kind.DAMAGED && otherCache);
  }

  /**
   * The sealed file is missing, short, damaged or unreadable: only a copy or sealing again helps.
   */
  private static List<RecoveryStep> lost(long number, SectorCheck check) {
    ReplicaFinding finding =
        check.findings().stream()
            .filter(one -> one.file().equals(check.files().sealed()))
            .findFirst()
            .orElseThrow();
    Path file = check.files().sealed();
    return List.of(
        RecoveryStep.byHand(
            "look for a copy: " + finding, "find / -xdev -name " + file.getFileName()),
        RecoveryStep.byHand(
            "if it lies in a directory that lotus does not know, tell lotus",
            "lotus-miner storage attach DIRECTORY; lotus-miner storage redeclare --all"),
        RecoveryStep.byHand(
            "else have damocles seal the sector again from its data",
            "damocles.changes.rebuild(" + number + "), then damocles.follow(" + number + ")"));
  }

  private List<RecoveryStep> cache(ReplicaFiles files, Commitment commR, boolean sound)
      throws IOException {
    if (sound) {
      return List.of();
    }
    try (FastHashes hashes = FastHashes.forBytes(TreeFiles.bytes(files))) {
      return broken(files, commR, new TreeFiles(files, hashes.shared()));
    }
  }

  private List<RecoveryStep> broken(ReplicaFiles files, Commitment commR, TreeFiles trees)
      throws IOException {
    Optional<PersistentAux> aux =
        new AuxSearch(commR).among(auxes(files.sealed().getFileName()), trees.commRLast());
    Optional<PersistentAux> former =
        trees.commRLast().flatMap(root -> of(root, auxes(files.sealed().getFileName())));
    if (aux.isEmpty() && former.isPresent()) {
      String commC = HexFormat.of().formatHex(former.get().getCommC());
      List<Integer> all = IntStream.range(0, TreeFiles.names(files).size()).boxed().toList();
      ReplicaTarget target = new ReplicaTarget(files, commR, commC);
      return List.of(RecoveryStep.planned(new TreeAction(target, all)));
    }
    if (aux.isEmpty()) {
      return List.of(
          RecoveryStep.byHand(
              "no comm_c that leads to CommR is left in any p_aux of the sector, and it cannot be"
                  + " computed from the sealed file",
              "Restore p_aux from a backup of the cache directory, or rebuild the sector."));
    }
    HexFormat hex = HexFormat.of();
    ReplicaTarget target = new ReplicaTarget(files, commR, hex.formatHex(aux.get().getCommC()));
    List<RecoveryStep> steps = new ArrayList<>();
    if (!read(files.cache().resolve(PersistentAux.FILE_NAME)).equals(aux)) {
      String root = hex.formatHex(aux.get().getCommRLast());
      steps.add(RecoveryStep.planned(new AuxAction(target, root)));
    }
    List<Integer> broken = trees.broken(aux.get().getCommRLast());
    if (!broken.isEmpty()) {
      steps.add(RecoveryStep.planned(new TreeAction(target, broken)));
    }
    return steps;
  }

  /** Tree and p_aux fit each other, but are of the replica before the upgrade. */
  private static Optional<PersistentAux> of(byte[] treeRoot, List<PersistentAux> auxes) {
    return auxes.stream().filter(aux -> Arrays.equals(aux.getCommRLast(), treeRoot)).findFirst();
  }

  /** Every p_aux of the sector in any store: a replica and its upgrade share comm_c. */
  private List<PersistentAux> auxes(Path name) {
    List<PersistentAux> found = new ArrayList<>();
    try (RowCursor<Path> cursor = stores.open()) {
      while (cursor.hasNext()) {
        Path store = cursor.next();
        for (SectorFileType kind : List.of(SectorFileType.CACHE, SectorFileType.UPDATE_CACHE)) {
          Path cache = store.resolve(kind.directory()).resolve(name);
          read(cache.resolve(PersistentAux.FILE_NAME)).ifPresent(found::add);
        }
      }
    } catch (OperatorException notAllStores) {
      return found;
    }
    return found;
  }

  private static Optional<PersistentAux> read(Path file) {
    try {
      return Optional.of(PersistentAux.parse(Files.readAllBytes(file)));
    } catch (IOException | MalformedValueException unreadable) {
      return Optional.empty();
    }
  }
}
