package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.MalformedValueException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaTreeTest {
  @ParameterizedTest
  @CsvSource({
    "sector-2k, sealed, cache",
    "sector-2k, update, update-cache",
    "sector-16k, sealed, cache",
    "sector-16k, update, update-cache",
    "lotus-2k, sealed, cache",
  })
  void treeFilesAndCommRAreThoseOfTheProofs(String sector, String file, String cache)
      throws Exception {
    byte[] sealed = ProofVectors.file(sector + "/" + file);
    ReplicaTree tree = ReplicaTree.of(sealed);
    PersistentAux aux = PersistentAux.parse(ProofVectors.file(sector + "/" + cache + "/p_aux"));
    assertArrayEquals(aux.getCommRLast(), tree.getCommRLast());
    for (Map.Entry<String, byte[]> made : tree.getFiles().entrySet()) {
      String name = sector + "/" + cache + "/" + made.getKey();
      assertArrayEquals(ProofVectors.file(name), made.getValue(), name);
    }
    String written = ProofVectors.json(sector + "/comm_r.json").get(file).asText();
    Commitment commR =
        written.startsWith("b")
            ? Commitment.ofCid(Cid.parse(written))
            : Commitment.of(Commitment.Kind.REPLICA, HexFormat.of().parseHex(written));
    assertEquals(commR, aux.getCommR());
    assertEquals(aux, PersistentAux.of(aux.getCommC(), tree.getCommRLast()));
    assertEquals(aux, PersistentAux.parse(aux.toBytes()));
  }

  @Test
  void oneChangedByteChangesTheRoot() throws Exception {
    byte[] sealed = ProofVectors.file("sector-2k/sealed");
    String before = ProofVectors.hex(ReplicaTree.of(sealed).getCommRLast());
    sealed[1234] ^= 1;
    assertNotEquals(before, ProofVectors.hex(ReplicaTree.of(sealed).getCommRLast()));
  }

  @Test
  void damagedNodesAndShortFilesSayWhere() throws Exception {
    byte[] sealed = ProofVectors.file("sector-16k/sealed");
    Arrays.fill(sealed, 32 * 77, 32 * 78, (byte) -1);
    DamagedNodeException damaged =
        assertThrows(DamagedNodeException.class, () -> ReplicaTree.of(sealed));
    assertEquals(77, damaged.getIndex());
    EOFException cut =
        assertThrows(
            EOFException.class,
            () -> ReplicaTree.read(new ByteArrayInputStream(new byte[1000]), 2048));
    assertEquals("sealed file ends after node 24", cut.getMessage());
  }

  @Test
  void geometryIsThatOfTheProofsForEverySize() throws Exception {
    for (JsonNode shape : ProofVectors.json("vectors.json").get("geometry")) {
      TreeGeometry geometry = TreeGeometry.ofSectorBytes(shape.get("size").asLong());
      assertEquals(shape.get("trees").asInt(), geometry.trees());
      assertEquals(shape.get("row_count").asInt(), geometry.rows());
      assertEquals(shape.get("rows_to_discard").asInt(), geometry.discarded());
      assertEquals(shape.get("base_leafs").asLong(), geometry.leavesPerTree());
      assertEquals(shape.get("cache_nodes").asLong(), geometry.storedNodes());
      assertEquals(shape.get("file_bytes").asLong(), geometry.fileBytes());
      assertEquals(geometry.trees(), geometry.fileNames().size());
    }
    assertEquals(
        "sc-02-data-tree-r-last-7.dat", TreeGeometry.ofSectorBytes(32L << 30).fileNames().get(7));
    assertThrows(IllegalArgumentException.class, () -> TreeGeometry.ofSectorBytes(1000));
  }

  @Test
  void auxOfAnotherLengthIsRefused() {
    assertThrows(MalformedValueException.class, () -> PersistentAux.parse(new byte[63]));
  }
}
