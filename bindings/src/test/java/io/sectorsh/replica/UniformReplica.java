package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A replica of any size whose sealed nodes are all zero: its sealed file is a hole, and the nodes
 * of a row of its trees are all alike, so that the trees of 64 GiB are written in a moment.
 */
final class UniformReplica {
  private static final int GROUP = 8;

  final TreeGeometry geometry;
  final ReplicaFiles files;
  final Commitment commR;

  UniformReplica(Path directory, TreeGeometry geometry) throws IOException {
    this.geometry = geometry;
    files =
        new ReplicaFiles(
            directory.resolve("sealed"), directory.resolve("cache"), geometry.sectorBytes());
    Files.createDirectories(files.cache());
    try (RandomAccessFile sealed = new RandomAccessFile(files.sealed().toFile(), "rw")) {
      sealed.setLength(geometry.sectorBytes());
    }
    List<byte[]> rows = rows();
    for (String name : geometry.fileNames()) {
      writeTree(files.cache().resolve(name), rows);
    }
    byte[] root = rows.get(rows.size() - 1);
    byte[] commRLast = ReplicaTree.fold(Collections.nCopies(geometry.trees(), root));
    PersistentAux aux = PersistentAux.of(new byte[Poseidon.NODE_BYTES], commRLast);
    Files.write(files.cache().resolve(PersistentAux.FILE_NAME), aux.toBytes());
    commR = aux.getCommR();
  }

  /** The node of each row, leaves first. */
  private List<byte[]> rows() {
    List<byte[]> rows = new ArrayList<>(List.of(new byte[Poseidon.NODE_BYTES]));
    for (int row = 1; row < geometry.rows(); row++) {
      byte[] below = rows.get(row - 1);
      byte[][] group = Collections.nCopies(GROUP, below).toArray(byte[][]::new);
      rows.add(Poseidon.ofArity(GROUP).hash(group));
    }
    return rows;
  }

  private void writeTree(Path file, List<byte[]> rows) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (int row = geometry.discarded() + 1; row < geometry.rows(); row++) {
        for (long node = 0; node < 1L << (3 * (geometry.rows() - 1 - row)); node++) {
          out.write(rows.get(row));
        }
      }
    }
  }
}
