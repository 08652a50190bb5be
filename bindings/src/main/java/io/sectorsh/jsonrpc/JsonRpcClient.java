package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Calls the methods of one daemon over HTTP.
 *
 * <p>Failures are {@link OperatorException}s that name the method and the endpoint: UNREACHABLE,
 * NOT_AUTHORIZED, BAD_ANSWER, INTERRUPTED_ANSWER, and REJECTED, which is an {@link
 * RpcRejectedException} with the daemon's own code. Interrupting the calling thread cancels the
 * call at once and throws {@link CallInterruptedException}.
 *
 * <p>Method names may leave the service's prefix out. Parameters are positional, and each is
 * anything that Jackson can write. Safe for use by several threads; nothing is opened before the
 * first call.
 */
public final class JsonRpcClient {
  private final RpcEndpoint endpoint;
  private final RpcLimits limits;
  private final Envelope envelope = new Envelope();

  /** A client with the usual limits. */
  public JsonRpcClient(RpcEndpoint endpoint) {
    this(endpoint, RpcLimits.DEFAULT);
  }

  /** A client with limits of its own. */
  public JsonRpcClient(RpcEndpoint endpoint, RpcLimits limits) {
    this.endpoint = Objects.requireNonNull(endpoint);
    this.limits = Objects.requireNonNull(limits);
  }

  /** The same client with another time for a whole answer, for methods that work long. */
  public JsonRpcClient patient(Duration longest) {
    return new JsonRpcClient(endpoint, limits.withAnswer(longest));
  }

  /** A new WebSocket to the same daemon, for methods that send values one after another. */
  public JsonRpcSocket socket() {
    return new JsonRpcSocket(endpoint, limits);
  }

  /** What is called. */
  public RpcEndpoint getEndpoint() {
    return endpoint;
  }

  /** Calls once, whatever happens: for methods that change something, and for unknown ones. */
  public JsonNode call(String method, @Nullable Object... params) {
    return once(site(method, false), params);
  }

  /** Calls a method that changes nothing; tries again when the connection breaks. */
  public JsonNode read(String method, @Nullable Object... params) {
    CallSite site = site(method, true);
    return retrying(site, () -> once(site, params));
  }

  /**
   * The elements of a list that a method answers, each decoded as its bytes arrive; a null answer
   * is an empty list. Each pass is a call of its own, tried again only until its list has begun.
   *
   * @param rowType what decode makes
   */
  public <T> Rows<T> list(
      Class<T> rowType,
      Function<? super JsonNode, ? extends T> decode,
      String method,
      @Nullable Object... params) {
    CallSite site = site(method, true);
    return Rows.of(rowType, () -> retrying(site, () -> open(site, decode, params)));
  }

  private CallSite site(String method, boolean onlyReads) {
    return new CallSite(endpoint.getService().qualified(method), endpoint, onlyReads);
  }

  private JsonNode once(CallSite site, @Nullable Object[] params) {
    try (Answer answer = send(site, false, params)) {
      return answer.result();
    }
  }

  private <T> RowCursor<T> open(
      CallSite site, Function<? super JsonNode, ? extends T> decode, @Nullable Object[] params) {
    Answer answer = send(site, true, params);
    try {
      return new ListCursor<>(answer, decode);
    } catch (RuntimeException failure) {
      answer.close();
      throw failure;
    }
  }

  private Answer send(CallSite site, boolean streaming, @Nullable Object[] params) {
    Progress progress = new Progress(limits, streaming);
    Request.Builder request =
        new Request.Builder()
            .url(endpoint.requestUrl())
            .tag(Progress.class, progress)
            .post(new CallBody(Envelope.request(site, envelope.nextId(), params)));
    endpoint.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    OkHttpClient http = HttpTransport.with(limits, streaming);
    Exchange exchange = new Exchange(site, progress, http.newCall(request.build()));
    return new Answer(
        exchange, exchange.start(), streaming ? Long.MAX_VALUE : limits.answerBytes());
  }

  private <T> T retrying(CallSite site, Supplier<T> attempt) {
    for (int retry = 0; ; retry++) {
      try {
        return attempt.get();
      } catch (OperatorException failure) {
        if (!isBroken(failure) || retry >= limits.retries()) {
          throw failure;
        }
        pause(site, limits.pause().toMillis() << retry);
      }
    }
  }

  /** Whether the connection broke; an answer that is merely late would be late again. */
  private static boolean isBroken(OperatorException failure) {
    return failure.code() == ErrorCode.INTERRUPTED_ANSWER
        && !(failure.getCause() instanceof InterruptedIOException);
  }

  private static void pause(CallSite site, long milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException stop) {
      throw CallInterruptedException.of(site);
    }
  }

  /** The endpoint, without its token. */
  @Override
  public String toString() {
    return endpoint.toString();
  }
}
