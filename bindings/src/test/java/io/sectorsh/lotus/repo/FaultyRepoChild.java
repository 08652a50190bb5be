package io.sectorsh.lotus.repo;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.faults.Scarcity;
import io.sectorsh.migration.ActionRow;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.posix.SiblingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A process whose kernel fails calls that leveldbjni makes, one limit after the other: a repository
 * is the old or the new one, whole; what was not done is told; the same again does it, with nothing
 * to clear away by hand.
 */
final class FaultyRepoChild {
  private final Path root;
  private final Path home;
  private final Path miner;
  private Scarcity scarce = Scarcity.FILE_SIZE;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private int version;

  private FaultyRepoChild(Path root, Path home) throws IOException {
    this.root = root;
    this.home = home;
    this.miner = root.resolve("miner");
    RepoChild.createEmpty(miner);
    RepoChild.write(miner, 0);
    edit(false, 0);
    migrate(false, 0);
  }

  /**
   * Tries limits from nothing up to where nothing is scarce any more.
   *
   * @param arguments the directory of the repository, then pairs of what is scarce and the step
   *     from one amount to the next; the journal lies beside the directory
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Scarcity.loadClasses("(migration|errors|posix|rows|lotus|leveldb|filecoin)");
    FaultyRepoChild child = new FaultyRepoChild(root, root.resolveSibling("home"));
    for (int pair = 1; pair < arguments.length; pair += 2) {
      child.scarce = Scarcity.valueOf(arguments[pair]);
      child.tryAll(Integer.parseInt(arguments[pair + 1]));
    }
  }

  private void tryAll(int step) throws IOException {
    boolean enough = false;
    for (int amount = 0; !enough; amount += step) {
      String edited = edit(true, amount);
      String migrated = migrate(true, amount);
      System.out.println(scarce + " " + amount + ": " + edited + "; " + migrated);
      enough = edited.equals("done") && migrated.equals("done") || scarce == Scarcity.WRITING;
    }
  }

  private interface Work {
    String run() throws IOException;
  }

  private String limited(boolean limit, int amount, Work work) throws IOException {
    Runnable plenty = limit ? scarce.begin(root, amount) : () -> {};
    try {
      return work.run();
    } catch (OperatorException told) {
      if (told.where().isEmpty() || told.next().isEmpty()) {
        throw new IllegalStateException(scarce + " " + amount + " is not told well", told);
      }
      return told.code().text() + " " + told.what();
    } finally {
      plenty.run();
    }
  }

  /** One edit without a journal. */
  private String edit(boolean limit, int amount) throws IOException {
    String said =
        limited(
            limit,
            amount,
            () -> {
              RepoChild.write(miner, version + 1);
              return "done";
            });
    if (said.equals("done")) {
      version++;
    }
    require(version, scarce + " " + amount + ", " + said);
    version++;
    RepoChild.write(miner, version);
    require(version, scarce + " " + amount + ", once more");
    requireTidy();
    return said;
  }

  private void require(int wanted, String when) {
    int is = RepoChild.wholeVersion(miner);
    if (is != wanted) {
      throw new IllegalStateException(when + ": version " + is + " instead of " + wanted);
    }
  }

  /** Only what is kept as an undo lies beside the database. */
  private void requireTidy() throws IOException {
    try (Stream<Path> all = Files.list(miner.resolve("datastore"))) {
      for (Path left : all.filter(path -> !path.endsWith("metadata")).toList()) {
        if (!left.getFileName().toString().startsWith("metadata.sectorsh-before-")) {
          throw new IllegalStateException("left: " + left);
        }
        SiblingDirectory.deleteTree(left);
      }
    }
  }

  /** One migration. Its journal is ten times as long as the repository's own files. */
  private String migrate(boolean limit, int amount) throws IOException {
    String when = scarce + " " + amount + ", migration";
    int pages = scarce == Scarcity.FILE_SIZE ? 4 * amount : amount;
    try (Migrations migrations =
        new Migrations(JournalPlace.usual(Map.of(), home), RepoActions.kinds(guard), guard)) {
      int next = version + 1;
      Migration migration =
          migrations.plan("m", recorder -> RepoChild.write(LotusRepo.open(miner, guard), next));
      String said = limited(limit, pages, () -> migration.apply().state().word());
      boolean isNew = RepoChild.wholeVersion(miner) == next;
      migration.getReport().forEach(row -> requireTrue(row, isNew, when + ", " + said));
      if (!said.equals("done")) {
        requireState(MigrationState.DONE, migration.resume().state(), when + " resumed");
      }
      require(next, when + ", " + said);
      requireState(MigrationState.ROLLED_BACK, migration.rollback().state(), when);
      require(version, when + ", rolled back");
      requireTidy();
      migration.forget();
      return said;
    }
  }

  /** A batch is one edit: what is claimed of a record is claimed of all. */
  private static void requireTrue(ActionRow row, boolean isNew, String when) {
    boolean right =
        switch (row.state()) {
          case DONE, FOUND_DONE -> isNew;
          case FAILED -> !isNew && !row.cause().isEmpty();
          case PLANNED -> !isNew;
          default -> true;
        };
    if (!right) {
      throw new IllegalStateException(when + ": " + row);
    }
  }

  private static void requireState(MigrationState wanted, MigrationState is, String when) {
    if (is != wanted) {
      throw new IllegalStateException(when + ": " + is);
    }
  }
}
