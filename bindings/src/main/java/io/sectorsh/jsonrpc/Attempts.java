package io.sectorsh.jsonrpc;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Decides what is tried again and where.
 *
 * <p>A read is tried again when the connection broke or a gateway in between had no answer. What is
 * merely late is not: it would be late again. A daemon that refuses the connection is not asked
 * again either, since none comes back within a second, and who waits is to know at once. Then the
 * next address has its turn, if there are several: for a read after anything of the kind above, for
 * any other call only if nothing can have reached the daemon. The address that answered last is
 * asked first.
 */
final class Attempts {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final List<RpcEndpoint> endpoints;
  private final AtomicInteger active;
  private final int retries;
  private final Backoff backoff;

  Attempts(List<RpcEndpoint> endpoints, RpcLimits limits, RandomGenerator random) {
    this(endpoints, new AtomicInteger(), limits, random);
  }

  private Attempts(
      List<RpcEndpoint> endpoints, AtomicInteger active, RpcLimits limits, RandomGenerator random) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("no endpoint");
    }
    this.endpoints = List.copyOf(endpoints);
    this.active = active;
    this.retries = limits.retries();
    this.backoff = new Backoff(limits.pause(), LONGEST_PAUSE, random);
  }

  /** The address that is asked first. */
  RpcEndpoint endpoint() {
    return endpoints.get(active.get());
  }

  <T> T make(String method, boolean onlyReads, Function<CallSite, T> call) {
    int first = active.get();
    for (int turn = 0; ; turn++) {
      int at = (first + turn) % endpoints.size();
      CallSite site = CallSite.of(endpoints.get(at), method, onlyReads);
      try {
        T result = onlyReads ? retried(site, call) : call.apply(site);
        active.set(at);
        return result;
      } catch (OperatorException failure) {
        boolean elsewhere = isUnsent(failure) || (onlyReads && isBroken(failure));
        if (!elsewhere || turn + 1 >= endpoints.size()) {
          throw failure;
        }
      }
    }
  }

  private <T> T retried(CallSite site, Function<CallSite, T> call) {
    for (int retry = 0; ; retry++) {
      try {
        return call.apply(site);
      } catch (OperatorException failure) {
        if (!isBroken(failure) || retry >= retries) {
          throw failure;
        }
        HttpTransport.dropIdle();
        backoff.pause(site, retry);
      }
    }
  }

  /** Whether no connection was made. */
  private static boolean isUnsent(OperatorException failure) {
    return failure.code() == ErrorCode.UNREACHABLE && failure.getCause() != null;
  }

  private static boolean isBroken(OperatorException failure) {
    return switch (failure.code()) {
      case INTERRUPTED_ANSWER -> !(failure.getCause() instanceof InterruptedIOException);
      case UNREACHABLE -> failure.getCause() == null;
      default -> false;
    };
  }
}
