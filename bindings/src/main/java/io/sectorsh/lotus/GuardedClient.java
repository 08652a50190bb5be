package io.sectorsh.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.migration.ChangeGuard;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls any method of a daemon by name, and asks the session first where it may change something.
 */
record GuardedClient(JsonRpcClient client, ChangeGuard guard, Predicate<String> reads) {
  private static final String PREFIX = "Filecoin.";

  static GuardedClient of(RpcEndpoint endpoint, ChangeGuard guard, Predicate<String> reads) {
    return new GuardedClient(new JsonRpcClient(endpoint), guard, reads);
  }

  GuardedClient patient(Duration longest) {
    return new GuardedClient(client.patient(longest), guard, reads);
  }

  JsonNode call(String method, @Nullable Object... params) {
    String name = method.startsWith(PREFIX) ? method.substring(PREFIX.length()) : method;
    if (reads.test(name)) {
      return client.read(name, params);
    }
    guard.requireApply(
        "call "
            + name
            + " of the "
            + client.getEndpoint().getService().label()
            + " at "
            + client.getEndpoint());
    return client.call(name, params);
  }
}
