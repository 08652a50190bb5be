package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sandbox in the eyes of the engine: what has a view is tried, all else is refused. */
final class TrialTest {
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private final List<String> carriedOut = new ArrayList<>();

  /** Sets a word, as far as its system can pretend that. */
  private final class SetWord implements Action {
    private final String word;
    private final boolean hasView;

    SetWord(String word, boolean hasView) {
      this.word = word;
      this.hasView = hasView;
    }

    @Override
    public String kind() {
      return "test.set";
    }

    @Override
    public ObjectNode parameters() {
      return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public String describe() {
      return "set " + word;
    }

    private Optional<String> now(Reading reading) {
      return reading
          .overlay()
          .map(overlay -> overlay.view("word", StringBuilder.class, StringBuilder::new))
          .map(StringBuilder::toString)
          .filter(text -> !text.isEmpty());
    }

    @Override
    public Inspection inspect(Reading reading) {
      Optional<String> now = now(reading);
      return carriedOut.contains(word) || now.filter(word::equals).isPresent()
          ? Inspection.done()
          : Inspection.notDone(now.orElse(""));
    }

    @Override
    public List<Alteration> alterations(Reading reading) {
      return List.of(Alteration.ofWords("word", now(reading), Optional.of(word)));
    }

    @Override
    public boolean pretend(Overlay overlay) {
      if (hasView) {
        StringBuilder view = overlay.view("word", StringBuilder.class, StringBuilder::new);
        view.setLength(0);
        view.append(word);
      }
      return hasView;
    }

    @Override
    public void apply(BatchContext context) {
      carriedOut.add(word);
    }

    @Override
    public void undo(PreImage before, BatchContext context) {
      carriedOut.remove(word);
    }
  }

  @Test
  void whatHasNoViewIsRefusedByNameAndTheSessionGoesOn() {
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> Trial.of(guard, recorder -> guard.submit(new SetWord("a", false))));
    assertTrue(refused.getMessage().startsWith("refused in a sandbox"), refused.getMessage());
    assertTrue(refused.getMessage().endsWith("set a"), refused.getMessage());
    assertEquals(List.of(), carriedOut);
    assertEquals(Optional.empty(), guard.overlay());
    guard.submit(new SetWord("b", false));
    assertEquals(List.of("b"), carriedOut);
  }

  @Test
  void ofSeveralChangesOfOneThingTheFirstAndTheLastAreCompared() {
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              guard.submit(new SetWord("a", true));
              recorder.add(new SetWord("b", true));
              recorder.addLater(new SetWord("b", true));
            });
    assertEquals(List.of(new Difference("word", "", "absent", "b")), trial.getDiff());
    assertEquals(
        List.of("not done", "not done", "done"),
        trial.getChanges().stream().map(change -> change.seen().words()).toList());
    assertEquals(List.of(), carriedOut);
  }

  @Test
  void whatIsNoActionIsRefusedThereAndWithAPlannedFormNamed() {
    Trial.of(
        guard,
        recorder -> {
          RefusedException call =
              assertThrows(
                  RefusedException.class,
                  () -> guard.requireApply("call X", Optional.of("changes.x(7)")));
          assertEquals("This form can be tried: changes.x(7)", call.next());
          assertThrows(RefusedException.class, () -> guard.requireNoSandbox("write a backup"));
        });
    guard.requireApply("call X", Optional.of("changes.x(7)"));
    guard.requireNoSandbox("write a backup");
    guard.record(
        new PlanMeter("planning", new Refusing(), ProgressListener.none()),
        () -> {
          RefusedException call =
              assertThrows(
                  RefusedException.class,
                  () -> guard.requireApply("call X", Optional.of("changes.x(7)")));
          assertEquals("This form can: changes.x(7)", call.next());
          guard.requireNoSandbox("write a backup");
        });
  }

  /** A plan that nothing comes into. */
  private static final class Refusing implements Recorder {
    @Override
    public void add(Action action) {
      throw new AssertionError(action.describe());
    }

    @Override
    public void addLater(Action action) {
      throw new AssertionError(action.describe());
    }

    @Override
    public void checkpoint() {}
  }
}
