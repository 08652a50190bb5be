package io.sectorsh.damocles.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.migration.ChangeGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A damocles worker, through its control server (JSON-RPC methods {@code VenusWorker.*}).
 *
 * <p>The server knows no tokens: whoever reaches it may pause threads and change the environment of
 * the process. Safe for use by several threads; failures are those of {@link JsonRpcClient}.
 */
public final class DamoclesWorker {
  /** Where a worker listens unless it is configured otherwise. */
  public static final int DEFAULT_PORT = 17_890;

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final int INVALID_PARAMS = -32602;
  private static final Set<String> READS = Set.of("WorkerList", "WorkerVersion");

  private final JsonRpcClient client;
  private final ChangeGuard guard;

  /**
   * A worker that a session works with.
   *
   * @param guard asked before each call that may change something
   */
  public DamoclesWorker(RpcEndpoint endpoint, ChangeGuard guard) {
    this.client = new JsonRpcClient(endpoint).patient(LONGEST_ANSWER);
    this.guard = Objects.requireNonNull(guard);
  }

  /** The worker at {@code host}, {@code host:port} or a URL; the port is 17890 if none is given. */
  public static DamoclesWorker at(String address, ChangeGuard guard) {
    boolean hostOnly = address.indexOf('/') < 0 && !address.matches(".*:[0-9]+");
    String whole = hostOnly ? address + ":" + DEFAULT_PORT : address;
    return new DamoclesWorker(RpcEndpoint.parse(whole, RpcService.WORKER), guard);
  }

  /** Where it is. */
  public RpcEndpoint getEndpoint() {
    return client.getEndpoint();
  }

  /** The worker's version, such as {@code 0.13.1-4235a89}. */
  public String getVersion() {
    return client.read("WorkerVersion").asText();
  }

  /** Its threads, as they are now. */
  public List<WorkerThread> getThreads() {
    JsonNode list = client.read("WorkerList");
    List<WorkerThread> threads = new ArrayList<>();
    for (int at = 0; at < list.size(); at++) {
      int position = at;
      threads.add(
          Members.read(list.get(at), "WorkerList", members -> WorkerThread.of(members, position)));
    }
    return List.copyOf(threads);
  }

  /**
   * Tells a thread to stand still at its next check point; the running stage goes on to its end.
   *
   * <p>A thread that stands still already keeps the signal, and stops again right after it was
   * resumed: look before.
   *
   * @param position see {@link WorkerThread#position}
   * @return false if a signal waits for the thread already
   * @throws OperatorException NOT_FOUND if there is no such thread
   */
  public boolean pause(int position) {
    guard.requireApply("pause thread " + position + " of the worker at " + getEndpoint());
    return numbered(position, () -> client.call("WorkerPause", position)).asBoolean();
  }

  /**
   * Lets a thread go on that stands still.
   *
   * @return whether it did: false if the thread does not stand still
   * @throws OperatorException NOT_FOUND if there is no such thread
   */
  public boolean resume(int position) {
    guard.requireApply("resume thread " + position + " of the worker at " + getEndpoint());
    return numbered(position, () -> client.call("WorkerResume", position, null)).asBoolean();
  }

  /**
   * As the other method, from another state than the one in which the thread stopped.
   *
   * @param state a word of {@link SealingState}
   * @throws OperatorException BAD_VALUE if it is none
   */
  public boolean resume(int position, String state) {
    String word = SealingState.require(state);
    confirm("resume thread " + position + " of the worker at " + getEndpoint() + " from " + word);
    return numbered(position, () -> client.call("WorkerResume", position, word)).asBoolean();
  }

  /** Sets a variable in the environment of the worker's process, until it ends. */
  public void setEnv(String name, String value) {
    confirm("set " + name + " in the environment of the worker at " + getEndpoint());
    client.call("WorkerSetEnv", name, value);
  }

  /** Removes a variable from the environment of the worker's process. */
  public void removeEnv(String name) {
    confirm("remove " + name + " from the environment of the worker at " + getEndpoint());
    client.call("WorkerRemoveEnv", name);
  }

  /**
   * Any method, by its name without {@code VenusWorker.}; JSON's null where it answers nothing.
   *
   * @throws io.sectorsh.migration.RefusedException if it may change something and the session may
   *     not
   */
  public JsonNode call(String method, @Nullable Object... params) {
    String name =
        method.startsWith("VenusWorker.") ? method.substring("VenusWorker.".length()) : method;
    if (READS.contains(name)) {
      return client.read(name, params);
    }
    confirm("call " + name + " of the worker at " + getEndpoint());
    return client.call(name, params);
  }

  /** What was there before is not known, and what comes of it does not come back. */
  private void confirm(String change) {
    guard.requireConfirmed(change, Optional.empty());
  }

  /** A worker says with the code for wrong parameters that it has no such thread. */
  private JsonNode numbered(int position, Supplier<JsonNode> call) {
    try {
      return call.get();
    } catch (RpcRejectedException rejected) {
      if (rejected.getRejection().code() == INVALID_PARAMS
          && rejected.getRejection().message().endsWith("not found")) {
        throw new OperatorException(
            ErrorCode.NOT_FOUND,
            "the worker has no thread at position " + position,
            getEndpoint().toString(),
            "damocles.workers lists the threads of all workers.",
            rejected);
      }
      throw rejected;
    }
  }

  @Override
  public String toString() {
    return "damocles worker at " + getEndpoint();
  }
}
