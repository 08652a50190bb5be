package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the files of one replica: p_aux against CommR, lengths, tree roots against p_aux, and the
 * whole paths of challenged nodes down to the sealed bytes.
 *
 * <p>Finds more than a windowPoSt would trip over, and names file and bytes. Reads about 40 places
 * a sector of 32 GiB and ten challenges, each once; writes nothing.
 */
public final class ReplicaCheck {
  private final OpenReplica replica;
  private final TreeGeometry geometry;
  private final GroupHash hash;

  private ReplicaCheck(OpenReplica replica, GroupHash hash) {
    this.replica = replica;
    this.geometry = replica.geometry();
    this.hash = hash;
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
    return inspect(number, files, commR, new ReadWatch(), GroupHash.scalar(), challenges);
  }

  /**
   * As the other one; somebody watches which file is waited for.
   *
   * @param hash hashes the segments under the challenges
   * @throws IllegalArgumentException when no sector has that size
   */
  public static SectorCheck inspect(
      long number,
      ReplicaFiles files,
      Commitment commR,
      ReadWatch watch,
      GroupHash hash,
      long... challenges) {
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(files.sectorBytes());
    return inspect(number, files, geometry, commR, watch, hash, challenges);
  }

  static SectorCheck inspect(
      long number,
      ReplicaFiles files,
      TreeGeometry geometry,
      Commitment commR,
      long... challenges) {
    ReadWatch watch = new ReadWatch();
    return inspect(number, files, geometry, commR, watch, GroupHash.scalar(), challenges);
  }

  private static SectorCheck inspect(
      long number,
      ReplicaFiles files,
      TreeGeometry geometry,
      Commitment commR,
      ReadWatch watch,
      GroupHash hash,
      long... challenges) {
    long start = System.nanoTime();
    try (OpenReplica replica = new OpenReplica(files, geometry, watch)) {
      ProofOutcome outcome = new ReplicaCheck(replica, hash).run(commR, challenges);
      return result(number, replica, commR, outcome, start, challenges);
    }
  }

  /**
   * Looks at p_aux only: one read of 64 bytes and one hash. It finds what lotus' and damocles' own
   * checks pass, a p_aux of another replica, and no damage of anything else.
   */
  public static SectorCheck inspectAux(
      long number, ReplicaFiles files, Commitment commR, ReadWatch watch) {
    long start = System.nanoTime();
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(files.sectorBytes());
    try (OpenReplica replica = new OpenReplica(files, geometry, watch)) {
      boolean there = replica.aux(commR) != null;
      ProofOutcome outcome = there ? provenWith(replica.isSound()) : ProofOutcome.LEFT_OUT;
      return result(number, replica, commR, outcome, start);
    }
  }

  private static ProofOutcome provenWith(boolean goodAux) {
    return goodAux ? ProofOutcome.PROVES : ProofOutcome.SPOILS_PARTITION;
  }

  private static SectorCheck result(
      long number,
      OpenReplica replica,
      Commitment commR,
      ProofOutcome outcome,
      long start,
      long... challenges) {
    return new SectorCheck(
        number,
        outcome,
        replica.findings(),
        Arrays.stream(challenges).boxed().toList(),
        replica.files(),
        Optional.of(commR),
        replica.costs(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private ProofOutcome run(Commitment commR, long[] challenges) {
    @Nullable PersistentAux aux = replica.aux(commR);
    boolean goodAux = replica.isSound();
    @Nullable CheckedFile sealed = replica.sealed();
    List<CheckedFile> files = replica.trees();
    if (aux == null || sealed == null || files.size() < geometry.trees()) {
      return ProofOutcome.LEFT_OUT;
    }
    List<StoredTree> trees = new ArrayList<>();
    for (int i = 0; i < geometry.trees(); i++) {
      trees.add(new StoredTree(geometry, files.get(i), sealed, i));
    }
    if (isWhole(sealed, files)) {
      attribute(trees, aux, challenges);
    }
    return outcome(trees, aux, challenges, goodAux);
  }

  private boolean isWhole(CheckedFile sealed, List<CheckedFile> treeFiles) {
    return sealed.length() >= geometry.sectorBytes()
        && treeFiles.stream().allMatch(file -> file.length() >= geometry.fileBytes());
  }

  private void attribute(List<StoredTree> trees, PersistentAux aux, long[] challenges) {
    TreePaths paths = new TreePaths(replica, trees);
    try {
      paths.checkRoots(aux);
    } catch (FindingException end) {
      replica.found(end.finding());
      return;
    }
    SegmentBatch segments = new SegmentBatch(hash);
    for (long challenge : challenges) {
      StoredTree tree = trees.get((int) (challenge / geometry.leavesPerTree()));
      long leaf = challenge % geometry.leavesPerTree();
      try {
        paths.check(tree, leaf);
        segments.add(tree, leaf >> (3 * tree.lowestStored()));
      } catch (FindingException end) {
        replica.found(end.finding());
      }
    }
    segments.compare().forEach(replica::found);
  }

  /** Asked of each challenge only where something was found: sound paths prove. */
  private ProofOutcome outcome(
      List<StoredTree> trees, PersistentAux aux, long[] challenges, boolean goodAux) {
    byte[] commRLast = aux.getCommRLast();
    if (!replica.isSound()) {
      for (long challenge : challenges) {
        if (!MadeProof.succeeds(geometry, trees, commRLast, challenge)) {
          return ProofOutcome.LEFT_OUT;
        }
      }
    }
    return provenWith(goodAux);
  }
}
