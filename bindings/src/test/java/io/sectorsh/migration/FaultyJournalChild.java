package io.sectorsh.migration;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.faults.Scarcity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A process whose kernel fails the calls that the journal makes, one limit after the other: the run
 * ends well or says what is wrong; what the journal claims is so; going on, or back, ends where an
 * undisturbed run does.
 */
final class FaultyJournalChild {

  private final Path root;
  private final World world;
  private final Scarcity scarce;
  private final Map<String, String> start;
  private final Map<String, String> end;
  private final Map<String, byte[]> planned;
  private final Map<String, byte[]> applied;

  private FaultyJournalChild(Path root, Scarcity scarce) throws IOException {
    this.root = root;
    this.scarce = scarce;
    this.world = World.create(root.resolve("world"));
    this.start = content();
    world.plan();
    this.planned = world.copy();
    require(MigrationState.DONE, go(Migration::resume), "undisturbed");
    this.end = content();
    this.applied = world.copy();
    require(MigrationState.ROLLED_BACK, go(Migration::rollback), "undisturbed");
  }

  /** Without what is only half written: nobody looks at it, and it is written anew. */
  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>(world.content());
    content.keySet().removeIf(name -> name.endsWith(".new") || name.endsWith(".staged"));
    return content;
  }

  private MigrationState go(Function<Migration, MigrationStatus> way) {
    try (Migrations migrations = world.open(Transitions.NONE)) {
      return way.apply(World.migration(migrations)).state();
    }
  }

  private static void require(Object wanted, Object is, String when) {
    if (!wanted.equals(is)) {
      throw new IllegalStateException(when + ": " + is + " instead of " + wanted);
    }
  }

  /**
   * Tries limits from nothing up to where nothing is scarce any more.
   *
   * @param arguments the directory, what is scarce, and the step from one amount to the next
   */
  public static void main(String[] arguments) throws IOException {
    FaultyJournalChild child =
        new FaultyJournalChild(Path.of(arguments[0]), Scarcity.valueOf(arguments[1]));
    Scarcity.loadClasses("(migration|errors|posix|rows)");
    int step = Integer.parseInt(arguments[2]);
    int enough = 0;
    for (int amount = 0; enough < 2; amount += step) {
      String said = child.attempt(amount);
      System.out.println(amount + ": " + said);
      enough += said.equals("done") || child.scarce == Scarcity.WRITING ? 1 : 0;
    }
  }

  private String attempt(int amount) throws IOException {
    String when = scarce + " " + amount;
    world.restore(planned);
    String said = scarce(amount, () -> go(Migration::apply));
    world.requireTrue(when + ", " + said);
    if (said.equals("done")) {
      require(end, content(), when);
    } else if (amount % 2 == 0) {
      require(MigrationState.DONE, go(Migration::resume), when);
      require(end, content(), when + ", resumed");
    }
    require(MigrationState.ROLLED_BACK, go(Migration::rollback), when);
    require(start, content(), when + ", rolled back");
    world.restore(applied);
    String back = scarce(amount, () -> go(Migration::rollback));
    if (!back.equals("rolled-back")) {
      require(MigrationState.ROLLED_BACK, go(Migration::rollback), when + ", " + back);
    }
    require(start, content(), when + ", " + back);
    if (scarce != Scarcity.WRITING) { // No disk becomes read-only while files on it are open.
      inOneSession(amount, when);
    }
    return said;
  }

  /** A shell that stays open goes on by itself when there is plenty again. */
  private void inOneSession(int amount, String when) throws IOException {
    world.restore(planned);
    try (Migrations migrations = world.open(Transitions.NONE)) {
      Migration migration = World.migration(migrations);
      String said = scarce(amount, () -> migration.apply().state());
      if (!said.equals("done")) {
        require(MigrationState.DONE, migration.resume().state(), when + ", " + said);
      }
      require(end, content(), when + ", " + said + ", in one session");
    }
  }

  private String scarce(int amount, Supplier<MigrationState> work) throws IOException {
    Runnable plenty = scarce.begin(root, amount);
    try {
      return work.get().word();
    } catch (OperatorException told) {
      if (told.where().isEmpty() || told.next().isEmpty()) {
        throw new IllegalStateException(scarce + " " + amount + " is not told well", told);
      }
      return told.code().text() + " " + told.what() + ": " + told.where();
    } finally {
      plenty.run();
    }
  }

  static List<String> command(Path root, Scarcity scarce, int step) {
    return Scarcity.command(FaultyJournalChild.class, root, scarce.name(), Integer.toString(step));
  }
}
