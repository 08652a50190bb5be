package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.Timeline;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LoopbackServer;
import io.sectorsh.lab.transport.WorkerTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/**
 * The workers that have told the manager that they are alive; one of them is gone since long. Safe
 * for use by several threads.
 */
public final class DamoclesWorkers {
  private static final long LONG_AGO = 20_000;

  /** A port that nothing listens on, since only root could. */
  private static final String NOWHERE = "127.0.0.1:1";

  private final SimulatedClock clock;
  private final List<SimulatedWorker> workers;
  private final Map<String, String> addresses = new TreeMap<>();
  private final Map<String, ObjectNode> pings = new TreeMap<>();

  /**
   * The workers of a manager; their control servers do not listen yet.
   *
   * @param silent whether none of them does, ever, nor pings
   */
  public DamoclesWorkers(
      SimulatedClock clock,
      DamoclesStates states,
      StoreLayout layout,
      Population population,
      boolean silent) {
    this.clock = clock;
    this.workers =
        silent
            ? List.of()
            : new WorkerCrew(clock, new RebuildDesk(states, layout, population), layout).hire();
    ObjectNode gone = GoJson.object().put("Name", "worker-gone").put("Dest", NOWHERE);
    gone.put("Version", "v0.13.0");
    gone.set(
        "Summary",
        GoJson.object()
            .put("Threads", 1)
            .put("Empty", 0)
            .put("Paused", 0)
            .put("Running", 0)
            .put("Waiting", 1)
            .put("Errors", 0));
    ping(gone, clock.seconds(Timeline.START_EPOCH - LONG_AGO));
  }

  private void ping(ObjectNode info, long seconds) {
    ObjectNode ping = GoJson.object();
    ping.set("Info", info);
    pings.put(info.path("Name").asText(), ping.put("LastPing", seconds));
  }

  /**
   * Starts the control servers and writes the workers' configurations.
   *
   * @param wanted the port that a worker of a name had before, or 0
   * @param taken hears which port it has
   * @return the servers, to be closed
   */
  public List<AutoCloseable> listen(
      StoreLayout layout,
      int managerPort,
      ToIntFunction<String> wanted,
      ObjIntConsumer<String> taken)
      throws IOException {
    List<AutoCloseable> servers = new ArrayList<>();
    for (SimulatedWorker worker : workers) {
      String name = worker.name();
      LoopbackServer server =
          LoopbackServer.start(name, wanted.applyAsInt(name), new WorkerTransport(worker));
      taken.accept(name, server.port());
      servers.add(server);
      String port = String.valueOf(server.port());
      synchronized (this) {
        addresses.put(worker.name(), "127.0.0.1:" + port);
      }
      Path home = layout.worker(worker.name());
      Files.createDirectories(home);
      Files.writeString(
          home.resolve("damocles-worker.toml"),
          WorkerCrew.configuration(worker.name(), layout, server.port(), managerPort));
    }
    return servers;
  }

  /** Lets all workers do what should have happened by now. */
  public void advance() {
    workers.forEach(SimulatedWorker::advance);
  }

  synchronized ArrayNode list() {
    refresh();
    ArrayNode list = GoJson.array();
    pings.values().forEach(list::add);
    return list;
  }

  /** Those that live have pinged at the begin of this epoch, also if they were removed. */
  private void refresh() {
    for (SimulatedWorker worker : workers) {
      ObjectNode info = GoJson.object().put("Name", worker.name());
      info.put("Dest", addresses.getOrDefault(worker.name(), NOWHERE)).put("Version", "v0.13.1");
      info.set("Summary", worker.summary());
      ping(info, clock.seconds(clock.head()));
    }
  }

  synchronized JsonNode find(String name) {
    refresh();
    return Optional.<JsonNode>ofNullable(pings.get(name)).orElse(NullNode.instance);
  }

  synchronized void remove(String name) {
    pings.remove(name);
  }
}
