package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The methods of one API under one namespace, and the checks that go-jsonrpc makes before a call.
 */
public final class RpcTable {
  private final String namespace;
  private final Map<String, RpcMethod> methods = new ConcurrentHashMap<>();

  /** An empty table; its methods are called with the namespace and a dot before their names. */
  public RpcTable(String namespace) {
    this.namespace = namespace;
  }

  /** Adds a method that needs no more than the read permission. */
  public void read(String name, RpcMethod.Handler handler, ParameterType... parameters) {
    add(name, Permission.READ, handler, parameters);
  }

  /** Enters a method that needs the permission to administer. */
  public void admin(String name, RpcMethod.Handler handler, ParameterType... parameters) {
    add(name, Permission.ADMIN, handler, parameters);
  }

  /** Enters a method that needs a permission. */
  public void add(
      String name, Permission needed, RpcMethod.Handler handler, ParameterType... parameters) {
    methods.put(namespace + "." + name, new RpcMethod(name, needed, List.of(parameters), handler));
  }

  /**
   * Enters the method Discover, which tells of all methods that are in the table when it is asked.
   */
  public void offerDiscovery(String title) {
    read("Discover", none -> document(title));
  }

  private JsonNode document(String title) {
    ObjectNode document = GoJson.object().put("openrpc", "1.2.6");
    document.set("info", GoJson.object().put("title", title).put("version", "1.5.0"));
    ArrayNode all = document.putArray("methods");
    new TreeMap<>(methods).forEach((name, method) -> all.add(described(name, method)));
    return document;
  }

  private static ObjectNode described(String name, RpcMethod method) {
    ObjectNode json = GoJson.object().put("name", name).put("summary", "");
    json.put("description", "needs the permission " + method.permission().word());
    ArrayNode params = json.putArray("params");
    for (ParameterType type : method.parameters()) {
      ObjectNode param = GoJson.object().put("name", "p" + (params.size() + 1));
      param.put("description", type.goName()).put("summary", "");
      param.put("required", true).set("schema", GoJson.object().put("title", type.goName()));
      params.add(param);
    }
    json.put("paramStructure", "by-position");
    json.set("result", GoJson.object().put("name", "").put("description", ""));
    return json;
  }

  /**
   * Calls what a request names.
   *
   * @throws RpcFault for an answer that is an error
   */
  JsonNode call(JsonNode request, Permission granted) {
    String name = request.path("method").asText();
    RpcMethod method = methods.get(name);
    if (method == null) {
      throw new RpcFault(RpcFault.NO_SUCH_METHOD, "method '" + name + "' not found");
    }
    Parameters parameters = checked(name, method, request.path("params"));
    if (!granted.includes(method.permission())) {
      throw RpcFault.application(
          "missing permission to invoke '%s' (need '%s')"
              .formatted(method.name(), method.permission().word()));
    }
    try {
      return method.handler().call(parameters);
    } catch (RpcFault answer) {
      throw answer;
    } catch (RuntimeException unforeseen) {
      throw RpcFault.panic(name);
    }
  }

  private static Parameters checked(String name, RpcMethod method, JsonNode given) {
    JsonNode array = given.isMissingNode() || given.isNull() ? noParameters() : given;
    if (!array.isArray()) {
      throw new RpcFault(
          RpcFault.NOT_DECODABLE,
          "unmarshaling param array: json: cannot unmarshal "
              + (array.isObject() ? "object" : array.isTextual() ? "string" : "number")
              + " into Go value of type []jsonrpc.param");
    }
    List<ParameterType> types = method.parameters();
    if (array.size() != types.size()) {
      throw new RpcFault(
          RpcFault.WRONG_PARAMETER_COUNT,
          "wrong param count (method '%s'): %d != %d".formatted(name, array.size(), types.size()));
    }
    for (int index = 0; index < types.size(); index++) {
      Optional<String> wrong = types.get(index).complaint(array.get(index));
      if (wrong.isPresent()) {
        throw new RpcFault(
            RpcFault.NOT_DECODABLE,
            "unmarshaling params for '%s' (param: *%s): %s"
                .formatted(name, types.get(index).goName(), wrong.get()));
      }
    }
    return new Parameters(array);
  }

  private static JsonNode noParameters() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
