package io.sectorsh.filecoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChainClockTest {
  @Test
  void mainnetEpochsLastThirtySeconds() {
    Instant genesis = Instant.parse("2020-08-24T22:00:00Z");
    assertEquals(genesis, ChainClock.MAINNET.timeOf(new ChainEpoch(0)));
    assertEquals(
        Instant.parse("2020-08-25T22:00:00Z"), ChainClock.MAINNET.timeOf(new ChainEpoch(2880)));
    assertEquals(new ChainEpoch(1), ChainClock.MAINNET.epochAt(genesis.plusSeconds(59)));
  }

  @Test
  void calibrationStartedInNovember2022() {
    assertEquals(
        Instant.parse("2022-11-01T18:13:00Z"), ChainClock.CALIBRATION.timeOf(new ChainEpoch(0)));
  }

  @Test
  void developmentNetworksHaveTheirOwnPace() {
    ChainClock clock = ChainClock.ofSeconds(1000, 4);
    for (long epoch = -5; epoch < 5; epoch++) {
      Instant start = clock.timeOf(new ChainEpoch(epoch));
      assertEquals(new ChainEpoch(epoch), clock.epochAt(start));
      assertEquals(new ChainEpoch(epoch), clock.epochAt(start.plusMillis(3999)));
    }
    assertThrows(MalformedValueException.class, () -> ChainClock.ofSeconds(0, 0));
  }

  @Test
  void epochsCountAndAreJsonNumbers() throws Exception {
    ChainEpoch epoch = new ChainEpoch(10);
    assertEquals(new ChainEpoch(12), epoch.plus(2));
    assertEquals(new ChainEpoch(8), epoch.minus(2));
    assertEquals(2, epoch.plus(2).since(epoch));
    ObjectMapper json = new ObjectMapper();
    assertEquals("-1", json.writeValueAsString(new ChainEpoch(-1)));
    assertEquals(new ChainEpoch(-1), json.readValue("-1", ChainEpoch.class));
  }
}
