package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A small replica of seeded random nodes, with its trees. */
final class RandomReplica {
  final ReplicaFiles files;
  final byte[] sealed;
  final Commitment commR;

  RandomReplica(Path directory, TreeGeometry geometry, int seed) throws IOException {
    int bytes = Math.toIntExact(geometry.sectorBytes());
    files = new ReplicaFiles(directory.resolve("sealed"), directory.resolve("cache"), bytes);
    sealed = nodes(bytes, seed);
    ReplicaTree tree = ReplicaTree.read(new ByteArrayInputStream(sealed), geometry);
    PersistentAux aux = PersistentAux.of(new byte[32], tree.getCommRLast());
    commR = aux.getCommR();
    Files.createDirectories(files.cache());
    Files.write(files.sealed(), sealed);
    Files.write(files.cache().resolve(PersistentAux.FILE_NAME), aux.toBytes());
    for (Map.Entry<String, byte[]> file : tree.getFiles().entrySet()) {
      Files.write(files.cache().resolve(file.getKey()), file.getValue());
    }
  }

  static byte[] nodes(int bytes, int seed) {
    byte[] nodes = new byte[bytes];
    new Random(seed).nextBytes(nodes);
    for (int i = 31; i < nodes.length; i += 32) {
      nodes[i] &= 0x3f;
    }
    return nodes;
  }
}
