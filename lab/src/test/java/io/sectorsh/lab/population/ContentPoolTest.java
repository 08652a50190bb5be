package io.sectorsh.lab.population;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.ReplicaTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Also the generator of the resource: it leaves what it computed in target/roots.bin. */
class ContentPoolTest {

  @Test
  void keptRootsAreThoseOfTheContent() throws IOException {
    ByteArrayOutputStream roots = new ByteArrayOutputStream();
    for (int index = 0; index < ContentPool.SIZE; index++) {
      byte[] columns = SectorContent.columnRoot(index);
      write(roots, columns, SectorContent.sealed(index));
      write(roots, columns, SectorContent.update(index));
    }
    Files.write(Path.of("target", "roots.bin"), roots.toByteArray());
    try (InputStream kept = ContentPool.class.getResourceAsStream("roots.bin")) {
      assertArrayEquals(roots.toByteArray(), kept.readAllBytes());
    }
  }

  private static void write(ByteArrayOutputStream out, byte[] columns, byte[] sealed) {
    byte[] root = ReplicaTree.of(sealed).getCommRLast();
    Commitment commR = PersistentAux.of(columns, root).getCommR();
    out.writeBytes(root);
    out.writeBytes(commR.getDigest());
  }
}
