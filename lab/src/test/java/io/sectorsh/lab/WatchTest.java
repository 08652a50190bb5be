package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.explain.Explainer;
import io.sectorsh.proofs.explain.Explanation;
import io.sectorsh.proofs.explain.Watch;
import io.sectorsh.stores.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A window is followed on a clock that jumps. */
class WatchTest {
  /** Goes on only when somebody waits. */
  private static final class JumpingClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final JumpingClock clock = new JumpingClock();
  private final List<String> told = new ArrayList<>();

  private Watch watch(Running lab, int deadline, Watch.Pause pause) {
    Profile profile = lab.profile();
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    Lotus lotus = new Lotus(profile, guard);
    Damocles damocles = new Damocles(profile, guard);
    Stores stores = new Stores(profile, lotus, damocles);
    Explainer explainer = new Explainer(profile, lotus, damocles, stores.getPaths(), clock);
    return new Watch(explainer, deadline, pause);
  }

  private Running start(String incident) {
    return new Lab(clock).startIncident(Optional.empty(), 1, incident, OptionalInt.empty());
  }

  @Test
  void aWindowIsFollowedFromBeforeItOpensUntilItHasClosed() {
    try (Running lab = start("none")) {
      // 25 epochs a pause: the next window opens 40 epochs after the lab starts.
      Watch watch = watch(lab, 18, pause -> clock.now = clock.now.plus(Duration.ofSeconds(750)));
      Explanation end = watch.follow(line -> told.add(line.text()));
      assertEquals("deadline 18 opens at epoch 90040", told.get(0));
      assertEquals("deadline 18 is open", told.get(1));
      assertTrue(told.get(2).startsWith("partition 0 proven by bafy2bza"), told.toString());
      assertEquals(List.of("deadline 18 has closed", "proven"), told.subList(3, told.size()));
      assertEquals(List.of(), end.causes());
    }
  }

  @Test
  void aMissedWindowIsToldWhileItIsMissed() {
    try (Running lab = start("nothing-sent")) {
      Watch watch = watch(lab, 17, pause -> clock.now = clock.now.plus(Duration.ofSeconds(750)));
      watch.follow(line -> told.add(line.text()));
      assertEquals("deadline 17 is open", told.get(0));
      assertEquals("nothing-sent: no proof was sent for partition 0", told.get(1));
      assertTrue(told.get(told.size() - 1).startsWith("missed: partition 0"), told.toString());
    }
  }

  @Test
  void followingEndsWhenItIsStopped() {
    try (Running lab = start("none")) {
      Watch watch =
          watch(
              lab,
              18,
              pause -> {
                throw new InterruptedException();
              });
      assertThrows(CancellationException.class, () -> watch.follow(line -> told.add(line.text())));
      assertTrue(Thread.interrupted());
      assertEquals(1, told.size());
    }
  }
}
