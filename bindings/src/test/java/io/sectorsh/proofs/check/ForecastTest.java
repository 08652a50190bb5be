package io.sectorsh.proofs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.picture.EpochTime;
import io.sectorsh.replica.FileReads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final EpochTime OPENS = EpochTime.of(ChainClock.MAINNET, new ChainEpoch(1_000));

  private static Forecast forecast(long checked, Duration needed) {
    SectorNumbers none = SectorNumbers.EMPTY;
    Duration slowest = Duration.ofMillis(3_200);
    return new Forecast(
        14,
        OPENS,
        OPENS,
        true,
        2_349,
        checked,
        checked == 2_349,
        none,
        none,
        none,
        none,
        none,
        none,
        List.of(),
        Duration.ofMillis(2_900),
        Optional.of(new FileReads(Path.of("/store/cache/s/tree"), 9, 900, slowest, slowest)),
        needed,
        Duration.ofMinutes(20));
  }

  @Test
  void slownessIsToldBeforeTheEndWithTheFileThatTookLongest() {
    assertEquals(
        "40 of 2349 sectors looked at; too slow; reading takes 2900 ms a sector, 33 min in all;"
            + " 20 min left; slowest read: 3200 ms of /store/cache/s/tree",
        forecast(40, Duration.ofMinutes(33)).line());
    assertEquals("40 of 2349 sectors looked at", forecast(40, Duration.ofMinutes(19)).line());
  }

  @Test
  void aWindowThatIsTooShortDoesNotPass() {
    Forecast late = forecast(2_349, Duration.ofMinutes(33));
    assertFalse(late.willPass());
    assertTrue(late.line().startsWith("deadline 14 will not pass; too slow; reading"), late.line());
    assertTrue(late.line().endsWith("slowest read: 3200 ms of /store/cache/s/tree"), late.line());
    Forecast good = forecast(2_349, Duration.ofMinutes(19));
    assertTrue(good.willPass());
    assertTrue(good.line().endsWith("20 min left"), good.line());
  }
}
