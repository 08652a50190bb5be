package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
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
  private final Attempts attempts;
  private final List<RpcEndpoint> endpoints;
  private final RpcLimits limits;
  private final Envelope envelope = new Envelope();

  /** A client with the usual limits. */
  public JsonRpcClient(RpcEndpoint endpoint) {
    this(endpoint, RpcLimits.DEFAULT);
  }

  /** A client with limits of its own. */
  public JsonRpcClient(RpcEndpoint endpoint, RpcLimits limits) {
    this(List.of(endpoint), limits);
  }

  /** A client of a daemon that has several addresses: the next is asked when one is gone. */
  public JsonRpcClient(List<RpcEndpoint> endpoints, RpcLimits limits) {
    this.endpoints = List.copyOf(endpoints);
    this.limits = limits;
    this.attempts = new Attempts(endpoints, limits, new Random());
  }

  /** The same client with another time for a whole answer, for methods that work long. */
  public JsonRpcClient patient(Duration longest) {
    return new JsonRpcClient(endpoints, limits.withAnswer(longest));
  }

  /** A new WebSocket to the same daemon, for methods that send values one after another. */
  public JsonRpcSocket socket() {
    return new JsonRpcSocket(getEndpoint(), limits);
  }

  /** What is called; of several addresses the one that answered last. */
  public RpcEndpoint getEndpoint() {
    return attempts.endpoint();
  }

  /** Calls once, whatever happens: for methods that change something, and for unknown ones. */
  public JsonNode call(String method, @Nullable Object... params) {
    return attempts.make(method, false, site -> once(site, params));
  }

  /** Calls a method that changes nothing; tries again when the connection breaks. */
  public JsonNode read(String method, @Nullable Object... params) {
    return attempts.make(method, true, site -> once(site, params));
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
    return Rows.of(rowType, () -> attempts.make(method, true, site -> open(site, decode, params)));
  }

  /**
   * Calls a method that changes nothing once for each of many keys, several at a time and several
   * in a request, and gives the answers in the order of the keys as they come. What is kept in
   * memory depends on the limits only. A call that fails is an answer with its failure; the pass
   * fails when the daemon is gone or refuses the token. Closing the pass or interrupting its thread
   * cancels what is under way.
   *
   * @param keys opened anew for each pass
   * @param params of the call about a key
   */
  public <K> Supplier<RowCursor<BulkAnswer<K>>> bulk(
      String method,
      Supplier<? extends Iterator<? extends K>> keys,
      Function<? super K, @Nullable Object[]> params,
      BulkLimits bulk) {
    return () ->
        new BulkCursor<K>(keys.get(), batch -> answers(method, new Batch<>(batch, params)), bulk);
  }

  /** A request that fails as a whole is taken apart, so that one bad call does not hide others. */
  private <K> List<BulkAnswer<K>> answers(String method, Batch<K> batch) {
    try {
      return attempts.make(method, true, site -> batchOnce(site, batch));
    } catch (OperatorException failure) {
      if (!isOfOneCall(failure)) {
        throw failure;
      }
      return batch.keys().stream().map(key -> single(method, key, batch.params())).toList();
    }
  }

  private <K> BulkAnswer<K> single(
      String method, K key, Function<? super K, @Nullable Object[]> params) {
    try {
      return BulkAnswer.of(key, read(method, params.apply(key)));
    } catch (OperatorException failure) {
      if (!isOfOneCall(failure)) {
        throw failure;
      }
      return BulkAnswer.failed(key, failure);
    }
  }

  private static boolean isOfOneCall(OperatorException failure) {
    return switch (failure.code()) {
      case UNREACHABLE, NOT_AUTHORIZED -> false;
      default -> true;
    };
  }

  private <K> List<BulkAnswer<K>> batchOnce(CallSite site, Batch<K> batch) {
    Exchange exchange = exchange(site, false, batch.request(site));
    return batch.answers(site, Answer.body(exchange, exchange.start(), limits.answerBytes()));
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
    Exchange exchange =
        exchange(site, streaming, Envelope.request(site, envelope.nextId(), params));
    return new Answer(
        exchange, exchange.start(), streaming ? limits.elementBytes() : limits.answerBytes());
  }

  private Exchange exchange(CallSite site, boolean streaming, byte[] body) {
    RpcEndpoint endpoint = site.endpoint();
    Progress progress = new Progress(limits, streaming);
    Request.Builder request =
        new Request.Builder()
            .url(endpoint.requestUrl())
            .tag(Progress.class, progress)
            .post(new CallBody(body));
    endpoint.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    OkHttpClient http = HttpTransport.with(limits, streaming);
    return new Exchange(site, progress, http.newCall(request.build()));
  }

  /** The endpoint, without its token. */
  @Override
  public String toString() {
    return getEndpoint().toString();
  }
}
