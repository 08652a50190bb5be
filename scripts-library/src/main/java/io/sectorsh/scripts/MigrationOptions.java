package io.sectorsh.scripts;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options of every script that changes something: {@code @Mixin @Field MigrationOptions run =
 * new MigrationOptions()}.
 */
public final class MigrationOptions {
  /** What a script is to do. */
  public enum Way {
    /** Tell what would be done. */
    PLAN,
    /** Do it. */
    APPLY,
    /** Go on with what was interrupted or failed. */
    RESUME,
    /** Undo it. */
    ROLLBACK
  }

  @Option(
      names = "--plan",
      order = 101,
      description =
          "Tell what would be done and change nothing. This is what happens without it, too.")
  private boolean plan;

  @Option(names = "--apply", order = 102, description = "Do it, as a migration in the journal.")
  private boolean apply;

  @Option(
      names = "--resume",
      order = 103,
      description = "Go on with the run that was interrupted or has failed.")
  private boolean resume;

  @Option(names = "--rollback", order = 104, description = "Undo the last run.")
  private boolean rollback;

  /** For picocli. */
  public MigrationOptions() {}

  /** As if an operator had written these words, such as {@code --apply}. */
  public static MigrationOptions of(Way way) {
    MigrationOptions options = new MigrationOptions();
    options.plan = way == Way.PLAN;
    options.apply = way == Way.APPLY;
    options.resume = way == Way.RESUME;
    options.rollback = way == Way.ROLLBACK;
    return options;
  }

  /**
   * Which one was chosen.
   *
   * @throws WrongUsageException if there are several
   */
  public Way way() {
    List<Way> chosen = new ArrayList<>();
    add(chosen, plan, Way.PLAN);
    add(chosen, apply, Way.APPLY);
    add(chosen, resume, Way.RESUME);
    add(chosen, rollback, Way.ROLLBACK);
    if (chosen.size() > 1) {
      throw new WrongUsageException(
          "--plan, --apply, --resume and --rollback exclude each other", "Give one of them.");
    }
    return chosen.isEmpty() ? Way.PLAN : chosen.get(0);
  }

  private static void add(List<Way> chosen, boolean given, Way way) {
    if (given) {
      chosen.add(way);
    }
  }
}
