package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.population.Timeline;
import io.sectorsh.lab.transport.GoJson;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The workers that have told the manager that they are alive; one of them is gone since long. */
public final class DamoclesWorkers {
  private static final long LATELY = 1;
  private static final long LONG_AGO = 20_000;

  private final Map<String, ObjectNode> pings = new ConcurrentSkipListMap<>();

  /** The workers of a new lab, seen when it was made. */
  public DamoclesWorkers(SimulatedClock clock) {
    for (int worker = 1; worker <= 3; worker++) {
      add("worker-0" + worker, 17_889 + worker, "v0.13.1", 4, clock, LATELY);
    }
    add("worker-gone", 17_899, "v0.13.0", 1, clock, LONG_AGO);
  }

  private void add(
      String name, int port, String version, int threads, SimulatedClock clock, long epochsAgo) {
    ObjectNode info = GoJson.object().put("Name", name).put("Dest", "127.0.0.1:" + port);
    info.put("Version", version);
    info.set(
        "Summary",
        GoJson.object()
            .put("Threads", threads)
            .put("Empty", 1)
            .put("Paused", 0)
            .put("Running", threads - 1)
            .put("Waiting", 0)
            .put("Errors", 0));
    ObjectNode ping = GoJson.object();
    ping.set("Info", info);
    pings.put(name, ping.put("LastPing", clock.seconds(Timeline.START_EPOCH - epochsAgo)));
  }

  ArrayNode list() {
    ArrayNode list = GoJson.array();
    pings.values().forEach(list::add);
    return list;
  }

  JsonNode find(String name) {
    return Optional.<JsonNode>ofNullable(pings.get(name)).orElse(NullNode.instance);
  }

  void remove(String name) {
    pings.remove(name);
  }
}
