package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.Trials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in the shape of real sectors of 512 MiB to 64 GiB. */
class LargeSectorTest {
  private static final long GIB = 1L << 30;

  @TempDir Path directory;

  /** Ten segments, twenty groups of rows 3 and 4, the rest of each tree at a stroke, and p_aux. */
  @Test
  void tenChallengesOf32GibReadNoMorePlacesThanTheyNeed() throws IOException {
    UniformReplica replica = new UniformReplica(directory, TreeGeometry.ofSectorBytes(32 * GIB));
    for (int seed = 0; seed < 5; seed++) {
      long[] challenges = challenges(seed, 32 * GIB);
      SectorCheck check = ReplicaCheck.inspect(7, replica.files, replica.commR, challenges);
      assertEquals(List.of(), check.findings());
      assertEquals(ProofOutcome.PROVES, check.outcome());
      int reads = check.reads().stream().mapToInt(FileReads::reads).sum();
      assertTrue(reads <= 1 + 10 + 20 + 8, reads + " reads");
      long sealed = check.reads().get(1).bytes();
      assertEquals(10 * 16384, sealed, "bytes of the sealed file");
    }
  }

  private static long[] challenges(int seed, long sectorBytes) {
    byte[] randomness = new byte[32];
    new Random(seed).nextBytes(randomness);
    return PoStChallenges.window(randomness, seed, sectorBytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {512L << 20, 32 * GIB, 64 * GIB})
  void everyChangedByteUnderAChallengeIsPinned(long sectorBytes) throws IOException {
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(sectorBytes);
    UniformReplica replica = new UniformReplica(directory, geometry);
    Random random = new Random(sectorBytes);
    for (int trial = 0; trial < Trials.of(10); trial++) {
      long challenge = random.nextLong(sectorBytes / 32);
      Corruption corruption = Corruption.under(challenge, replica.files, geometry, random);
      corruption.assertPinned(
          () -> ReplicaCheck.inspect(1, replica.files, replica.commR, challenge));
    }
  }
}
