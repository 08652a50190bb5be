package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.NearNames;
import io.sectorsh.errors.OperatorException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every method of a daemon by its name, as in {@code lotus.miner.rpc.SectorsSummary()}, with what
 * the daemon itself says of it.
 *
 * <p>Immutable; failures are those of {@link JsonRpcClient}; calls that may change something ask
 * the session first, as {@code call} of the same daemon does.
 */
public final class NamedMethods {
  /** Carries a call out, with all checks that its daemon needs. */
  public interface Caller {
    /** The result; JSON's null for none. */
    JsonNode call(String method, @Nullable Object... params);
  }

  private static final Duration SOON = Duration.ofSeconds(2);

  private final JsonRpcClient client;
  private final Caller caller;
  private final Map<String, MethodHelp> listed;

  /** The methods of the client's daemon, called by the caller. */
  public NamedMethods(JsonRpcClient client, Caller caller) {
    this(client, caller, List.of());
  }

  /**
   * The methods of a daemon that does not tell what it offers.
   *
   * @param listed those that are known otherwise; others can be called all the same
   */
  public NamedMethods(JsonRpcClient client, Caller caller, List<MethodHelp> listed) {
    this.client = client;
    this.caller = caller;
    Map<String, MethodHelp> byName = new LinkedHashMap<>();
    listed.forEach(method -> byName.put(method.name(), method));
    this.listed = Collections.unmodifiableMap(byName);
  }

  /**
   * Groovy's way to call what is no method of a class: {@code rpc.StateMinerInfo('f01000', null)}.
   *
   * @return maps, lists, texts, numbers, truth values; null for none
   */
  public @Nullable Object methodMissing(String name, @Nullable Object params) {
    @Nullable Object[] list =
        params instanceof Object[] several ? several : new @Nullable Object[] {params};
    return plain(call(name, list));
  }

  /** Calls a method by its name, with or without the prefix. */
  public JsonNode call(String name, @Nullable Object... params) {
    return caller.call(name, params);
  }

  /** All methods that the daemon offers, by name. */
  public Map<String, MethodHelp> getMethods() {
    return listed.isEmpty() ? Discovery.of(client).methods() : listed;
  }

  /** The names of the methods, if the daemon tells them within a while; else none for now. */
  public List<MethodHelp> known(Duration longest) {
    if (!listed.isEmpty()) {
      return List.copyOf(listed.values());
    }
    return Discovery.within(client, longest)
        .map(document -> List.copyOf(document.methods().values()))
        .orElse(List.of());
  }

  /**
   * What the daemon says of a method.
   *
   * @throws OperatorException NOT_FOUND if it has no such method
   */
  public MethodHelp help(String name) {
    String bare = name.substring(name.indexOf('.') + 1);
    return find(bare)
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "it offers no method " + bare,
                    client.toString(),
                    "See rpc.methods for all that it offers."));
  }

  /**
   * Makes a call of a name that a person typed: where it is not made, a wrong name is told rather
   * than what a guard has to say of it. What the daemon itself says of the name comes out as it is.
   *
   * @throws OperatorException NOT_FOUND with what was meant
   */
  public <T> T named(String name, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException failure) {
      if (!(failure instanceof OperatorException)) {
        requireKnown(name);
      }
      throw failure;
    }
  }

  private void requireKnown(String name) {
    String bare = name.substring(name.indexOf('.') + 1);
    List<String> offered = known(SOON).stream().map(MethodHelp::name).toList();
    if (offered.isEmpty() || offered.contains(bare)) {
      return;
    }
    List<String> near = NearNames.of(bare, offered);
    if (near.isEmpty() && !listed.isEmpty()) {
      return; // The daemon may be newer than the list.
    }
    throw new OperatorException(
        ErrorCode.NOT_FOUND,
        "it offers no method " + bare,
        client.toString(),
        near.isEmpty()
            ? "See rpc.methods for all that it offers."
            : "Did you mean " + String.join(" or ", near) + "?");
  }

  private Optional<MethodHelp> find(String bare) {
    if (listed.isEmpty()) {
      return Discovery.of(client).method(bare);
    }
    return listed.values().stream().filter(one -> one.name().equalsIgnoreCase(bare)).findFirst();
  }

  private @Nullable Object plain(JsonNode result) {
    try {
      return Json.MAPPER.treeToValue(result, Object.class);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "methods of " + client;
  }
}
