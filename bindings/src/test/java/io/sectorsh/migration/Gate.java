package io.sectorsh.migration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** Actions over numbers in memory, each of which can be made to fail, to act and then to fail. */
final class Gate {
  final Set<Integer> done = new TreeSet<>();
  final Set<Integer> failing = new TreeSet<>();
  final Set<Integer> actingAndFailing = new TreeSet<>();
  final Set<Integer> irreversible = new TreeSet<>();
  IntConsumer before = number -> {};
  int applied;

  Action pass(int number) {
    return new Pass(number);
  }

  ActionKinds kinds() {
    return ActionKinds.none().with("pass", parameters -> new Pass(parameters.get("n").asInt()));
  }

  private final class Pass implements Action {
    private final int number;

    private Pass(int number) {
      this.number = number;
    }

    @Override
    public String kind() {
      return "pass";
    }

    @Override
    public ObjectNode parameters() {
      return JsonNodeFactory.instance.objectNode().put("n", number);
    }

    @Override
    public String describe() {
      return "pass " + number;
    }

    @Override
    public Reversibility reversibility() {
      return irreversible.contains(number)
          ? Reversibility.irreversible("it is on chain")
          : Reversibility.reversible();
    }

    @Override
    public Inspection inspect(Reading reading) {
      return done.contains(number) ? Inspection.done() : Inspection.notDone("");
    }

    @Override
    public boolean undoNeedsPreImage() {
      return false;
    }

    @Override
    public void apply(BatchContext context) {
      before.accept(number);
      applied++;
      if (failing.contains(number)) {
        throw reset();
      }
      done.add(number);
      if (actingAndFailing.contains(number)) {
        throw reset();
      }
    }

    private OperatorException reset() {
      return new OperatorException(
          ErrorCode.INTERRUPTED_ANSWER, "the connection was reset", "daemon", "Start the daemon.");
    }

    @Override
    public void undo(PreImage image, BatchContext context) {
      before.accept(-number);
      done.remove(number);
    }
  }
}
