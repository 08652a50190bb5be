package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PoStChallengesTest {
  @Test
  void challengesAreThoseOfTheProofs() throws Exception {
    for (JsonNode vector : ProofVectors.json("vectors.json").get("challenges")) {
      byte[] randomness = ProofVectors.bytes(vector.get("randomness"));
      long size = vector.get("size").asLong();
      String kind = vector.get("typ").asText() + " " + vector.get("version").asText();
      for (int i = 0; i < vector.get("sectors").size(); i++) {
        long sector = vector.get("sectors").get(i).asLong();
        long position = vector.get("first").asLong() + i;
        long[] made =
            switch (kind) {
              case "window 1.2.0" -> PoStChallenges.window(randomness, sector, size);
              case "window 1.1.0" -> PoStChallenges.oldWindow(randomness, sector, size, position);
              default -> PoStChallenges.winning(randomness, sector, size);
            };
        assertArrayEquals(longs(vector.get("challenges").get(i)), made, kind);
      }
    }
  }

  @Test
  void randomnessOfAnotherLengthIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> PoStChallenges.window(new byte[31], 1, 2048));
  }

  private static long[] longs(JsonNode numbers) {
    long[] longs = new long[numbers.size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = numbers.get(i).asLong();
    }
    return longs;
  }
}
