package io.sectorsh.benchmarks;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.Poseidon;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.TreeGeometry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * A replica in the shape of a real one whose sealed nodes are all zero: the sealed file is a hole,
 * so that one of 32 GiB takes 77 MB of disk.
 */
final class ShapedReplica {
  private static final int ROOTS = 8;

  final ReplicaFiles files;
  final Commitment commR;

  ShapedReplica(Path directory, long sectorBytes) throws IOException {
    files = new ReplicaFiles(directory.resolve("sealed"), directory.resolve("cache"), sectorBytes);
    Files.createDirectories(files.cache());
    try (RandomAccessFile sealed = new RandomAccessFile(files.sealed().toFile(), "rw")) {
      sealed.setLength(sectorBytes);
    }
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(sectorBytes);
    byte[] root = new byte[Poseidon.NODE_BYTES];
    for (String name : geometry.fileNames()) {
      root = write(files.cache().resolve(name), geometry);
    }
    byte[] top = geometry.trees() == ROOTS ? above(root) : root;
    PersistentAux aux = PersistentAux.of(new byte[Poseidon.NODE_BYTES], top);
    Files.write(files.cache().resolve(PersistentAux.FILE_NAME), aux.toBytes());
    commR = aux.getCommR();
  }

  private static byte[] write(Path file, TreeGeometry geometry) throws IOException {
    byte[] node = new byte[Poseidon.NODE_BYTES];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (int row = 1; row < geometry.rows(); row++) {
        node = above(node);
        if (row > geometry.discarded()) {
          for (long left = 1L << (3 * (geometry.rows() - 1 - row)); left > 0; left--) {
            out.write(node);
          }
        }
      }
    }
    return node;
  }

  private static byte[] above(byte[] node) {
    List<byte[]> group = Collections.nCopies(ROOTS, node);
    return Poseidon.ofArity(ROOTS).hash(group.toArray(byte[][]::new));
  }
}
