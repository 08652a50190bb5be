package io.sectorsh.damocles.worker;

import io.sectorsh.damocles.worker.PollingCursor.Verdict;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.rows.Following;
import io.sectorsh.toml.TomlAction;
import io.sectorsh.toml.TomlChange;
import io.sectorsh.toml.TomlFile;
import io.sectorsh.toml.TomlPath;
import io.sectorsh.toml.TomlStep;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Another plan for a thread of a worker, through the file {@code config.toml} in the thread's
 * directory, which the worker reads before each job. Made without changing anything.
 *
 * <p>Where the directory cannot be reached from here, {@link #getFile} and {@link #getContent} say
 * what to write on the worker's host.
 */
public final class PlanSwitch {
  private static final TomlPath PLAN = TomlPath.parse("plan");
  private static final String FILE = "config.toml";

  private final ThreadControl thread;
  private final Plan plan;
  private final Path file;
  private final Optional<TomlChange> change;
  private final ChangeGuard guard;

  private PlanSwitch(
      ThreadControl thread, Plan plan, Path file, Optional<TomlChange> change, ChangeGuard guard) {
    this.thread = thread;
    this.plan = plan;
    this.file = file;
    this.change = change;
    this.guard = guard;
  }

  /**
   * @param here the thread's directory as it is to be found here
   */
  static PlanSwitch of(
      ThreadControl thread, Plan plan, Path location, Optional<Path> here, ChangeGuard guard) {
    Optional<TomlChange> change =
        here.map(
            directory ->
                new TomlFile(directory.resolve(FILE), false, guard)
                    .change(TomlStep.set(PLAN, plan.word())));
    return new PlanSwitch(thread, plan, location.resolve(FILE), change, guard);
  }

  /** The plan that the thread is to have. */
  public Plan getPlan() {
    return plan;
  }

  /** The file, as the worker's host names it. */
  public Path getFile() {
    return file;
  }

  /** Whether the file can be written from here. */
  public boolean isReachable() {
    return change.isPresent();
  }

  /**
   * The whole content that the file is to have. Where the file cannot be read from here, one that
   * is there already must keep its other lines.
   */
  public String getContent() {
    return change.flatMap(TomlChange::after).orElse("plan = \"" + plan.word() + "\"\n");
  }

  /** What changes in the file, as a unified diff; empty if nothing does, or it is not known. */
  public String getDiff() {
    return change.map(TomlChange::diff).orElse("");
  }

  /** The change of the file here, for those who write it themselves. */
  public Optional<TomlChange> getChange() {
    return change;
  }

  /**
   * Writes the file, or becomes a part of the plan of the migration that is being recorded. The
   * thread takes the plan up when it begins its next job.
   *
   * @return waits, when walked through, until the plan is in force
   * @throws OperatorException NOT_FOUND with what to write where, if it cannot be reached from here
   */
  public Following<WorkerThread> apply() {
    TomlChange write = requireReachable();
    if (!guard.isRecording()) {
      write.requireFresh();
    }
    guard.submit(TomlAction.of(write, "set plan " + plan.word() + " of " + thread));
    return follow(Pace.OF_A_PLAN);
  }

  /**
   * Gives the file the content that it had, or takes it away if there was none.
   *
   * @throws OperatorException IN_USE if somebody else has changed it meanwhile
   */
  public void putBack() {
    TomlChange back = requireReachable().reversed();
    guard.requireApply("put the plan of " + thread + " back in " + back.path());
    back.write();
  }

  private TomlChange requireReachable() {
    return change.orElseThrow(
        () ->
            new OperatorException(
                ErrorCode.NOT_FOUND,
                "this file cannot be reached from here; it is to say " + getContent().strip(),
                file + " on the host of worker " + thread.getWorker(),
                "Write it there, or mount the directory here and tell where: "
                    + "damocles.workers.mount('"
                    + thread.getWorker()
                    + "', '"
                    + file.getParent()
                    + "', '/mnt/...')."));
  }

  /**
   * Waits until the thread has the plan. A thread at work finishes its job first; one that stands
   * still takes up no plan, which is told as a failure.
   */
  public Following<WorkerThread> follow(Pace pace) {
    return new Following<>(
        WorkerThread.class,
        () -> new PollingCursor<>(thread::getNow, this::judge, pace),
        this::line);
  }

  private Verdict judge(WorkerThread now) {
    if (now.plan().equals(plan.word())) {
      return Verdict.DONE;
    }
    return now.activity() == ThreadActivity.PAUSED
        ? Verdict.failed(
            "the thread stands still and takes up no plan until it is resumed",
            thread.toString(),
            "See its last error, then resume it: damocles.workers.thread(...).resume().")
        : Verdict.GOES_ON;
  }

  private String line(WorkerThread now) {
    String work = now.job().map(job -> ", working on " + job + " " + now.state()).orElse("");
    return now.plan().equals(plan.word())
        ? thread + ": plan " + plan + " is in force"
        : thread + ": still plan " + now.plan() + work + "; " + plan + " comes with the next job";
  }

  /** The diff, or what to write where. */
  @Override
  public String toString() {
    if (!isReachable()) {
      return "write to "
          + file
          + " on the host of worker "
          + thread.getWorker()
          + ":\n"
          + getContent();
    }
    return getDiff().isEmpty() ? file + " says so already" : getDiff();
  }
}
