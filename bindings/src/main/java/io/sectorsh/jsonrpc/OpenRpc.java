package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The methods that a daemon offers, by its own OpenRPC document (open-rpc.org; lotus' {@code
 * Filecoin.Discover}). Of a document of megabytes only names, types and purposes are kept.
 */
public final class OpenRpc {
  private final Map<String, MethodHelp> methods;

  private OpenRpc(Map<String, MethodHelp> methods) {
    this.methods = methods;
  }

  static OpenRpc of(JsonNode document) {
    Map<String, MethodHelp> methods = new TreeMap<>();
    for (JsonNode method : document.path("methods")) {
      MethodHelp help = MethodHelp.of(method);
      methods.put(help.name(), help);
    }
    return new OpenRpc(java.util.Collections.unmodifiableMap(methods));
  }

  /** All methods, by name without prefix. */
  public Map<String, MethodHelp> methods() {
    return methods;
  }

  /** A method, by name without prefix in any case. */
  public Optional<MethodHelp> method(String name) {
    MethodHelp exact = methods.get(name);
    return exact != null
        ? Optional.of(exact)
        : methods.values().stream().filter(m -> m.name().equalsIgnoreCase(name)).findFirst();
  }
}
