package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.WorkerTransport;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A damocles worker: its threads, and what its control server answers. */
final class SimulatedWorker implements WorkerTransport.WorkerMethods {
  private static final int INVALID_PARAMS = -32602;
  private static final String VERSION = "0.13.1-4235a89";

  private final String name;
  private final List<SimulatedThread> threads;
  private final Clock clock;
  private final Object lock;
  private final Map<String, String> environment = new TreeMap<>();

  /**
   * @param lock one for all workers of a manager, since they share its sectors
   */
  SimulatedWorker(String name, List<SimulatedThread> threads, Clock clock, Object lock) {
    this.name = name;
    this.threads = threads;
    this.clock = clock;
    this.lock = lock;
  }

  String name() {
    return name;
  }

  /** Lets its threads do what should have happened by now. */
  void advance() {
    synchronized (lock) {
      Instant now = clock.instant();
      threads.forEach(thread -> thread.advance(now));
    }
  }

  ObjectNode summary() {
    synchronized (lock) {
      return GoJson.object()
          .put("Threads", threads.size())
          .put("Empty", count(SimulatedThread::isEmpty))
          .put("Paused", count(SimulatedThread::isPaused))
          .put("Running", count(SimulatedThread::isRunning))
          .put("Waiting", count(SimulatedThread::isWaiting))
          .put("Errors", count(SimulatedThread::hasError));
    }
  }

  private long count(Predicate<SimulatedThread> which) {
    return threads.stream().filter(which).count();
  }

  @Override
  public JsonNode call(String method, JsonNode params) {
    synchronized (lock) {
      advance();
      return switch (method) {
        case "VenusWorker.WorkerList" -> {
          requireNone(params);
          yield list();
        }
        case "VenusWorker.WorkerVersion" -> {
          requireNone(params);
          yield TextNode.valueOf(VERSION);
        }
        case "VenusWorker.WorkerPause" -> {
          requireCount(params, 1, 1);
          yield BooleanNode.valueOf(thread(params.get(0)).pause());
        }
        case "VenusWorker.WorkerResume" -> {
          requireCount(params, 1, 2);
          yield BooleanNode.valueOf(
              thread(params.get(0)).resume(text(params.path(1)), clock.instant()));
        }
        case "VenusWorker.WorkerSetEnv" -> {
          requireCount(params, 2, 2);
          environment.put(variable(params.get(0), " or value"), params.get(1).asText());
          yield NullNode.instance;
        }
        case "VenusWorker.WorkerRemoveEnv" -> {
          requireCount(params, 1, 1);
          environment.remove(variable(params.get(0), ""));
          yield NullNode.instance;
        }
        default -> throw new RpcFault(RpcFault.NO_SUCH_METHOD, "Method not found");
      };
    }
  }

  private ArrayNode list() {
    ArrayNode list = GoJson.array();
    threads.forEach(thread -> list.add(thread.toJson(clock.instant())));
    return list;
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node.textValue());
  }

  private static String variable(JsonNode node, String orValue) {
    String name = node.asText();
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0) {
      throw new RpcFault(INVALID_PARAMS, "invalid environment variable name" + orValue);
    }
    return name;
  }

  private SimulatedThread thread(JsonNode position) {
    if (!position.isIntegralNumber() || position.asLong() < 0) {
      String kind = position.isTextual() ? "invalid type: string " : "invalid value: integer ";
      String value = position.isTextual() ? position.toString() : "`" + position + "`";
      throw new RpcFault(INVALID_PARAMS, "Invalid params: " + kind + value + ", expected usize.");
    }
    if (position.asLong() >= threads.size()) {
      throw new RpcFault(INVALID_PARAMS, "worker #" + position + " not found");
    }
    return threads.get(position.asInt());
  }

  private static void requireNone(JsonNode params) {
    if (!params.isEmpty()) {
      StringJoiner values = new StringJoiner(", ", "Array([", "])");
      params.forEach(value -> values.add(debugged(value)));
      throw new RpcFault(
          INVALID_PARAMS, "Invalid parameters: No parameters were expected", values.toString());
    }
  }

  /** As Rust prints a value for those who look for a mistake. */
  private static String debugged(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> "Number(" + value + ")";
      case STRING -> "String(" + value + ")";
      case BOOLEAN -> "Bool(" + value + ")";
      case NULL -> "Null";
      default -> value.toString();
    };
  }

  private static void requireCount(JsonNode params, int least, int most) {
    if (params.size() < least || params.size() > most) {
      throw new RpcFault(
          INVALID_PARAMS,
          "Invalid params: invalid length %d, expected a tuple of size %d."
              .formatted(params.size(), params.size() < least ? least : most));
    }
  }
}
