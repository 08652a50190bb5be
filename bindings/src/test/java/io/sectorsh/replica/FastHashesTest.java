package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sectorsh.filecoin.Trials;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FastHashesTest {
  private static final int GROUPS = 37;

  private static byte[] expected(byte[] nodes, int groups) {
    byte[] hashes = new byte[groups * Poseidon.NODE_BYTES];
    GroupHash.scalar().hash(nodes, groups, hashes);
    return hashes;
  }

  private static byte[] hashed(GroupHash hash, byte[] nodes, int groups) {
    byte[] hashes = new byte[groups * Poseidon.NODE_BYTES];
    hash.hash(nodes, groups, hashes);
    return hashes;
  }

  @Test
  void hashesInVectorsAreThoseOfTheScalarForm() {
    Random random = new Random(8);
    try (HashProcess process = HashProcess.start(1).orElseThrow()) {
      for (int trial = 0; trial < Trials.of(10); trial++) {
        int groups = 1 + random.nextInt(GROUPS);
        byte[] nodes = RandomReplica.nodes(groups * GroupHash.GROUP_BYTES, trial);
        if (trial == 0) {
          Arrays.fill(nodes, (byte) 0);
        }
        assertArrayEquals(expected(nodes, groups), hashed(process, nodes, groups));
      }
      assertEquals(true, process.handle().isAlive(), "all of it was made by the process");
    }
  }

  @Test
  void theFirstDamagedNodeIsNamed() {
    byte[] nodes = RandomReplica.nodes(GROUPS * GroupHash.GROUP_BYTES, 1);
    Arrays.fill(nodes, 32 * 100, 32 * 101, (byte) -1);
    Arrays.fill(nodes, 32 * 150, 32 * 151, (byte) -1);
    try (HashProcess process = HashProcess.start(1).orElseThrow()) {
      DamagedNodeException damaged =
          assertThrows(DamagedNodeException.class, () -> hashed(process, nodes, GROUPS));
      assertEquals(100, damaged.getIndex());
      byte[] sound = RandomReplica.nodes(GroupHash.GROUP_BYTES, 2);
      assertArrayEquals(expected(sound, 1), hashed(process, sound, 1), "it goes on afterwards");
    }
  }

  @Test
  void aKilledProcessIsReplacedByTheScalarForm() throws Exception {
    byte[] nodes = RandomReplica.nodes(GROUPS * GroupHash.GROUP_BYTES, 3);
    try (HashProcess process = HashProcess.start(1).orElseThrow()) {
      assertArrayEquals(expected(nodes, GROUPS), hashed(process, nodes, GROUPS));
      process.handle().destroyForcibly();
      process.handle().onExit().get();
      assertArrayEquals(expected(nodes, GROUPS), hashed(process, nodes, GROUPS));
    }
  }

  @Test
  void whateverIsFastestHereGivesTheSameHashesAndEndsWithItsOwner() throws Exception {
    byte[] nodes = RandomReplica.nodes(GROUPS * GroupHash.GROUP_BYTES, 4);
    GroupHash hash;
    try (FastHashes hashes = FastHashes.forBytes(1L << 40)) {
      hash = hashes.get();
      assertArrayEquals(expected(nodes, GROUPS), hashed(hash, nodes, GROUPS));
    }
    if (hash instanceof HashProcess process) {
      process.handle().onExit().get();
      assertFalse(process.handle().isAlive());
    }
    assertArrayEquals(expected(nodes, GROUPS), hashed(hash, nodes, GROUPS));
  }

  @Test
  void vectorsThatAreTooShortAreNotUsed() {
    assertEquals(true, HashProcess.start(Integer.MAX_VALUE).isEmpty());
  }
}
