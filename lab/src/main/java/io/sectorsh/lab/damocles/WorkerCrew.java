package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.Population;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Sets up the three workers of a lab: busy, idle, waiting and stuck threads of several plans. */
final class WorkerCrew {
  private static final List<List<String>> PLANS =
      List.of(
          List.of("sealer", "sealer", "snapup"),
          List.of("sealer", "sealer", "unseal"),
          List.of("rebuild", "sealer", "snapup"));
  private static final String NO_SPACE =
      "permanent: copy to persist store:\n caused by: no space left on device";

  private final SimulatedClock clock;
  private final RebuildDesk desk;
  private final StoreLayout layout;
  private final Object lock = new Object();

  WorkerCrew(SimulatedClock clock, RebuildDesk desk, StoreLayout layout) {
    this.clock = clock;
    this.desk = desk;
    this.layout = layout;
  }

  static String name(int worker) {
    return "worker-0" + (worker + 1);
  }

  static Path location(StoreLayout layout, String worker, int index) {
    return layout.worker(worker).resolve("sealing-" + (index + 1));
  }

  List<SimulatedWorker> hire() {
    List<List<SimulatedThread>> threads = new ArrayList<>();
    for (int worker = 0; worker < PLANS.size(); worker++) {
      threads.add(threads(name(worker), PLANS.get(worker)));
    }
    with(
        reached("TicketAssigned"),
        (id, thread) -> thread.busy(id, "TicketAssigned", "PC1", Duration.ofSeconds(3_605)),
        threads.get(0).get(0));
    with(
        state -> state.path("Upgraded").asBoolean() && !state.path("NeedRebuild").asBoolean(),
        (id, thread) -> thread.waiting(id, "Allocated", "AddPieces", Duration.ofSeconds(12)),
        threads.get(0).get(2));
    with(
        state -> state.at("/LatestState/Failure").isObject(),
        (id, thread) -> thread.stuck(id, "PCLanded", "Transfer", NO_SPACE, Duration.ofSeconds(59)),
        threads.get(1).get(0));
    with(
        state -> state.path("NeedRebuild").asBoolean() && !state.path("Upgraded").asBoolean(),
        (id, thread) -> thread.stuck(id, "SnapDone", "Transfer", NO_SPACE, Duration.ofHours(2)),
        threads.get(2).get(0));
    List<SimulatedWorker> workers = new ArrayList<>();
    for (int worker = 0; worker < threads.size(); worker++) {
      workers.add(new SimulatedWorker(name(worker), threads.get(worker), clock.wall(), lock));
    }
    return List.copyOf(workers);
  }

  private static Predicate<JsonNode> reached(String word) {
    return state -> state.at("/LatestState/StateChange/Next").asText().equals(word);
  }

  private void with(
      Predicate<JsonNode> fits, BiConsumer<SectorId, SimulatedThread> job, SimulatedThread thread) {
    desk.take(fits).ifPresent(id -> job.accept(id, thread));
  }

  private List<SimulatedThread> threads(String worker, List<String> plans) {
    List<SimulatedThread> threads = new ArrayList<>();
    for (int index = 0; index < plans.size(); index++) {
      Path location = location(layout, worker, index);
      try {
        Files.createDirectories(location);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      threads.add(
          new SimulatedThread(
              worker,
              index,
              plans.get(index),
              Optional.of(location),
              desk,
              clock.wall().instant()));
    }
    threads.add(
        new SimulatedThread(
            worker, plans.size(), "wdpost", Optional.empty(), desk, clock.wall().instant()));
    return List.copyOf(threads);
  }

  /** What the worker's main configuration says. */
  static String configuration(String worker, StoreLayout layout, int port, int managerPort) {
    StringBuilder toml = new StringBuilder("# a worker of the lab\n[worker]\n");
    toml.append("name = \"").append(worker).append("\"\n");
    toml.append("rpc_server.host = \"127.0.0.1\"\nrpc_server.port = ").append(port).append("\n\n");
    toml.append("[sector_manager]\nrpc_client.addr = \"/ip4/127.0.0.1/tcp/");
    toml.append(managerPort).append("\"\n\n");
    toml.append("[sealing]\nallowed_miners = [").append(Population.MINER).append("]\n\n");
    List<String> plans = PLANS.get(Integer.parseInt(worker.substring(worker.length() - 1)) - 1);
    for (int index = 0; index < plans.size(); index++) {
      toml.append("[[sealing_thread]]\nlocation = \"").append(location(layout, worker, index));
      toml.append("\"\nplan = \"").append(plans.get(index)).append("\"\n\n");
    }
    toml.append("[[sealing_thread]]\nplan = \"wdpost\"\n\n");
    for (String store : StoreLayout.STORES) {
      toml.append("[[attached]]\nname = \"").append(store).append("\"\nlocation = \"");
      toml.append(layout.store(store)).append("\"\n\n");
    }
    return toml.toString();
  }
}
