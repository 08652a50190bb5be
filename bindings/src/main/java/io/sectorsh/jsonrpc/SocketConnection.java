package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** One WebSocket: who waits for which answer, and which channel feeds which subscription. */
final class SocketConnection extends WebSocketListener {
  private static final int GOING_AWAY = 1001;

  private final CallSite opening;
  private final Progress progress;
  private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
  private final Map<Integer, PendingCall> pending = new ConcurrentHashMap<>();
  private final Map<Long, Subscription> channels = new ConcurrentHashMap<>();
  private volatile @Nullable Function<CallSite, OperatorException> broken;

  SocketConnection(CallSite opening, Progress progress) {
    this.opening = opening;
    this.progress = progress;
  }

  CompletableFuture<WebSocket> opened() {
    return opened;
  }

  /** Sends a request whose answer is then waited for. */
  void send(WebSocket socket, int id, PendingCall call, String request) {
    pending.put(id, call);
    Function<CallSite, OperatorException> failure = broken;
    if (failure != null || !socket.send(request)) {
      pending.remove(id);
      throw failure != null
          ? failure.apply(call.site())
          : call.site().unreachable("the connection is closed", null);
    }
  }

  /**
   * Lets go of a call or a subscription and tells the other side. Never in the middle of {@link
   * #answered}, when a call is no longer waited for and its channel not yet known.
   */
  synchronized void cancel(WebSocket socket, int id, Optional<Subscription> subscription) {
    boolean known = pending.remove(id) != null;
    if (subscription.isPresent()) {
      known |= channels.values().remove(subscription.get());
    }
    if (known && broken == null) {
      socket.send(Envelope.cancellation(id));
    }
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    opened.complete(socket);
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    JsonNode message;
    try {
      message = Json.MAPPER.readTree(text);
    } catch (IOException malformed) {
      // Without the cause: its text repeats what was read, which may be the token.
      breakOff(site -> site.badAnswer("what came over the WebSocket is not JSON", null));
      socket.cancel();
      return;
    }
    try {
      take(message);
    } catch (InterruptedException stop) {
      socket.cancel();
    }
  }

  private void take(JsonNode message) throws InterruptedException {
    String method = message.path("method").asText();
    JsonNode params = message.path("params");
    if (method.equals("xrpc.ch.val")) {
      Subscription subscription = channels.get(params.path(0).longValue());
      if (subscription != null) {
        subscription.queue().put(params.path(1));
      }
    } else if (method.equals("xrpc.ch.close")) {
      Subscription subscription = channels.remove(params.path(0).longValue());
      if (subscription != null) {
        subscription.queue().end(null);
      }
    } else if (method.isEmpty()) {
      answered(message);
    }
  }

  private synchronized void answered(JsonNode message) {
    PendingCall call = pending.remove(message.path("id").intValue());
    if (call == null) {
      return;
    }
    JsonNode error = message.path("error");
    JsonNode result = message.path("result");
    if (!error.isMissingNode() && !error.isNull()) {
      call.fail(call.site().rejected(RpcRejection.of(error, 200, call.site().endpoint())));
    } else if (call.channel().isPresent() && !result.isIntegralNumber()) {
      call.fail(call.site().badAnswer("the method answers no channel to listen to", null));
    } else {
      call.channel().ifPresent(channel -> register(result.longValue(), channel));
      call.result()
          .complete(result.isMissingNode() ? Json.MAPPER.getNodeFactory().nullNode() : result);
    }
  }

  private void register(long number, Subscription channel) {
    channels.put(number, channel);
    Function<CallSite, OperatorException> failure = broken;
    if (failure != null) {
      channel.queue().end(failure.apply(channel.site()));
    }
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    socket.close(GOING_AWAY, null);
    breakOff(site -> site.cutOff("the other side closed the connection", null));
  }

  @Override
  public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
    if (opened.isDone()) {
      breakOff(site -> site.cutOff("the connection broke", failure));
    } else {
      opened.completeExceptionally(refusal(failure, response));
    }
  }

  private OperatorException refusal(Throwable failure, @Nullable Response response) {
    if (response == null) {
      return progress.failure(opening, failure);
    }
    int status = response.code();
    if (status == 401 || status == 403) {
      return opening.notAuthorized(status);
    }
    return status == 502 || status == 503 || status == 504
        ? opening.unreachable("a gateway in between answers HTTP " + status, null)
        : opening.badAnswer("no WebSocket is served at this path (HTTP " + status + ")", null);
  }

  /** Everybody who waits learns that nothing will come. */
  void breakOff(Function<CallSite, OperatorException> failure) {
    broken = failure;
    pending.values().forEach(call -> call.fail(failure.apply(call.site())));
    pending.clear();
    channels.values().forEach(channel -> channel.queue().end(failure.apply(channel.site())));
    channels.clear();
  }
}
