package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeGuardTest {
  private final Gate gate = new Gate();
  private final ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
  private final List<String> recorded = new ArrayList<>();
  private final Recorder recorder =
      new Recorder() {
        @Override
        public void add(Action action) {
          recorded.add(action.describe());
        }

        @Override
        public void addLater(Action action) {
          recorded.add("later " + action.describe());
        }

        @Override
        public void checkpoint() {
          recorded.add("checkpoint");
        }
      };

  @Test
  void observeAndPlanModeRefuseAChangeOutsideOfAPlan() {
    assertThrows(RefusedException.class, () -> guard.submit(gate.pass(1)));
    guard.setMode(Mode.PLAN);
    RefusedException refused =
        assertThrows(RefusedException.class, () -> guard.submit(gate.pass(1)));
    assertTrue(refused.next().contains("migration('name')"), refused.next());
    assertEquals(0, gate.applied);
  }

  @Test
  void applyModeCarriesItOutOnce() {
    guard.setMode(Mode.APPLY);
    guard.submit(gate.pass(1));
    guard.submit(gate.pass(1));
    assertEquals(Set.of(1), gate.done);
    assertEquals(1, gate.applied);
  }

  @Test
  void whileAPlanIsRecordedNothingIsDoneInAnyMode() {
    for (Mode mode : Mode.values()) {
      guard.setMode(mode);
      guard.record(recorder, () -> guard.submit(gate.pass(1)));
    }
    assertEquals(List.of("pass 1", "pass 1", "pass 1"), recorded);
    assertEquals(0, gate.applied);
  }

  @Test
  void aChangeThatNoPlanCanHoldIsRefusedWhileOneIsRecorded() {
    guard.setMode(Mode.APPLY);
    guard.record(
        recorder, () -> assertThrows(RefusedException.class, () -> guard.requireApply("call Foo")));
    guard.requireApply("call Foo");
  }

  @Test
  void aPlanWithinAPlanIsRefusedAndTheOuterOneGoesOn() {
    guard.record(
        recorder,
        () -> {
          assertThrows(RefusedException.class, () -> guard.record(recorder, () -> {}));
          guard.submit(gate.pass(2));
        });
    assertEquals(List.of("pass 2"), recorded);
  }
}
