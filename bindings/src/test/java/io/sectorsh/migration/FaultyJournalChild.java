package io.sectorsh.migration;

import static java.util.stream.Collectors.toSet;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.faults.ResourceLimit;
import io.sectorsh.faults.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A process whose kernel fails the calls that the journal makes, one limit after the other: the run
 * ends well or says what is wrong; what the journal claims is so; going on, or back, ends where an
 * undisturbed run does.
 */
final class FaultyJournalChild {
  private static final int PAGE = 4096;

  /** What is scarce. */
  enum Scarce {
    /** Files may not become long. */
    FILE_SIZE,
    /** Few files may be open. */
    OPEN_FILES,
    /** The disk is full. */
    SPACE,
    /** The disk is read-only, once; the amount says nothing. */
    WRITING
  }

  private final Path root;
  private final World world;
  private final Scarce scarce;
  private final Map<String, String> start;
  private final Map<String, String> end;
  private final Map<String, byte[]> planned;
  private final Map<String, byte[]> applied;

  private FaultyJournalChild(Path root, Scarce scarce) throws IOException {
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
   * Tries limits from a multiple of so much up to where nothing is scarce any more.
   *
   * @param arguments the directory, what is scarce, the first amount, and the step to the next
   */
  public static void main(String[] arguments) throws IOException {
    FaultyJournalChild child =
        new FaultyJournalChild(Path.of(arguments[0]), Scarce.valueOf(arguments[1]));
    loadClasses();
    int step = Integer.parseInt(arguments[3]);
    int enough = 0;
    for (int amount = Integer.parseInt(arguments[2]); enough < 2; amount += step) {
      String said = child.attempt(amount);
      System.out.println(amount + ": " + said);
      enough += said.equals("done") || child.scarce == Scarce.WRITING ? 1 : 0;
    }
  }

  /** From a directory of classes, each would need a file to be opened; an operator has jars. */
  private static void loadClasses() throws IOException {
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path classes = Path.of(entry).resolve("io/sectorsh");
      if (Files.isDirectory(classes)) {
        try (Stream<Path> all = Files.walk(classes)) {
          all.map(file -> Path.of(entry).relativize(file).toString())
              .filter(name -> name.matches("io/sectorsh/(migration|errors|posix|rows)/.*class"))
              .forEach(name -> load(name.replaceAll("\\.class$", "").replace('/', '.')));
        }
      }
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException | LinkageError notNeededHere) {
      System.err.println("not loaded: " + name);
    }
  }

  private String attempt(int amount) throws IOException {
    String when = scarce + " " + amount;
    world.restore(planned);
    String said = scarce(amount, Migration::apply);
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
    String back = scarce(amount, Migration::rollback);
    if (!back.equals("rolled-back")) {
      require(MigrationState.ROLLED_BACK, go(Migration::rollback), when + ", " + back);
    }
    require(start, content(), when + ", " + back);
    return said;
  }

  private String scarce(int amount, Function<Migration, MigrationStatus> way) throws IOException {
    Runnable plenty = less(amount);
    try {
      return go(way).word();
    } catch (OperatorException told) {
      if (told.where().isEmpty() || told.next().isEmpty()) {
        throw new IllegalStateException(scarce + " " + amount + " is not told well", told);
      }
      return told.code().text() + " " + told.what() + ": " + told.where();
    } finally {
      plenty.run();
    }
  }

  /** Makes it scarce; what is returned ends that. */
  private Runnable less(int amount) throws IOException {
    switch (scarce) {
      case FILE_SIZE -> {
        ResourceLimit.FILE_SIZE.set((long) amount * PAGE);
        return ResourceLimit.FILE_SIZE::lift;
      }
      case OPEN_FILES -> {
        ResourceLimit.OPEN_FILES.set(limitFor(amount));
        return ResourceLimit.OPEN_FILES::lift;
      }
      case WRITING -> {
        remount("ro");
        return () -> remount("rw");
      }
      default -> {
        Path ballast = SmallDisk.fill(root, (long) amount * PAGE);
        return () -> ballast.toFile().delete();
      }
    }
  }

  private void remount(String how) {
    try {
      Process mount =
          new ProcessBuilder("mount", "-o", "remount," + how, root.toString()).inheritIO().start();
      require(0, mount.waitFor(), "remount " + how);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The limit under which so many more can be opened: a new one gets the lowest free number. */
  private static long limitFor(int more) throws IOException {
    Set<Long> open;
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      open = all.map(file -> Long.parseLong(file.getFileName().toString())).collect(toSet());
    }
    long limit = 0;
    for (int free = 0; free < more || open.contains(limit); limit++) {
      free += open.contains(limit) ? 0 : 1;
    }
    return limit;
  }

  static List<String> command(Path root, Scarce scarce, int first, int step) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FaultyJournalChild.class.getName());
    command.addAll(List.of(root.toString(), scarce.name()));
    command.addAll(List.of(Integer.toString(first), Integer.toString(step)));
    return command;
  }
}
