package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.Trials;
import io.sectorsh.replica.ReplicaFinding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trees of 4,096 leaves with the row structure of large sectors. */
class ReplicaScrubTest {
  private static final TreeGeometry GEOMETRY = new TreeGeometry(256 << 10, 2, 5, 2);

  @TempDir private Path directory;
  private RandomReplica replica;

  @BeforeEach
  void writeReplica() throws IOException {
    replica = new RandomReplica(directory, GEOMETRY, 4);
  }

  private ReplicaScrub scrub() {
    return new ReplicaScrub(replica.files, GEOMETRY, replica.commR, GroupHash::scalar, 2);
  }

  private ScrubStep last() {
    ScrubStep last = null;
    for (ReplicaScrub scrub = scrub(); scrub.hasNext(); ) {
      last = scrub.next();
    }
    return last;
  }

  @Test
  void soundReplicaIsReadWhole() {
    ScrubStep last = last();
    assertEquals(List.of(), last.findings());
    assertTrue(last.finished());
    assertEquals(256 << 10, last.done());
    assertTrue(last.line().startsWith("all 262144 bytes are what was sealed"), last.line());
  }

  @Test
  void anyChangedByteOfAnyFileIsPinned() throws IOException {
    Random random = new Random(5);
    for (int trial = 0; trial < Trials.of(10); trial++) {
      boolean inTree = trial % 2 == 0;
      Path file =
          inTree
              ? replica.files.cache().resolve(GEOMETRY.fileNames().get(random.nextInt(2)))
              : replica.files.sealed();
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bad);
      List<ReplicaFinding> findings = last().findings();
      assertEquals(1, findings.size(), findings.toString());
      ReplicaFinding found = findings.get(0);
      assertEquals(Kind.DAMAGED, found.kind());
      assertEquals(file, found.file());
      assertTrue(found.offset() <= at && at < found.offset() + found.length(), found.toString());
      assertTrue(found.length() == 32 || !inTree && found.length() == 16384, found.toString());
      Files.write(file, good);
    }
  }

  @Test
  void manyDamagedPlacesAreAllFound() throws IOException {
    byte[] sealed = replica.sealed.clone();
    for (int at = 100; at < sealed.length; at += 16384) {
      sealed[at] ^= 1;
    }
    Files.write(replica.files.sealed(), sealed);
    ScrubStep last = last();
    assertEquals(16, last.suspicious());
    assertEquals(16, last.findings().size());
  }

  @Test
  void missingTreeAndWrongAuxAreToldWithoutReadingAll() throws IOException {
    Files.delete(replica.files.cache().resolve(GEOMETRY.fileNames().get(1)));
    ScrubStep last = last();
    assertEquals(Kind.MISSING, last.findings().get(0).kind());
    assertEquals(0, last.done());
  }

  @Test
  void anInterruptStopsIt() throws IOException {
    ReplicaScrub scrub = scrub();
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, scrub::next);
    assertTrue(Thread.interrupted());
    assertFalse(scrub.hasNext());
  }

  @Test
  void groupsAreHashedAsOneByOne() {
    byte[] nodes = RandomReplica.nodes(4 * GroupHash.GROUP_BYTES, 6);
    byte[] out = new byte[4 * 32];
    GroupHash.scalar().hash(nodes, 4, out);
    byte[] one = new byte[32];
    Poseidon.ofArity(8).hash(nodes, 3 * GroupHash.GROUP_BYTES, one, 0);
    assertEquals(ProofVectors.hex(one), ProofVectors.hex(Arrays.copyOfRange(out, 96, 128)));
    nodes[2 * 256 + 63] = -1;
    DamagedNodeException damaged =
        assertThrows(DamagedNodeException.class, () -> GroupHash.scalar().hash(nodes, 4, out));
    assertEquals(17, damaged.getIndex());
  }
}
