package io.sectorsh.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.NamedMethods;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcLimits;
import io.sectorsh.migration.ChangeGuard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls any method of a daemon by name, and asks the session first where it may change something.
 */
record GuardedClient(
    JsonRpcClient client, ChangeGuard guard, Predicate<String> reads, BeforeChange before) {
  private static final String PREFIX = "Filecoin.";

  /** What must hold before a call that may change something is sent. */
  interface BeforeChange {
    /** Throws if it does not hold. */
    void check(String method, @Nullable Object... params);
  }

  static GuardedClient ofNode(List<RpcEndpoint> endpoints, ChangeGuard guard) {
    JsonRpcClient client = new JsonRpcClient(endpoints, RpcLimits.DEFAULT);
    return new GuardedClient(client, guard, ReadMethods::ofNode, (method, params) -> {});
  }

  static GuardedClient ofMiner(RpcEndpoint endpoint, ChangeGuard guard) {
    JsonRpcClient client = new JsonRpcClient(endpoint);
    return new GuardedClient(client, guard, ReadMethods::ofMiner, new SectorCheck(client)::check);
  }

  GuardedClient patient(Duration longest) {
    return new GuardedClient(client.patient(longest), guard, reads, before);
  }

  /** All methods by their names, for people who type them. */
  NamedMethods methods() {
    return new NamedMethods(client, this::named);
  }

  /** A call of a name that a person typed: a wrong one is told before anything else. */
  JsonNode named(String method, @Nullable Object... params) {
    return methods().named(method, () -> call(method, params));
  }

  JsonNode call(String method, @Nullable Object... params) {
    String name = method.startsWith(PREFIX) ? method.substring(PREFIX.length()) : method;
    if (reads.test(name)) {
      return client.read(name, params);
    }
    String change = "call " + name + " of the " + client.getEndpoint().getService().label();
    String whole = change + " at " + client.getEndpoint();
    Optional<String> planned = MinerChanges.formOf(name, params);
    guard.requireApply(whole, planned);
    before.check(name, params);
    guard.requireConfirmed(whole, planned);
    return client.call(name, params);
  }
}
