package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.Trials;
import io.sectorsh.replica.ReplicaFinding.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trees of 4,096 leaves with the row structure of large sectors: 73 stored nodes each. */
class ReplicaCheckTest {
  private static final TreeGeometry GEOMETRY = new TreeGeometry(256 << 10, 2, 5, 2);

  @TempDir Path directory;
  private byte[] sealed = new byte[0];
  private ReplicaFiles files = new ReplicaFiles(Path.of(""), Path.of(""), 0);
  private Commitment commR = Commitment.of(Commitment.Kind.REPLICA, new byte[32]);

  @BeforeEach
  void writeReplica() throws IOException {
    RandomReplica replica = new RandomReplica(directory, GEOMETRY, 1);
    files = replica.files;
    sealed = replica.sealed;
    commR = replica.commR;
  }

  private List<ReplicaFinding> check(long... challenges) {
    return inspect(challenges).findings();
  }

  private SectorCheck inspect(long... challenges) {
    return ReplicaCheck.inspect(5, files, GEOMETRY, commR, challenges);
  }

  private Path treeFile(int tree) {
    return files.cache().resolve("sc-02-data-tree-r-last-" + tree + ".dat");
  }

  private static void change(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  private ReplicaFinding only(long... challenges) {
    List<ReplicaFinding> found = check(challenges);
    assertEquals(1, found.size(), found.toString());
    return found.get(0);
  }

  @Test
  void goodFilesGiveNoFindings() {
    assertEquals(List.of(), check(0, 511, 512, 4095, 4096, 8191));
  }

  @Test
  void changedSealedDataAreFoundInTheirSegment() throws IOException {
    change(files.sealed(), 32 * 4096 + 16384 + 77);
    ReplicaFinding finding = only(4096 + 512 + 3);
    assertEquals(Kind.DAMAGED, finding.kind());
    assertEquals(files.sealed(), finding.file());
    assertEquals(32 * 4096 + 16384, finding.offset());
    assertEquals(16384, finding.length());
    assertEquals(List.of(), check(0, 4096));
  }

  @Test
  void aSealedNodeThatIsNoNumberOfTheFieldIsFoundExactly() throws IOException {
    byte[] bytes = sealed.clone();
    bytes[32 * 700 + 31] = -1;
    Files.write(files.sealed(), bytes);
    ReplicaFinding finding = only(600);
    assertEquals(32 * 700, finding.offset());
    assertEquals(32, finding.length());
  }

  @Test
  void everyDamagedTreeNodeIsFoundExactly() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < Trials.of(6); i++) {
      int tree = random.nextInt(2);
      byte[] good = Files.readAllBytes(treeFile(tree));
      int node = i == 0 ? 8 : random.nextInt(9);
      change(treeFile(tree), 32 * node + random.nextInt(31));
      ReplicaFinding finding = only(4096L * tree + random.nextInt(4096));
      assertEquals(Kind.DAMAGED, finding.kind());
      assertEquals(treeFile(tree), finding.file());
      assertEquals(32L * node, finding.offset());
      Files.write(treeFile(tree), good);
    }
  }

  @Test
  void damagedNodeAndDamagedDataUnderItsNeighbourAreToldApart() throws IOException {
    change(treeFile(0), 32 * 2);
    change(files.sealed(), 16384 * 5);
    List<ReplicaFinding> found = check(0, 512 * 5);
    assertEquals(2, found.size(), found.toString());
    assertEquals(32 * 2, found.get(0).offset());
    assertEquals(files.sealed(), found.get(1).file());
  }

  @Test
  void auxOfAnotherReplicaIsFoundAlthoughLotusPassesIt() throws IOException {
    change(files.cache().resolve("p_aux"), 3);
    assertEquals(Kind.OTHER_REPLICA, only(5).kind());
  }

  @Test
  void cacheOfAnotherReplicaContradictsItself() throws IOException {
    ReplicaTree other =
        ReplicaTree.read(new ByteArrayInputStream(RandomReplica.nodes(256 << 10, 2)), GEOMETRY);
    PersistentAux aux = PersistentAux.of(new byte[32], other.getCommRLast());
    Files.write(files.cache().resolve("p_aux"), aux.toBytes());
    List<ReplicaFinding> found = check(5);
    assertEquals(
        List.of(Kind.OTHER_REPLICA, Kind.CONTRADICTION),
        found.stream().map(ReplicaFinding::kind).toList());
  }

  @Test
  void wrongCommCSpoilsThePartitionWhileEveryChallengeIsProven() throws IOException {
    change(files.cache().resolve("p_aux"), 3);
    assertEquals(ProofOutcome.SPOILS_PARTITION, inspect(5, 4100).outcome());
  }

  @Test
  void damagedNodeOnThePathOfAChallengeDoesNotFailIt() throws IOException {
    change(treeFile(0), 32 * 2);
    assertEquals(ProofOutcome.PROVES, inspect(512 * 2).outcome());
    assertEquals(ProofOutcome.LEFT_OUT, inspect(512 * 3).outcome());
    assertEquals(ProofOutcome.PROVES, inspect(4096).outcome());
    assertEquals(1, inspect(512 * 2).findings().size());
  }

  @Test
  void missingFileFailsAndALongerOneDoesNot() throws IOException {
    Files.write(treeFile(0), new byte[32], StandardOpenOption.APPEND);
    assertEquals(ProofOutcome.PROVES, inspect(5).outcome());
    assertEquals(Kind.WRONG_LENGTH, only(5).kind());
    Files.delete(treeFile(1));
    assertEquals(ProofOutcome.LEFT_OUT, inspect(5).outcome());
  }

  @Test
  void shortSealedFileFailsOnlyChallengesBehindItsEnd() throws IOException {
    Files.write(files.sealed(), Arrays.copyOf(sealed, 16384 * 9));
    assertEquals(ProofOutcome.PROVES, inspect(512 * 8).outcome());
    assertEquals(ProofOutcome.LEFT_OUT, inspect(512 * 9).outcome());
    assertEquals(Kind.WRONG_LENGTH, only(512 * 9).kind());
  }

  @Test
  void treeMadeWithOtherRowsDiscardedSaysSo() throws IOException {
    Files.write(treeFile(0), new byte[32]);
    assertTrue(only(5).text().contains("FIL_PROOFS_ROWS_TO_DISCARD=3"), only(5).text());
  }

  @Test
  void missingAndShortFilesAreNamed() throws IOException {
    Files.delete(treeFile(1));
    Files.write(files.sealed(), new byte[100]);
    List<ReplicaFinding> found = check(5);
    assertEquals(
        List.of(Kind.WRONG_LENGTH, Kind.MISSING),
        found.stream().map(ReplicaFinding::kind).toList());
    assertTrue(found.get(0).toString().endsWith("sealed: 100 bytes instead of 262144"));
    Files.delete(files.cache().resolve("p_aux"));
    assertEquals(3, check(5).size());
  }

  @Test
  void emptyTreeFileThatAProofAttemptLeftCountsAsMissing() throws IOException {
    Files.write(treeFile(1), new byte[(4096 + 512 + 64 + 8 + 1) * 32]);
    ReplicaFinding finding = only(5);
    assertEquals(Kind.MISSING, finding.kind());
    assertEquals(treeFile(1), finding.file());
  }
}
