package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.ReplicaFinding.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the files of one replica: p_aux against CommR, lengths, tree roots against p_aux, and the
 * whole paths of challenged nodes down to the sealed bytes.
 *
 * <p>Finds more than a windowPoSt would trip over, and names file and bytes. Reads about 40 places
 * a sector of 32 GiB and ten challenges, each once; writes nothing.
 */
public final class ReplicaCheck {
  private static final int NODE = Poseidon.NODE_BYTES;

  private final ReplicaFiles files;
  private final TreeGeometry geometry;
  private final ReadWatch watch;
  private final Set<ReplicaFinding> findings = new LinkedHashSet<>();
  private final List<CheckedFile> open = new ArrayList<>();
  private final Set<List<Long>> sound = new HashSet<>();

  private ReplicaCheck(ReplicaFiles files, TreeGeometry geometry, ReadWatch watch) {
    this.files = files;
    this.watch = watch;
    this.geometry = geometry;
  }

  /**
   * @param commR what the chain says; see {@link PoStChallenges} for the nodes to check
   * @param challenges numbers of nodes of the sealed file
   * @return what is wrong; nothing when the files would prove the sector
   */
  public static List<ReplicaFinding> check(
      ReplicaFiles files, Commitment commR, long... challenges) {
    return inspect(0, files, commR, challenges).findings();
  }

  /**
   * As {@link #check}, with what a windowPoSt would make of the sector and what reading cost.
   *
   * @param number the sector's number, for the result only
   */
  public static SectorCheck inspect(
      long number, ReplicaFiles files, Commitment commR, long... challenges) {
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(files.sectorBytes());
    return inspect(number, files, geometry, commR, new ReadWatch(), challenges);
  }

  /**
   * As the other one; somebody watches which file is waited for.
   *
   * @throws IllegalArgumentException when no sector has that size
   */
  public static SectorCheck inspect(
      long number, ReplicaFiles files, Commitment commR, ReadWatch watch, long... challenges) {
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(files.sectorBytes());
    return inspect(number, files, geometry, commR, watch, challenges);
  }

  static SectorCheck inspect(
      long number,
      ReplicaFiles files,
      TreeGeometry geometry,
      Commitment commR,
      long... challenges) {
    return inspect(number, files, geometry, commR, new ReadWatch(), challenges);
  }

  /**
   * Looks at p_aux only: one read of 64 bytes and one hash. It finds what lotus' and damocles' own
   * checks pass, a p_aux of another replica, and no damage of anything else.
   */
  public static SectorCheck inspectAux(
      long number, ReplicaFiles files, Commitment commR, ReadWatch watch) {
    long start = System.nanoTime();
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(files.sectorBytes());
    ReplicaCheck check = new ReplicaCheck(files, geometry, watch);
    try {
      boolean there = check.readAux(commR) != null;
      ProofOutcome outcome =
          !there
              ? ProofOutcome.SKIPPED
              : check.findings.isEmpty() ? ProofOutcome.PROVES : ProofOutcome.SPOILS_PARTITION;
      return check.result(number, commR, outcome, start);
    } finally {
      check.open.forEach(CheckedFile::close);
    }
  }

  static SectorCheck inspect(
      long number,
      ReplicaFiles files,
      TreeGeometry geometry,
      Commitment commR,
      ReadWatch watch,
      long... challenges) {
    long start = System.nanoTime();
    ReplicaCheck check = new ReplicaCheck(files, geometry, watch);
    try {
      ProofOutcome outcome = check.run(commR, challenges);
      return check.result(number, commR, outcome, start, challenges);
    } finally {
      check.open.forEach(CheckedFile::close);
    }
  }

  private SectorCheck result(
      long number, Commitment commR, ProofOutcome outcome, long start, long... challenges) {
    return new SectorCheck(
        number,
        outcome,
        List.copyOf(findings),
        Arrays.stream(challenges).boxed().toList(),
        files,
        Optional.of(commR),
        open.stream().map(CheckedFile::cost).toList(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private ProofOutcome run(Commitment commR, long[] challenges) {
    @Nullable PersistentAux aux = readAux(commR);
    boolean spoils = !findings.isEmpty();
    @Nullable CheckedFile sealed = tryOpen(files.sealed(), files.sectorBytes());
    List<CheckedFile> treeFiles = new ArrayList<>();
    for (String name : geometry.fileNames()) {
      CheckedFile file = tryOpenTree(files.cache().resolve(name));
      if (file != null) {
        treeFiles.add(file);
      }
    }
    if (aux == null || sealed == null || treeFiles.size() < geometry.trees()) {
      return ProofOutcome.SKIPPED;
    }
    List<StoredTree> trees = new ArrayList<>();
    for (int i = 0; i < geometry.trees(); i++) {
      trees.add(new StoredTree(geometry, treeFiles.get(i), sealed, i));
    }
    if (isWhole(sealed, treeFiles)) {
      attribute(trees, aux, challenges);
    }
    return outcome(trees, aux, challenges, spoils);
  }

  private boolean isWhole(CheckedFile sealed, List<CheckedFile> treeFiles) {
    return sealed.length() >= files.sectorBytes()
        && treeFiles.stream().allMatch(file -> file.length() >= geometry.fileBytes());
  }

  private void attribute(List<StoredTree> trees, PersistentAux aux, long[] challenges) {
    try {
      checkRoots(trees, aux);
    } catch (FindingException end) {
      findings.add(end.finding());
      return;
    }
    for (long challenge : challenges) {
      checkChallenge(trees, challenge);
    }
  }

  /** Asked of each challenge only where something was found: sound paths prove. */
  private ProofOutcome outcome(
      List<StoredTree> trees, PersistentAux aux, long[] challenges, boolean spoils) {
    byte[] commRLast = aux.getCommRLast();
    if (!findings.isEmpty()) {
      for (long challenge : challenges) {
        if (!MadeProof.succeeds(geometry, trees, commRLast, challenge)) {
          return ProofOutcome.SKIPPED;
        }
      }
    }
    return spoils ? ProofOutcome.SPOILS_PARTITION : ProofOutcome.PROVES;
  }

  private @Nullable PersistentAux readAux(Commitment commR) {
    Path path = files.cache().resolve(PersistentAux.FILE_NAME);
    try {
      CheckedFile file = CheckedFile.open(path, watch);
      open.add(file);
      if (file.length() < PersistentAux.BYTES) {
        findings.add(wrongLength(path, file.length(), PersistentAux.BYTES, ""));
        return null;
      }
      PersistentAux aux = PersistentAux.parse(file.read(0, PersistentAux.BYTES));
      Commitment found = aux.getCommR();
      if (!found.equals(commR)) {
        findings.add(
            new ReplicaFinding(
                Kind.OTHER_REPLICA, path, 0, 0, "gives CommR " + found + " instead of " + commR));
      }
      return aux;
    } catch (DamagedNodeException damaged) {
      long offset = damaged.getIndex() * NODE;
      findings.add(damage(path, offset, NODE, "no number of the field"));
    } catch (FindingException problem) {
      findings.add(problem.finding());
    }
    return null;
  }

  /** A proof attempt makes a missing tree file anew, empty and as long as the whole tree. */
  private @Nullable CheckedFile tryOpenTree(Path path) {
    @Nullable CheckedFile file = tryOpen(path, geometry.fileBytes());
    if (file != null && file.length() == geometry.wholeTreeBytes()) {
      findings.removeIf(finding -> finding.file().equals(path));
      findings.add(
          new ReplicaFinding(
              Kind.MISSING,
              path,
              0,
              0,
              "was missing, and a proof attempt put an empty file there"));
      return null;
    }
    return file;
  }

  private @Nullable CheckedFile tryOpen(Path path, long length) {
    try {
      CheckedFile file = CheckedFile.open(path, watch);
      open.add(file);
      if (file.length() != length) {
        String why = geometry.otherDiscard(file.length()).map(ReplicaCheck::madeWith).orElse("");
        findings.add(wrongLength(path, file.length(), length, why));
      }
      return file;
    } catch (FindingException problem) {
      findings.add(problem.finding());
      return null;
    }
  }

  private static String madeWith(int discarded) {
    return ": made with FIL_PROOFS_ROWS_TO_DISCARD=" + discarded + ", read at wrong places";
  }

  private static ReplicaFinding wrongLength(Path path, long found, long expected, String why) {
    String text = found + " bytes instead of " + expected + why;
    return new ReplicaFinding(Kind.WRONG_LENGTH, path, 0, 0, text);
  }

  private void checkRoots(List<StoredTree> trees, PersistentAux aux) throws FindingException {
    if (foldsTo(roots(trees), aux)) {
      return;
    }
    List<byte[]> remade = new ArrayList<>();
    for (StoredTree tree : trees) {
      byte[] root = NodeRepair.remade(tree, tree.top(), 0);
      remade.add(root == null ? tree.node(tree.top(), 0) : root);
    }
    if (!foldsTo(remade, aux)) {
      throw new FindingException(
          new ReplicaFinding(
              Kind.CONTRADICTION,
              files.cache(),
              0,
              0,
              "the trees' roots do not lead to comm_r_last of p_aux: one of them is of another"
                  + " replica"));
    }
    for (int i = 0; i < trees.size(); i++) {
      StoredTree tree = trees.get(i);
      if (!Arrays.equals(remade.get(i), tree.node(tree.top(), 0))) {
        damagedNode(tree, tree.top(), 0, remade.get(i));
      }
    }
  }

  private static List<byte[]> roots(List<StoredTree> trees) throws FindingException {
    List<byte[]> roots = new ArrayList<>();
    for (StoredTree tree : trees) {
      roots.add(tree.node(tree.top(), 0));
    }
    return roots;
  }

  private static boolean foldsTo(List<byte[]> roots, PersistentAux aux) {
    try {
      return Arrays.equals(ReplicaTree.fold(roots), aux.getCommRLast());
    } catch (DamagedNodeException damaged) {
      return false;
    }
  }

  private void checkChallenge(List<StoredTree> trees, long challenge) {
    StoredTree tree = trees.get((int) (challenge / geometry.leavesPerTree()));
    long leaf = challenge % geometry.leavesPerTree();
    try {
      for (int row = tree.top() - 1; row >= tree.lowestStored(); row--) {
        long group = leaf >> (3 * (row + 1));
        if (sound.add(List.of(challenge / geometry.leavesPerTree(), (long) row, group))) {
          checkGroup(tree, row, group);
        }
      }
      checkSegment(tree, leaf >> (3 * tree.lowestStored()));
    } catch (FindingException end) {
      findings.add(end.finding());
    }
  }

  /** The parent is proven already; proves the eight nodes below it. */
  private void checkGroup(StoredTree tree, int row, long group) throws FindingException {
    byte[] parent = tree.node(row + 1, group);
    NodeRepair repair = NodeRepair.of(tree, row, group, parent);
    if (!repair.succeeded()) {
      throw new FindingException(
          new ReplicaFinding(
              Kind.CONTRADICTION,
              tree.file().path(),
              tree.offset(row, group * StoredTree.GROUP),
              StoredTree.GROUP * NODE,
              "these nodes do not lead to the one above, and what is below does not either"));
    }
    repair.corrections().forEach((index, node) -> damagedNode(tree, row, index, node));
  }

  private void damagedNode(StoredTree tree, int row, long index, byte[] node) {
    tree.correct(row, index, node);
    findings.add(
        damage(
            tree.file().path(),
            tree.offset(row, index),
            NODE,
            "damaged node of the tree; the sealed file below is good, so the tree can be made"
                + " again"));
  }

  private void checkSegment(StoredTree tree, long index) throws FindingException {
    byte[] segment = tree.segment(index);
    long offset = tree.segmentOffset(index);
    Path path = tree.sealed().path();
    try {
      if (!Arrays.equals(tree.hashSegment(segment), tree.node(tree.lowestStored(), index))) {
        findings.add(damage(path, offset, segment.length, "sealed data changed in these bytes"));
      }
    } catch (DamagedNodeException damaged) {
      long node = offset + damaged.getIndex() * NODE;
      findings.add(damage(path, node, NODE, "sealed data changed: no number of the field"));
    }
  }

  private static ReplicaFinding damage(Path path, long offset, long length, String text) {
    return new ReplicaFinding(Kind.DAMAGED, path, offset, length, text);
  }
}
