package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * JSON-RPC as the control server of a damocles worker speaks it: no authentication, any path, JSON
 * only, batches, and 200 for every answer of a method.
 */
public final class WorkerTransport implements Function<HttpRequestText, HttpReply> {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int PARSE_ERROR = -32700;

  private final WorkerMethods methods;

  /** Answers with the methods of a worker. */
  public WorkerTransport(WorkerMethods methods) {
    this.methods = methods;
  }

  @Override
  public HttpReply apply(HttpRequestText request) {
    if (!request.method().equals("POST")) {
      return text(405, "Used HTTP Method is not allowed. POST or OPTIONS is required");
    }
    if (!request.contentType().startsWith("application/json")) {
      return text(
          415, "Supplied content type is not allowed. Content-Type: application/json is required");
    }
    Optional<JsonNode> call = GoJson.first(request.body());
    if (call.isEmpty()) {
      return json(failed(new RpcFault(PARSE_ERROR, "Parse error"), NullNode.instance));
    }
    if (call.get() instanceof ArrayNode batch) {
      ArrayNode answers = GoJson.array();
      batch.forEach(one -> answer(one).ifPresent(answers::add));
      return json(answers);
    }
    return answer(call.get())
        .map(WorkerTransport::json)
        .orElseGet(() -> new HttpReply(200, JSON, new byte[0]));
  }

  private static HttpReply text(int status, String text) {
    return new HttpReply(status, HttpReply.PLAIN, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static HttpReply json(JsonNode answer) {
    return new HttpReply(200, JSON, GoJson.line(answer));
  }

  private Optional<JsonNode> answer(JsonNode call) {
    JsonNode id = call.path("id");
    if (!call.path("jsonrpc").asText().equals("2.0")) {
      RpcFault fault =
          new RpcFault(RpcFault.INVALID_REQUEST, "Unsupported JSON-RPC protocol version");
      ObjectNode answer = failed(fault, id.isMissingNode() ? NullNode.instance : id);
      answer.remove("jsonrpc");
      return Optional.of(answer);
    }
    ObjectNode answer = result(call, id.isMissingNode() ? NullNode.instance : id);
    return id.isMissingNode() ? Optional.empty() : Optional.of(answer);
  }

  private ObjectNode result(JsonNode call, JsonNode id) {
    try {
      JsonNode params = call.path("params");
      JsonNode result =
          methods.call(call.path("method").asText(), params.isArray() ? params : GoJson.array());
      ObjectNode answer = GoJson.object().put("jsonrpc", "2.0");
      answer.set("result", result);
      return answer.set("id", id);
    } catch (RpcFault fault) {
      return failed(fault, id);
    }
  }

  private static ObjectNode failed(RpcFault fault, JsonNode id) {
    ObjectNode answer = GoJson.object().put("jsonrpc", "2.0");
    ObjectNode error = GoJson.object().put("code", fault.code()).put("message", fault.text());
    if (!fault.data().isEmpty()) {
      error.put("data", fault.data());
    }
    answer.set("error", error);
    return answer.set("id", id);
  }

  /** What a worker answers to. */
  public interface WorkerMethods {
    /**
     * Calls a method by its full name.
     *
     * @throws RpcFault for an answer that is an error
     */
    JsonNode call(String method, JsonNode params);
  }
}
