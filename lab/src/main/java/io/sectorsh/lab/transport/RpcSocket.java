package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * JSON-RPC as lotus and damocles speak it over a WebSocket: calls, and channels that a client may
 * cancel.
 */
public final class RpcSocket implements SocketDoor.Talk {
  /** Values that come one after another. */
  public interface Source {
    /** How many parameters the method has; any other number is a call that fails. */
    int parameters();

    /** Begins anew for each subscriber. */
    Feed open(JsonNode parameters);
  }

  /** The values of one subscriber. */
  public interface Feed {
    /** The next value if there is one now. */
    Optional<JsonNode> next();

    /** Whether there will be no further one. */
    default boolean isOver() {
      return false;
    }

    /** There is nobody left who listens. */
    default void close() {}
  }

  private static final Duration LOOK = Duration.ofMillis(100);

  private final SocketCalls calls;
  private final Map<String, Source> sources;

  /**
   * @param calls answers what is no subscription
   * @param sources by the full name of the method that subscribes
   */
  public RpcSocket(SocketCalls calls, Map<String, Source> sources) {
    this.calls = calls;
    this.sources = Map.copyOf(sources);
  }

  @Override
  public int admit(HttpRequestText request) {
    return calls.admit(request);
  }

  @Override
  public void talk(HttpRequestText request, SocketFrames frames) throws IOException {
    Map<Long, Thread> feeding = new ConcurrentHashMap<>();
    AtomicLong channels = new AtomicLong();
    try {
      for (Optional<String> text = frames.read(); text.isPresent(); text = frames.read()) {
        answer(request, text.get(), frames, feeding, channels);
      }
    } finally {
      feeding.values().forEach(Thread::interrupt);
    }
  }

  private void answer(
      HttpRequestText request,
      String text,
      SocketFrames frames,
      Map<Long, Thread> feeding,
      AtomicLong channels)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    JsonNode call = GoJson.first(body).orElseGet(GoJson::object);
    String method = call.path("method").asText();
    Optional<Source> source =
        Optional.ofNullable(sources.get(method))
            .filter(one -> one.parameters() == call.path("params").size());
    if (method.equals("xrpc.cancel")) {
      Thread feeder = feeding.remove(call.path("params").path(0).asLong());
      if (feeder != null) {
        feeder.interrupt();
      }
    } else if (source.isPresent()) {
      long channel = channels.incrementAndGet();
      frames.write(GoJson.write(calls.begun(call.path("id"), channel)));
      Thread feeder =
          new Thread(
              () -> feed(source.get().open(call.path("params")), channel, frames), "lab-feed");
      feeder.setDaemon(true);
      feeding.put(call.path("id").asLong(), feeder);
      feeder.start();
    } else {
      HttpReply reply =
          calls.apply(
              new HttpRequestText(
                  "POST",
                  request.path(),
                  request.query(),
                  request.authorization(),
                  request.contentType(),
                  body));
      if (reply.body().length > 0) {
        frames.write(new String(reply.body(), StandardCharsets.UTF_8).strip());
      }
    }
  }

  private static void feed(Feed feed, long channel, SocketFrames frames) {
    try {
      while (!Thread.currentThread().isInterrupted() && !feed.isOver()) {
        Optional<JsonNode> value = feed.next();
        if (value.isPresent()) {
          frames.write(GoJson.write(message("xrpc.ch.val", channel, value.get())));
        } else {
          Thread.sleep(LOOK.toMillis());
        }
      }
      end(channel, frames);
    } catch (InterruptedException cancelled) {
      end(channel, frames);
    } catch (IOException gone) {
      // Nobody listens any longer.
    } finally {
      feed.close();
    }
  }

  private static void end(long channel, SocketFrames frames) {
    try {
      ObjectNode message = GoJson.object().put("jsonrpc", "2.0").put("method", "xrpc.ch.close");
      message.putArray("params").add(channel);
      frames.write(GoJson.write(message));
    } catch (IOException gone) {
      // Nobody listens any longer.
    }
  }

  private static ObjectNode message(String method, long channel, JsonNode value) {
    ObjectNode message = GoJson.object().put("jsonrpc", "2.0").put("method", method);
    message.putArray("params").add(channel).add(value);
    return message;
  }
}
