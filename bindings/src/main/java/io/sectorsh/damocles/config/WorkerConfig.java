package io.sectorsh.damocles.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.worker.Plan;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.toml.TomlChange;
import io.sectorsh.toml.TomlDocument;
import io.sectorsh.toml.TomlFile;
import io.sectorsh.toml.TomlPath;
import io.sectorsh.toml.TomlStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A worker's main configuration. Read anew at each question. */
public final class WorkerConfig {
  private static final String SEALING =
      " %1$s.allowed_miners:numbers %1$s.allowed_sizes:sizes %1$s.enable_deals:flag"
          + " %1$s.disable_cc:flag %1$s.max_deals:number %1$s.min_deal_space:size"
          + " %1$s.max_retries:number %1$s.seal_interval:span %1$s.recover_interval:span"
          + " %1$s.rpc_polling_interval:span %1$s.ignore_proof_check:flag"
          + " %1$s.request_task_max_retries:number %1$s.verify_after_pc2:flag";
  private static final KnownKeys KEYS =
      new KnownKeys(
          false,
          """
          worker.name:text worker.rpc_server.host:text worker.rpc_server.port:number
          worker.ping_interval:span worker.local_pieces_dir:text worker.local_pieces_dirs:texts
          worker.scan_persist_stores:texts worker.ScanPersistStores:texts metrics.enable:flag
          metrics.http_listen:text sector_manager.rpc_client.addr:text
          sector_manager.rpc_client.headers.* sector_manager.piece_token:text
          sealing_thread.location:text sealing_thread.plan:text
          attached.name:text attached.location:text attached.readonly:flag processors.*
          """
              + SEALING.formatted("sealing")
              + SEALING.formatted("sealing_thread.sealing"));
  private static final TomlPath THREADS = TomlPath.parse("sealing_thread");
  private static final TomlPath ATTACHED = TomlPath.parse("attached");
  private static final TomlPath SCANNED = TomlPath.parse("worker.scan_persist_stores");
  private static final TomlPath LISTENS = TomlPath.parse("worker.rpc_server.host");

  private final TomlFile file;

  /** The configuration in a file, to be looked at. */
  public WorkerConfig(Path file) {
    this.file = new TomlFile(file, false);
  }

  /**
   * As a session has it.
   *
   * @param guard asked before it is written
   */
  WorkerConfig(Path file, ChangeGuard guard) {
    this.file = new TomlFile(file, false, guard);
  }

  /** The file. */
  public Path getPath() {
    return file.path();
  }

  /** The change that sets a value, such as {@code sealing.max_deals}; nothing is written. */
  public TomlChange set(String setting, Object value) {
    return file.change(TomlStep.set(TomlPath.parse(setting), value));
  }

  /** The change that removes a value or a table; nothing is written. */
  public TomlChange remove(String setting) {
    return file.change(TomlStep.remove(TomlPath.parse(setting)));
  }

  /** What is wrong with it, seen alone. */
  public List<ConfigFinding> check() {
    TomlDocument document = file.require();
    List<ConfigFinding> findings = new ArrayList<>(KEYS.check(document));
    checkThreads(document, findings);
    if (size(document, ATTACHED) == 0 && document.get(SCANNED).isEmpty()) {
      findings.add(
          ConfigFinding.error(
              document.where(),
              "no store is attached",
              "Add [[attached]] tables: the worker does not start without."));
    }
    String host = text(document, LISTENS);
    if (host.isEmpty() || host.equals("0.0.0.0") || host.equals("::")) {
      findings.add(
          ConfigFinding.warning(
              document.place(LISTENS),
              "the control server listens on all interfaces, and asks nobody for a token",
              "Set worker.rpc_server.host to an address that only trusted hosts reach."));
    }
    return findings;
  }

  /** What does not fit to a manager's stores: both sides must name them alike. */
  public List<ConfigFinding> check(ManagerConfig manager) {
    Map<String, ConfiguredStore> theirs = new HashMap<>();
    manager.getStores().forEach(store -> theirs.putIfAbsent(store.name(), store));
    TomlDocument document = file.require();
    List<ConfigFinding> findings = new ArrayList<>();
    Map<String, String> mine = new HashMap<>();
    for (int at = 0; at < size(document, ATTACHED); at++) {
      TomlPath path = ATTACHED.at(at);
      String named = text(document, path.key("name"));
      String name = named.isEmpty() ? text(document, path.key("location")) : named;
      String where = document.place(path);
      String before = mine.putIfAbsent(name, where);
      if (before != null) {
        findings.add(
            ConfigFinding.error(where, name + " is attached twice, after " + before, "Keep one."));
      }
      if (!theirs.containsKey(name)) {
        findings.add(
            ConfigFinding.error(
                where,
                "the manager has no store called " + name,
                "Use the manager's name for it: the worker does not start otherwise."));
      }
    }
    if (document.get(SCANNED).isEmpty()) {
      theirs.forEach(
          (name, store) -> {
            if (!mine.containsKey(name)) {
              findings.add(
                  ConfigFinding.warning(
                      store.where(),
                      "store " + name + " is not attached by " + getPath(),
                      "Attach it, or this worker cannot keep sectors there."));
            }
          });
    }
    return findings;
  }

  private static void checkThreads(TomlDocument document, List<ConfigFinding> findings) {
    Map<String, Integer> locations = new HashMap<>();
    for (int at = 0; at < size(document, THREADS); at++) {
      TomlPath path = THREADS.at(at);
      String plan = text(document, path.key("plan"));
      String location = text(document, path.key("location"));
      checkPlan(document, path.key("plan"), plan, findings);
      if (location.isEmpty() && !plan.equals(Plan.WDPOST.word())) {
        findings.add(
            ConfigFinding.error(
                document.place(path), "this thread has no location", "Give it a directory."));
      }
      Integer first = location.isEmpty() ? null : locations.putIfAbsent(location, at);
      if (first != null) {
        findings.add(
            ConfigFinding.warning(
                document.place(path),
                "thread " + at + " has the location of thread " + first + ", and is left out",
                "Remove it: threads behind it are paused by other numbers than they show."));
      }
    }
  }

  private static void checkPlan(
      TomlDocument document, TomlPath path, String plan, List<ConfigFinding> findings) {
    if (plan.isEmpty()) {
      return;
    }
    try {
      Plan.of(plan);
    } catch (OperatorException unknown) {
      findings.add(
          ConfigFinding.error(
              document.place(path), "workers have no plan " + plan, unknown.next()));
    }
  }

  private static int size(TomlDocument document, TomlPath path) {
    return document.get(path).map(JsonNode::size).orElse(0);
  }

  private static String text(TomlDocument document, TomlPath path) {
    return document.get(path).map(JsonNode::asText).orElse("");
  }

  @Override
  public String toString() {
    return getPath().toString();
  }
}
