package io.sectorsh.replica;

import io.sectorsh.replica.ReplicaFinding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The segments of the sealed file under the challenged nodes, compared with the lowest stored row
 * of the trees. They are hashed together once all are read, since vectors need many hashes at once.
 */
final class SegmentBatch {
  private static final int NODE = Poseidon.NODE_BYTES;

  private record Segment(StoredTree tree, long index, byte[] bytes) {}

  private final GroupHash hash;
  private final Map<Long, Segment> segments = new LinkedHashMap<>();

  SegmentBatch(GroupHash hash) {
    this.hash = hash;
  }

  /** Reads one more. */
  void add(StoredTree tree, long index) throws FindingException {
    if (!segments.containsKey(tree.segmentOffset(index))) {
      segments.put(tree.segmentOffset(index), new Segment(tree, index, tree.segment(index)));
    }
  }

  /** What is wrong with them. */
  List<ReplicaFinding> compare() {
    List<ReplicaFinding> findings = new ArrayList<>();
    byte[] roots = roots();
    int at = 0;
    for (Segment segment : segments.values()) {
      try {
        byte[] root =
            roots.length == 0
                ? segment.tree().hashSegment(segment.bytes())
                : Arrays.copyOfRange(roots, at, at + NODE);
        compare(segment, root).ifPresent(findings::add);
      } catch (DamagedNodeException damaged) {
        findings.add(visible(segment, damaged));
      }
      at += NODE;
    }
    return findings;
  }

  /** The roots over all segments; nothing when a node of one is damaged visibly. */
  private byte[] roots() {
    int length = segments.values().stream().mapToInt(segment -> segment.bytes().length).sum();
    byte[] row = new byte[length];
    int at = 0;
    for (Segment segment : segments.values()) {
      System.arraycopy(segment.bytes(), 0, row, at, segment.bytes().length);
      at += segment.bytes().length;
    }
    try {
      while (row.length > segments.size() * NODE) {
        byte[] above = new byte[row.length / StoredTree.GROUP];
        hash.hash(row, above.length / NODE, above);
        row = above;
      }
      return row;
    } catch (DamagedNodeException damaged) {
      return new byte[0];
    }
  }

  private static Optional<ReplicaFinding> compare(Segment segment, byte[] root) {
    StoredTree tree = segment.tree();
    try {
      if (Arrays.equals(root, tree.node(tree.lowestStored(), segment.index()))) {
        return Optional.empty();
      }
    } catch (FindingException unreadable) {
      return Optional.of(unreadable.finding());
    }
    long offset = tree.segmentOffset(segment.index());
    String text = "sealed data changed in these bytes";
    return Optional.of(finding(tree, offset, segment.bytes().length, text));
  }

  private static ReplicaFinding visible(Segment segment, DamagedNodeException damaged) {
    StoredTree tree = segment.tree();
    long node = tree.segmentOffset(segment.index()) + damaged.getIndex() * NODE;
    return finding(tree, node, NODE, "sealed data changed: no number of the field");
  }

  private static ReplicaFinding finding(StoredTree tree, long offset, long length, String text) {
    return new ReplicaFinding(Kind.DAMAGED, tree.sealed().path(), offset, length, text);
  }
}
