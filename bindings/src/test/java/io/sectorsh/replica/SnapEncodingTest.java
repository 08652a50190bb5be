package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Commitment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapEncodingTest {
  @ParameterizedTest
  @ValueSource(strings = {"sector-2k", "sector-16k"})
  void dataGoIntoASectorAndComeBackAsTheProofsDoIt(String sector) throws Exception {
    byte[] key = ProofVectors.file(sector + "/sealed");
    byte[] update = ProofVectors.file(sector + "/update");
    byte[] data = ProofVectors.file(sector + "/unsealed-new");
    JsonNode commitments = ProofVectors.json(sector + "/comm_r.json");
    Commitment commD =
        Commitment.of(Commitment.Kind.DATA, ProofVectors.bytes(commitments.get("comm_d_new")));
    Commitment commR =
        Commitment.of(Commitment.Kind.REPLICA, ProofVectors.bytes(commitments.get("sealed")));
    assertEquals(commD, DataTree.ofPadded(Commitment.Kind.DATA, data));
    SnapEncoding encoding = new SnapEncoding(commD, commR, key.length);
    assertArrayEquals(update, encoding.encode(key, data, 0));
    assertArrayEquals(data, encoding.decode(update, key, 0));
    int half = key.length / 2;
    assertArrayEquals(
        Arrays.copyOfRange(data, half, key.length),
        encoding.decode(
            Arrays.copyOfRange(update, half, key.length),
            Arrays.copyOfRange(key, half, key.length),
            half / 32));
  }

  @Test
  void damagedNodesAndUnequalLengthsAreRefused() {
    Commitment zero = Commitment.of(Commitment.Kind.DATA, new byte[32]);
    SnapEncoding encoding = new SnapEncoding(zero, zero, 2048);
    byte[] bad = new byte[64];
    Arrays.fill(bad, 32, 64, (byte) -1);
    DamagedNodeException damaged =
        assertThrows(DamagedNodeException.class, () -> encoding.encode(new byte[64], bad, 0));
    assertEquals(1, damaged.getIndex());
    assertThrows(IllegalArgumentException.class, () -> encoding.decode(new byte[32], bad, 0));
    assertThrows(
        IllegalArgumentException.class, () -> encoding.decode(new byte[31], new byte[31], 0));
  }

  @Test
  void aDamagedNodeLeavesNothingBehind() {
    Commitment zero = Commitment.of(Commitment.Kind.DATA, new byte[32]);
    SnapEncoding encoding = new SnapEncoding(zero, zero, 2048);
    byte[] data = new byte[32];
    data[0] = 1;
    byte[] first = encoding.encode(new byte[32], data, 0);
    byte[] bad = new byte[32];
    Arrays.fill(bad, (byte) -1);
    assertThrows(DamagedNodeException.class, () -> encoding.encode(bad, data, 0));
    assertArrayEquals(first, encoding.encode(new byte[32], data, 0));
  }
}
