package io.sectorsh.jsonrpc;

import io.sectorsh.errors.OperatorException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks daemons what methods they offer, each once; in the background for those who can't wait. A
 * failure is forgotten, so that the next who asks tries again. Safe for use by several threads.
 */
final class Discovery {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Map<RpcEndpoint, CompletableFuture<OpenRpc>> KNOWN =
      new ConcurrentHashMap<>();

  private Discovery() {}

  /** What a daemon offers; asks it if it was not asked before. */
  static OpenRpc of(JsonRpcClient client) {
    CompletableFuture<OpenRpc> document = begin(client);
    try {
      return document.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      throw CallInterruptedException.of(site(client));
    } catch (TimeoutException late) {
      throw site(client).late(LONGEST, late);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof OperatorException failure
          ? failure
          : site(client).badAnswer("the document cannot be read", failed);
    }
  }

  /** What a daemon offers, if it is known within a while; it goes on being asked for. */
  static Optional<OpenRpc> within(JsonRpcClient client, Duration longest) {
    try {
      return Optional.of(begin(client).get(longest.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException | ExecutionException unknown) {
      return Optional.empty();
    }
  }

  private static CallSite site(JsonRpcClient client) {
    return CallSite.of(client.getEndpoint(), "Discover", true);
  }

  private static CompletableFuture<OpenRpc> begin(JsonRpcClient client) {
    RpcEndpoint endpoint = client.getEndpoint();
    return KNOWN.computeIfAbsent(
        endpoint,
        asked -> {
          CompletableFuture<OpenRpc> document = new CompletableFuture<>();
          Thread thread = new Thread(() -> ask(client, document), "rpc-discover");
          thread.setDaemon(true);
          thread.start();
          return document;
        });
  }

  private static void ask(JsonRpcClient client, CompletableFuture<OpenRpc> document) {
    RpcEndpoint endpoint = client.getEndpoint();
    try {
      document.complete(OpenRpc.of(client.read("Discover")));
    } catch (RuntimeException failure) {
      KNOWN.remove(endpoint, document);
      document.completeExceptionally(failure);
    }
  }
}
