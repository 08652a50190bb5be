package io.sectorsh.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;

/**
 * What the journal costs: a plan of actions that do nothing, planned and applied in batches of
 * 1,000, as a process of its own (a whole start, no warm-up). Arguments: a directory, how many.
 *
 * <p>To be compared with the same under {@code strace -f -c -e trace=fsync,fdatasync}, which counts
 * one sync for a batch, and those of the log when it is carried over into the database.
 */
public final class JournalBenchmark {
  private static final BitSet DONE = new BitSet();

  private JournalBenchmark() {}

  /** Runs it and prints what it took. */
  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory(Path.of(arguments[0]), "journal");
    int actions = Integer.parseInt(arguments[1]);
    long start = System.nanoTime();
    try (Migrations migrations =
        new Migrations(
            JournalPlace.usual(Map.of(), home),
            ActionKinds.none().with("nothing", Nothing::read),
            new ChangeGuard(Mode.APPLY))) {
      Migration migration =
          migrations.plan(
              "nothing",
              recorder -> {
                for (int number = 0; number < actions; number++) {
                  recorder.add(new Nothing(number));
                }
              });
      long planned = System.nanoTime();
      String state = migration.apply().toString();
      long applied = System.nanoTime();
      System.out.printf(
          "%,d actions: planned in %s, applied in %s; %s%n",
          actions, Duration.ofNanos(planned - start), Duration.ofNanos(applied - planned), state);
    }
  }

  private record Nothing(int number) implements Action {
    static Nothing read(ObjectNode parameters) {
      return new Nothing(parameters.path("number").asInt());
    }

    @Override
    public String kind() {
      return "nothing";
    }

    @Override
    public ObjectNode parameters() {
      return JsonNodeFactory.instance.objectNode().put("number", number);
    }

    @Override
    public String describe() {
      return "do nothing for the " + number + ". time";
    }

    @Override
    public Inspection inspect(Reading reading) {
      return DONE.get(number) ? Inspection.done() : Inspection.notDone("");
    }

    @Override
    public void apply(BatchContext context) {
      DONE.set(number);
    }

    @Override
    public void undo(PreImage before, BatchContext context) {
      DONE.clear(number);
    }
  }
}
