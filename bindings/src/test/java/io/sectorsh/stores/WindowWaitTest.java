package io.sectorsh.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.ProgressListener;
import io.sectorsh.migration.Reading;
import io.sectorsh.migration.RunControl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowWaitTest {
  private static final ChainClock CHAIN = ChainClock.ofSeconds(1_000_000, 30);
  private static final ProvingSchedule SCHEDULE =
      new ProvingSchedule(CHAIN, new ChainEpoch(500), 60, 2880);
  private static final Reading NOTHING =
      new Reading() {
        @Override
        public <V extends AutoCloseable> V shared(
            String key, Class<V> type, Supplier<? extends V> opener) {
          throw new AssertionError("nothing is to be opened");
        }
      };

  @TempDir Path directory;

  /** Goes on by half an epoch each time it is looked at. */
  private static final class Ticking extends Clock {
    private Instant now;

    Ticking(long epoch) {
      this.now = CHAIN.timeOf(new ChainEpoch(epoch));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      now = now.plusSeconds(15);
      return now;
    }
  }

  private static WindowWait at(Clock clock, Integer... deadlines) {
    return new WindowWait(SCHEDULE, List.of(deadlines), clock, Duration.ZERO);
  }

  @Test
  void deadlinesFollowEachOtherForEver() {
    long far = 500 + 7 * 2880;
    assertEquals(0, SCHEDULE.epochsUntil(0, CHAIN.timeOf(new ChainEpoch(far + 59))));
    assertEquals(2820, SCHEDULE.epochsUntil(0, CHAIN.timeOf(new ChainEpoch(far + 60))));
    assertEquals(60, SCHEDULE.epochsUntil(3, CHAIN.timeOf(new ChainEpoch(far + 120))));
    assertEquals(0, SCHEDULE.epochsUntil(47, CHAIN.timeOf(new ChainEpoch(499))));
    assertTrue(SCHEDULE.isNear(3, CHAIN.timeOf(new ChainEpoch(far + 120))));
    assertFalse(SCHEDULE.isNear(3, CHAIN.timeOf(new ChainEpoch(far + 119))));
  }

  @Test
  void itWaitsUntilNoneOfTheDeadlinesIsOpenOrAboutToOpen() {
    Ticking clock = new Ticking(500 + 130); // deadline 2 is open, 3 comes next
    WindowWait wait = at(clock, 2, 3);
    assertInstanceOf(Inspection.NotDone.class, wait.inspect(NOTHING));
    int[] told = {0};
    wait.apply(
        new io.sectorsh.migration.BatchContext() {
          @Override
          public void syncLater(Path path) {}

          @Override
          public <J extends io.sectorsh.migration.Joint> J joint(
              String key, Class<J> type, Supplier<? extends J> opener) {
            throw new AssertionError(key);
          }

          @Override
          public void moved(long bytes) {
            told[0]++;
          }
        });
    assertTrue(told[0] > 50, "the operator hears of it, and may stop it: " + told[0]);
    long epoch = CHAIN.epochAt(clock.now).value();
    assertTrue(epoch >= 500 + 240 && epoch < 500 + 245, "just behind deadline 3: " + epoch);
    assertInstanceOf(Inspection.Done.class, wait.inspect(NOTHING));
    wait.verify(NOTHING);
  }

  @Test
  void aPlanReadsItBackAndWhoStopsNowDoesNotWait() {
    Instant now = Instant.now();
    ProvingSchedule open =
        new ProvingSchedule(
            ChainClock.ofSeconds(now.getEpochSecond() - 30, 30), new ChainEpoch(0), 60, 2880);
    Action far = FileActions.waitForWindows(open, List.of(20));
    Action near = FileActions.waitForWindows(open, List.of(0));
    assertEquals("wait while a proof is near in deadline 0", near.describe());
    assertEquals(
        near.parameters(), FileActions.kinds().read(near.kind(), near.parameters()).parameters());
    JournalPlace place = JournalPlace.at(directory.resolve("journal.db"), Map.of(), directory);
    try (Migrations migrations =
        new Migrations(place, FileActions.kinds(), new ChangeGuard(Mode.APPLY))) {
      Migration done =
          migrations.plan("far", PlanOptions.usual(), recorder -> recorder.addLater(far));
      assertEquals(MigrationState.DONE, done.apply().state());
      Migration held =
          migrations.plan("near", PlanOptions.usual(), recorder -> recorder.addLater(near));
      RunControl control = new RunControl();
      ProgressListener impatient = progress -> control.stopNow();
      assertEquals(MigrationState.STOPPED, held.apply(control, impatient).state());
    }
    assertThrows(
        io.sectorsh.errors.OperatorException.class,
        () -> FileActions.kinds().read("proving.unknown", near.parameters()));
  }
}
