package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.transport.GoJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A thread of a worker. It moves on when it is looked at, as far as the time has come. */
final class SimulatedThread {
  private static final Duration BETWEEN_JOBS = Duration.ofMillis(200);
  private static final Duration LOOK_BACK = Duration.ofSeconds(2);
  private static final List<String> PLANS =
      List.of("sealer", "snapup", "rebuild", "unseal", "wdpost");

  private enum Activity {
    IDLE("Idle"),
    PAUSED("Paused"),
    RUNNING("Running"),
    WAITING("Waiting");

    private final String word;

    Activity(String word) {
      this.word = word;
    }
  }

  private final String worker;
  private final int index;
  private final String mainPlan;
  private final Optional<Path> location;
  private final Optional<HotConfig> hot;
  private final RebuildDesk desk;

  private String plan;
  private Optional<SectorId> job = Optional.empty();
  private String state = "";
  private Optional<String> stage = Optional.empty();
  private Optional<String> lastError = Optional.empty();
  private Activity activity = Activity.IDLE;
  private Instant since;
  private Instant next;
  private boolean pauseWaits;

  SimulatedThread(
      String worker,
      int index,
      String plan,
      Optional<Path> location,
      RebuildDesk desk,
      Instant now) {
    this.worker = worker;
    this.index = index;
    this.mainPlan = plan;
    this.plan = plan;
    this.location = location;
    this.hot = location.map(HotConfig::new);
    this.desk = desk;
    this.since = now;
    this.next = now;
  }

  /** Puts it into the middle of a job that does not come to its end. */
  void busy(SectorId sector, String reached, String doing, Duration ago) {
    job = Optional.of(sector);
    state = reached;
    run(doing, since.minus(ago));
    next = Instant.MAX;
  }

  /** Makes it stand still with an error. */
  void stuck(SectorId sector, String reached, String doing, String error, Duration ago) {
    busy(sector, reached, doing, ago);
    lastError = Optional.of(error);
    activity = Activity.PAUSED;
  }

  /** Makes it wait for its turn. */
  void waiting(SectorId sector, String reached, String doing, Duration ago) {
    busy(sector, reached, doing, ago);
    activity = Activity.WAITING;
  }

  boolean isPaused() {
    return activity == Activity.PAUSED;
  }

  boolean isRunning() {
    return activity == Activity.RUNNING;
  }

  boolean isWaiting() {
    return activity == Activity.WAITING;
  }

  boolean isEmpty() {
    return job.isEmpty();
  }

  boolean hasError() {
    return lastError.isPresent();
  }

  /** Does all whose time has come. */
  void advance(Instant now) {
    // What nobody looked at for long need not be done over in every detail.
    if (job.isEmpty() && next.isBefore(now.minus(LOOK_BACK))) {
      next = now.minus(LOOK_BACK);
    }
    while (!isPaused() && !next.isAfter(now)) {
      if (pauseWaits) {
        pauseWaits = false;
        stop(next);
      } else if (job.isEmpty()) {
        begin();
      } else {
        goOn();
      }
    }
  }

  private void stop(Instant at) {
    activity = Activity.PAUSED;
    since = at;
  }

  private void fail(String error) {
    lastError = Optional.of(error);
    stop(next);
  }

  private void begin() {
    try {
      plan = hot.flatMap(HotConfig::plan).orElse(mainPlan);
    } catch (OperatorException malformed) {
      fail("critical: reload sealing thread hot config\n caused by: " + malformed.what());
      return;
    }
    if (!PLANS.contains(plan)) {
      fail("critical: unknown planner " + plan);
      return;
    }
    state = location.isPresent() ? "Empty" : "";
    Optional<SectorId> allocated = plan.equals("rebuild") ? desk.allocate() : Optional.empty();
    if (allocated.isEmpty()) {
      idle(next.plus(BETWEEN_JOBS));
      return;
    }
    job = allocated;
    state = "Allocated";
    runStage(next);
  }

  private void idle(Instant until) {
    if (activity != Activity.IDLE) {
      since = next;
    }
    activity = Activity.IDLE;
    stage = Optional.empty();
    next = until;
  }

  /** The end of a stage. */
  private void goOn() {
    SectorId sector = job.orElseThrow();
    Optional<RebuildStage> ended = stage();
    if (ended.isEmpty() || !desk.isWanted(sector)) {
      drop(sector);
      return;
    }
    RebuildStage done = ended.get();
    if (done.to().equals("Persisted") && !persist(sector)) {
      return;
    }
    state = done.to();
    desk.report(sector, worker, location.map(Path::toString).orElse(""), done);
    if (state.equals("Finished")) {
      desk.finished(sector);
      drop(sector);
    } else {
      runStage(next);
    }
  }

  /** Whether the files came to their store; the thread stands still with the reason if not. */
  private boolean persist(SectorId sector) {
    try {
      desk.persisted(sector);
      return true;
    } catch (UncheckedIOException failed) {
      IOException cause = Objects.requireNonNull(failed.getCause());
      fail("permanent: copy to persist store:\n caused by: " + cause.getMessage());
      return false;
    }
  }

  private void drop(SectorId sector) {
    desk.giveBack(sector);
    job = Optional.empty();
    state = "";
    idle(next.plus(BETWEEN_JOBS));
  }

  private Optional<RebuildStage> stage() {
    boolean upgraded = job.filter(desk::isUpgraded).isPresent();
    return RebuildStage.all(upgraded).stream().filter(one -> one.from().equals(state)).findFirst();
  }

  private void runStage(Instant at) {
    Optional<RebuildStage> now = stage();
    if (now.isEmpty()) {
      fail("permanent: unexpected state " + state + " in " + plan + " planner");
      return;
    }
    run(now.get().name(), at);
    next = at.plus(now.get().takes());
  }

  private void run(String doing, Instant at) {
    stage = Optional.of(doing);
    activity = Activity.RUNNING;
    since = at;
  }

  /** Whether the signal was put in its place; there is room for one. */
  boolean pause() {
    boolean room = !pauseWaits;
    pauseWaits = true;
    return room;
  }

  /** Whether it was waiting for that. */
  boolean resume(Optional<String> from, Instant now) {
    if (!isPaused()) {
      return false;
    }
    lastError = Optional.empty();
    activity = Activity.IDLE;
    since = now;
    next = now;
    from.ifPresent(word -> state = word);
    if (job.isPresent()) {
      runStage(now);
    }
    return true;
  }

  ObjectNode toJson(Instant now) {
    ObjectNode json = GoJson.object().put("index", index);
    json.put("job_id", job.map(SectorId::fileName).orElse(null));
    json.put("job_stage", stage.orElse(null)).put("job_state", state);
    json.put("last_error", lastError.orElse(null));
    json.put("location", location.map(Path::toString).orElse("-")).put("plan", plan);
    ObjectNode thread = json.putObject("thread_state");
    if (activity != Activity.IDLE) {
      thread.put("elapsed", Math.max(0, Duration.between(since, now).toSeconds()));
    }
    if (activity == Activity.RUNNING) {
      thread.putNull("proc");
    }
    thread.put("state", activity.word);
    return json;
  }
}
