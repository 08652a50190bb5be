package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Calls the methods of one daemon over a WebSocket, and subscribes to those that answer with a
 * channel, as go-jsonrpc does it (websocket.go: {@code xrpc.ch.val}, {@code xrpc.ch.close}, {@code
 * xrpc.cancel}).
 *
 * <p>Failures are those of {@link JsonRpcClient}. It connects at the first call and never again:
 * once the connection broke every call fails, and its user opens another. Pings go out each 30 s,
 * and a connection whose ping is not answered until the next is broken. While the values of a
 * subscription are not read the answers behind them wait too, so calls that matter get a socket of
 * their own. Safe for use by several threads.
 */
public final class JsonRpcSocket implements AutoCloseable {
  private static final Duration PING = Duration.ofSeconds(30);
  private static final int NORMAL = 1000;

  private final RpcEndpoint endpoint;
  private final RpcLimits limits;
  private final Envelope envelope = new Envelope();
  private @Nullable SocketConnection connection;
  private @Nullable WebSocket socket;
  private boolean closed;

  /** A socket with the usual limits. */
  public JsonRpcSocket(RpcEndpoint endpoint) {
    this(endpoint, RpcLimits.DEFAULT);
  }

  /** A socket with limits of its own; {@link RpcLimits#answer} is the deadline of a call. */
  public JsonRpcSocket(RpcEndpoint endpoint, RpcLimits limits) {
    this.endpoint = Objects.requireNonNull(endpoint);
    this.limits = Objects.requireNonNull(limits);
  }

  /** Calls once; given up, it is cancelled on the other side as well. */
  public JsonNode call(String method, @Nullable Object... params) {
    CallSite site = CallSite.of(endpoint, method, false);
    return answer(site, envelope.nextId(), Optional.empty(), params);
  }

  /**
   * Listens to a method that answers with a channel.
   *
   * @throws OperatorException also REJECTED where the daemon answers with an error, BAD_ANSWER
   *     where it answers with anything but a channel
   */
  public Subscription subscribe(String method, @Nullable Object... params) {
    CallSite site = CallSite.of(endpoint, method, true);
    int id = envelope.nextId();
    AtomicReference<Runnable> cancel = new AtomicReference<>(() -> {});
    Subscription subscription = new Subscription(site, () -> cancel.get().run());
    cancel.set(() -> cancel(id, Optional.of(subscription)));
    answer(site, id, Optional.of(subscription), params);
    return subscription;
  }

  private JsonNode answer(
      CallSite site, int id, Optional<Subscription> channel, @Nullable Object[] params) {
    String request = Envelope.text(site, id, params);
    PendingCall call = new PendingCall(site, channel);
    SocketConnection open = connected(site);
    open.send(Objects.requireNonNull(webSocket()), id, call, request);
    return call.await(limits.answer(), () -> cancel(id, channel));
  }

  private synchronized void cancel(int id, Optional<Subscription> subscription) {
    if (connection != null && socket != null) {
      connection.cancel(socket, id, subscription);
    }
  }

  private synchronized @Nullable WebSocket webSocket() {
    return socket;
  }

  private SocketConnection connected(CallSite site) {
    SocketConnection open = open(site);
    PendingCall handshake = new PendingCall(site, Optional.empty(), handshake(open));
    try {
      handshake.await(limits.answer(), this::close);
    } catch (OperatorException failure) {
      close();
      throw failure;
    }
    return open;
  }

  private static CompletableFuture<JsonNode> handshake(SocketConnection open) {
    return open.opened().thenApply(ready -> Json.MAPPER.getNodeFactory().nullNode());
  }

  private synchronized SocketConnection open(CallSite site) {
    if (closed) {
      throw site.unreachable("the connection was closed here", null);
    }
    SocketConnection existing = connection;
    if (existing != null) {
      return existing;
    }
    Progress progress = new Progress(limits, true);
    SocketConnection opening = new SocketConnection(site, progress);
    Request.Builder request =
        new Request.Builder().url(endpoint.requestUrl()).tag(Progress.class, progress);
    endpoint.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    OkHttpClient http =
        HttpTransport.SHARED
            .newBuilder()
            .connectTimeout(limits.connect())
            .readTimeout(limits.answer())
            .pingInterval(PING)
            .build();
    connection = opening;
    socket = http.newWebSocket(request.build(), opening);
    return opening;
  }

  /** Closes the connection; calls and subscriptions that still wait fail. */
  @Override
  public synchronized void close() {
    closed = true;
    if (connection != null && socket != null) {
      connection.breakOff(site -> site.cutOff("the connection was closed here", null));
      if (!connection.opened().isDone() || !socket.close(NORMAL, null)) {
        socket.cancel();
      }
    }
  }

  /** The endpoint, without its token. */
  @Override
  public String toString() {
    return endpoint.toString();
  }
}
