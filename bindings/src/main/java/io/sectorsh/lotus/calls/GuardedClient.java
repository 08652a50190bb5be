package io.sectorsh.lotus.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.NamedMethods;
import io.sectorsh.migration.ChangeGuard;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls any method of a daemon by name, and asks the session first where it may change something.
 */
public record GuardedClient(
    JsonRpcClient client, ChangeGuard guard, Predicate<String> reads, BeforeChange before) {
  private static final String PREFIX = "Filecoin.";

  /** What a daemon knows of a call that may change something, before it is sent. */
  public interface BeforeChange {
    /** Nothing. */
    BeforeChange NOTHING = new BeforeChange() {};

    /** What a plan can hold in its place, as it is typed; empty if nothing. */
    default Optional<String> plannedForm(String method, @Nullable Object... params) {
      return Optional.empty();
    }

    /** Throws if something does not hold that must. */
    default void check(String method, @Nullable Object... params) {}
  }

  /** The same with more time for an answer. */
  public GuardedClient patient(Duration longest) {
    return new GuardedClient(client.patient(longest), guard, reads, before);
  }

  /** All methods by their names, for people who type them. */
  public NamedMethods methods() {
    return new NamedMethods(client, this::named);
  }

  /** A call of a name that a person typed: a wrong one is told before anything else. */
  public JsonNode named(String method, @Nullable Object... params) {
    return methods().named(method, () -> call(method, params));
  }

  /** Calls a method, by its name with or without {@code Filecoin.}, if the session allows it. */
  public JsonNode call(String method, @Nullable Object... params) {
    String name = method.startsWith(PREFIX) ? method.substring(PREFIX.length()) : method;
    if (reads.test(name)) {
      return client.read(name, params);
    }
    String change = "call " + name + " of the " + client.getEndpoint().getService().label();
    String whole = change + " at " + client.getEndpoint();
    Optional<String> planned = before.plannedForm(name, params);
    guard.requireApply(whole, planned);
    before.check(name, params);
    guard.requireConfirmed(whole, planned);
    return client.call(name, params);
  }
}
