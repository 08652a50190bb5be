package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcRejection;
import io.sectorsh.migration.ChangeGuard;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the typed methods of a manager are called: what reads is tried again when a connection
 * breaks; what changes is sent once, and only if the session may change something.
 */
record ManagerCalls(JsonRpcClient client, ChangeGuard guard) {
  private static final int SECTOR_STATE_NOT_FOUND = 11001;
  private static final int FAILED = 1;

  ManagerCalls patient(Duration longest) {
    return new ManagerCalls(client.patient(longest), guard);
  }

  /** The answer, JSON's null where there is none; what is not there is NOT_FOUND. */
  JsonNode read(String method, @Nullable Object... params) {
    return named(() -> client.read(method, params));
  }

  /** The answer; empty if it is null, or if the manager says that it does not know the thing. */
  Optional<JsonNode> find(String method, @Nullable Object... params) {
    try {
      return Optional.of(client.read(method, params)).filter(json -> !json.isNull());
    } catch (RpcRejectedException rejected) {
      if (isNotFound(rejected.getRejection())) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  JsonNode change(String method, @Nullable Object... params) {
    requireConfirmed(method, params);
    return named(() -> client.call(method, params));
  }

  void requireConfirmed(String method, @Nullable Object... params) {
    guard.requireConfirmed(words(method), PlannedForms.formOf(method, params));
  }

  void requireApply(String method) {
    guard.requireApply(words(method));
  }

  private String words(String method) {
    return "call " + method + " of damocles at " + client.getEndpoint();
  }

  private static JsonNode named(Supplier<JsonNode> call) {
    try {
      return call.get();
    } catch (RpcRejectedException rejected) {
      throw isNotFound(rejected.getRejection()) ? notFound(rejected) : rejected;
    }
  }

  private static OperatorException notFound(RpcRejectedException rejected) {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        rejected.what(),
        rejected.where(),
        "Look which store the sector is in: damocles.sector(NUMBER).",
        rejected);
  }

  /** Two kinds of methods say the same differently. */
  private static boolean isNotFound(RpcRejection rejection) {
    return rejection.code() == SECTOR_STATE_NOT_FOUND
        || (rejection.code() == FAILED && rejection.message().endsWith("key not found"));
  }
}
