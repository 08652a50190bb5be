package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sectorsh.replica.ReplicaFinding.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Supplier;

/**
 * One byte of a replica's files changed, under or beside the path of a challenge, and where a check
 * has to find it.
 *
 * @param file which file
 * @param at which byte
 * @param change what it is changed by, not 0
 * @param offset first byte that has to be named
 * @param length how many bytes may be named at most
 * @param fails whether a proof of the challenge would fail
 */
record Corruption(Path file, long at, int change, long offset, long length, boolean fails) {
  private static final int NODE = 32;

  /** In the sealed file as often as in the trees; there in any row. */
  static Corruption under(
      long challenge, ReplicaFiles files, TreeGeometry geometry, Random random) {
    int lowest = geometry.discarded() + 1;
    long tree = challenge / geometry.leavesPerTree();
    long leaf = challenge % geometry.leavesPerTree();
    int change = 1 + random.nextInt(255);
    if (random.nextBoolean()) {
      long segment = NODE << (3 * lowest);
      long start = tree * geometry.leavesPerTree() * NODE + (leaf >> (3 * lowest)) * segment;
      long at = start + random.nextLong(segment);
      return new Corruption(files.sealed(), at, change, start, segment, true);
    }
    int top = geometry.rows() - 1;
    int row = lowest + random.nextInt(top - lowest + 1);
    long onPath = leaf >> (3 * row);
    long index = row == top ? 0 : onPath - onPath % 8 + random.nextInt(8);
    long offset = index * NODE;
    for (int below = lowest; below < row; below++) {
      offset += (1L << (3 * (top - below))) * NODE;
    }
    Path file = files.cache().resolve(geometry.fileNames().get((int) tree));
    boolean fails = row == top || index != onPath;
    return new Corruption(file, offset + random.nextInt(NODE), change, offset, NODE, fails);
  }

  void assertPinned(Supplier<SectorCheck> check) throws IOException {
    flip();
    SectorCheck found = check.get();
    assertEquals(1, found.findings().size(), this + ": " + found.findings());
    ReplicaFinding finding = found.findings().get(0);
    assertEquals(Kind.DAMAGED, finding.kind(), toString());
    assertEquals(file, finding.file(), toString());
    boolean within =
        finding.offset() >= offset
            && finding.offset() + finding.length() <= offset + length
            && finding.offset() <= at
            && at < finding.offset() + finding.length();
    assertEquals(true, within, this + ": " + finding);
    ProofOutcome expected = fails ? ProofOutcome.LEFT_OUT : ProofOutcome.PROVES;
    assertEquals(expected, found.outcome(), toString());
    flip();
    assertEquals(true, check.get().isSound(), toString());
  }

  private void flip() throws IOException {
    try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
      changed.seek(at);
      int before = changed.read();
      changed.seek(at);
      changed.write(before ^ change);
    }
  }
}
