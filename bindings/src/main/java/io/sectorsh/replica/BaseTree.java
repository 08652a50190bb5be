package io.sectorsh.replica;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Builds one base tree while its leaves stream by; keeps only the rows that are stored. */
final class BaseTree {
  private static final int GROUP = 8;

  private final TreeGeometry geometry;
  private final Poseidon hash;
  private final List<byte[]> groups = new ArrayList<>();
  private final int[] filled;
  private final List<ByteArrayOutputStream> stored = new ArrayList<>();

  BaseTree(TreeGeometry geometry, Poseidon hash) {
    this.geometry = geometry;
    this.hash = hash;
    this.filled = new int[geometry.rows()];
    for (int row = 0; row < geometry.rows(); row++) {
      groups.add(new byte[GROUP * Poseidon.NODE_BYTES]);
      stored.add(new ByteArrayOutputStream());
    }
  }

  void add(byte[] bytes, int leafAt) {
    add(0, bytes, leafAt);
  }

  private void add(int row, byte[] bytes, int at) {
    if (row > geometry.discarded()) {
      stored.get(row).write(bytes, at, Poseidon.NODE_BYTES);
    }
    if (row == geometry.rows() - 1) {
      return;
    }
    byte[] group = groups.get(row);
    System.arraycopy(bytes, at, group, filled[row]++ * Poseidon.NODE_BYTES, Poseidon.NODE_BYTES);
    if (filled[row] == GROUP) {
      filled[row] = 0;
      hash.hash(group, 0, group, 0);
      add(row + 1, group, 0);
    }
  }

  byte[] root() {
    return stored.get(geometry.rows() - 1).toByteArray();
  }

  byte[] file() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    stored.forEach(row -> file.writeBytes(row.toByteArray()));
    return file.toByteArray();
  }
}
