package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call over a WebSocket that waits for its answer.
 *
 * @param site how it is named in failures
 * @param channel what takes the values, if the answer is to be the number of a channel
 * @param result the answer
 */
record PendingCall(
    CallSite site, Optional<Subscription> channel, CompletableFuture<JsonNode> result) {

  PendingCall(CallSite site, Optional<Subscription> channel) {
    this(site, channel, new CompletableFuture<>());
  }

  /**
   * Waits for the answer.
   *
   * @param givenUp what to do when it is not waited for any longer
   */
  JsonNode await(Duration longest, Runnable givenUp) {
    try {
      return result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      givenUp.run();
      throw CallInterruptedException.of(site);
    } catch (TimeoutException late) {
      givenUp.run();
      throw site.late(longest, late);
    } catch (ExecutionException failed) {
      Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
      throw cause instanceof OperatorException failure
          ? failure
          : site.cutOff("the connection broke", cause);
    }
  }

  void fail(OperatorException failure) {
    result.completeExceptionally(failure);
  }
}
