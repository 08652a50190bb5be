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
import io.sectorsh.migration.Recorder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the journal costs: a plan of actions that do nothing, planned, saved to a file, loaded into
 * another journal and applied in batches of 1,000, as a process of its own (a whole start, no
 * warm-up). Arguments: a directory, how many.
 *
 * <p>To be compared with the same under {@code strace -f -c -e trace=fsync,fdatasync}, which counts
 * one sync for a batch, and those of the log when it is carried over into the database.
 */
public final class JournalBenchmark {
  private static final BitSet DONE = new BitSet();

  private final Path home;
  private final int actions;

  private JournalBenchmark(Path home, int actions) {
    this.home = home;
    this.actions = actions;
  }

  /** Runs it and prints what each part took, by the clock and on the processor. */
  public static void main(String[] arguments) throws IOException {
    int actions = Integer.parseInt(arguments[1]);
    System.out.printf("%,d actions%n", actions);
    try (ScratchDirectory scratch = ScratchDirectory.in(arguments[0], "journal")) {
      new JournalBenchmark(scratch.path(), actions).run();
    }
  }

  private void run() throws IOException {
    Path file = home.resolve("plan");
    try (Migrations mine = open("mine")) {
      Migration plan = timed("planned", () -> mine.plan("nothing", this::record));
      timed("saved", () -> save(plan, file));
      System.out.printf("the file has %,d bytes%n", Files.size(file));
      try (Migrations yours = open("yours")) {
        timed("loaded", () -> yours.load(file));
      }
      timed("applied", plan::apply);
      timed("rolled back", plan::rollback);
    }
  }

  private Migrations open(String user) {
    return new Migrations(
        JournalPlace.usual(Map.of(), home.resolve(user)),
        ActionKinds.none().with("nothing", Nothing::read),
        new ChangeGuard(Mode.APPLY));
  }

  private void record(Recorder recorder) {
    for (int number = 0; number < actions; number++) {
      recorder.add(new Nothing(number));
    }
  }

  private static Path save(Migration plan, Path file) {
    plan.save(file);
    return file;
  }

  private static <T> T timed(String what, Supplier<T> work) {
    long start = System.nanoTime();
    long busy = processor();
    T result = work.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-12s %7.2f s, processor %7.2f s%n", what, seconds, (processor() - busy) / 1e9);
    return result;
  }

  /** Nanoseconds of all threads so far, the compilers' and collectors' included. */
  private static long processor() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
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
