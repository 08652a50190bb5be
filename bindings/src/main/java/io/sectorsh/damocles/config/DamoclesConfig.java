package io.sectorsh.damocles.config;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.profile.HomePath;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.Rows;
import io.sectorsh.toml.TomlAction;
import io.sectorsh.toml.TomlChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What scripts see as {@code damocles.config}: the configuration files of manager and workers. */
public final class DamoclesConfig {
  private final Profile profile;
  private final ChangeGuard guard;

  /**
   * The configuration of a profile's damocles.
   *
   * @param guard asked before a file is written
   */
  public DamoclesConfig(Profile profile, ChangeGuard guard) {
    this.profile = profile;
    this.guard = guard;
  }

  /**
   * The manager's, in its home directory.
   *
   * @throws OperatorException NOT_CONFIGURED if the profile names no home
   */
  public ManagerConfig getManager() {
    Path home =
        profile
            .damoclesHome()
            .orElseThrow(
                () ->
                    new OperatorException(
                        ErrorCode.NOT_CONFIGURED,
                        "the manager's home is not known",
                        "profile " + profile.name(),
                        "Set damocles-home in the profile, or use damocles.config.manager(FILE)."));
    return new ManagerConfig(home.resolve("sector-manager.cfg"), guard);
  }

  /** A manager's, in any file. */
  public ManagerConfig manager(String file) {
    return new ManagerConfig(HomePath.ofUser().read(file, "damocles.config.manager"), guard);
  }

  /** A worker's, in a file on this host. */
  public WorkerConfig worker(String file) {
    return new WorkerConfig(HomePath.ofUser().read(file, "damocles.config.worker"), guard);
  }

  /** The persist stores that the manager's configuration names and finds. */
  public List<ConfiguredStore> getStores() {
    return getManager().getStores();
  }

  /**
   * What is wrong with the manager's configuration, and with these workers' beside it; and whether
   * the manager's API, which knows no tokens, answers at addresses that others can reach.
   */
  public Rows<ConfigFinding> check(String... workerFiles) {
    return Rows.of(
        ConfigFinding.class,
        () -> {
          ManagerConfig manager = getManager();
          List<ConfigFinding> findings = new ArrayList<>(manager.check());
          profile
              .damoclesApi()
              .map(ApiExposure::new)
              .ifPresent(api -> findings.addAll(api.check()));
          for (String file : workerFiles) {
            findings.addAll(worker(file).check());
            findings.addAll(worker(file).check(manager));
          }
          return Rows.of(ConfigFinding.class, findings).open();
        });
  }

  /**
   * Writes a change that was made before, or makes it a part of the plan of the migration that is
   * being recorded; the earlier content stays beside the file. One that writes a token is no part
   * of a plan, since the journal keeps none.
   *
   * @throws OperatorException IN_USE if somebody has changed the file meanwhile
   */
  public void write(TomlChange change) {
    if (change.isForThisHandOnly()) {
      guard.requireApply("write " + change.path());
      change.write();
      return;
    }
    if (!guard.isRecording()) {
      change.requireFresh();
    }
    guard.submit(TomlAction.of(change, ""));
  }

  @Override
  public String toString() {
    return "configuration of damocles, " + profile;
  }
}
