package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** JSON-RPC as lotus and lotus-miner speak it: tokens, batches, members in alphabetic order. */
public final class LotusTransport implements SocketCalls {
  private static final String JSON = "application/json";
  private static final String BEARER = "Bearer ";

  private final RpcTable methods;
  private final Set<String> paths;
  private final JsonWebTokens tokens;

  /** Answers with the methods of a table, on these paths only, to bearers of the tokens. */
  public LotusTransport(RpcTable methods, Set<String> paths, JsonWebTokens tokens) {
    this.methods = methods;
    this.paths = paths;
    this.tokens = tokens;
  }

  @Override
  public HttpReply apply(HttpRequestText request) {
    if (!paths.contains(request.path())) {
      return HttpReply.notFound();
    }
    return permission(request)
        .map(granted -> answer(request.body(), granted))
        .orElseGet(() -> HttpReply.empty(401));
  }

  @Override
  public ObjectNode begun(JsonNode id, long channel) {
    ObjectNode begun = GoJson.object().put("jsonrpc", "2.0");
    begun.set("id", id);
    return begun.put("result", channel);
  }

  @Override
  public int admit(HttpRequestText request) {
    if (!paths.contains(request.path())) {
      return 404;
    }
    return permission(request).isPresent() ? 101 : 401;
  }

  private Optional<Permission> permission(HttpRequestText request) {
    if (request.authorization().isPresent()) {
      String header = request.authorization().get();
      return header.startsWith(BEARER)
          ? tokens.verify(header.substring(BEARER.length()))
          : Optional.empty();
    }
    for (String pair : request.query().split("&", -1)) {
      if (pair.startsWith("token=")) {
        return tokens.verify(
            URLDecoder.decode(pair.substring("token=".length()), StandardCharsets.UTF_8));
      }
    }
    return Optional.of(Permission.READ);
  }

  private HttpReply answer(byte[] body, Permission granted) {
    String text = new String(body, StandardCharsets.UTF_8).trim();
    if (text.isEmpty()) {
      return invalid();
    }
    Optional<JsonNode> call = GoJson.first(body);
    if (call.isPresent() && text.startsWith("[") && text.endsWith("]")) {
      return batch(call.get(), granted);
    }
    return call.filter(JsonNode::isObject).map(one -> single(one, granted)).orElseGet(this::unread);
  }

  private HttpReply batch(JsonNode calls, Permission granted) {
    if (calls.isEmpty()) {
      return invalid();
    }
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    char separator = '[';
    for (JsonNode call : calls) {
      byte[] one = single(call, granted).body();
      if (one.length > 0) {
        answers.write(separator);
        answers.writeBytes(one);
        separator = ',';
      }
    }
    answers.write(']');
    return new HttpReply(200, JSON, answers.toByteArray());
  }

  private HttpReply single(JsonNode call, Permission granted) {
    if (!GoJson.isId(call.path("id"))) {
      return unread();
    }
    JsonNode id = GoJson.echoed(call.path("id"));
    ObjectNode reply = GoJson.object();
    int status = 200;
    try {
      JsonNode result = methods.call(call, granted);
      reply.set("id", id);
      reply.put("jsonrpc", "2.0");
      reply.set("result", result.isMissingNode() ? NullNode.instance : result);
    } catch (RpcFault fault) {
      status = fault.httpStatus();
      reply = error(fault, id);
    }
    boolean notification = id.isMissingNode() || id.isNull();
    return notification
        ? new HttpReply(200, JSON, new byte[0])
        : new HttpReply(status, JSON, GoJson.line(reply));
  }

  private static ObjectNode error(RpcFault fault, JsonNode id) {
    ObjectNode reply = GoJson.object();
    reply.set("error", GoJson.object().put("code", fault.code()).put("message", fault.text()));
    reply.set("id", id);
    return reply.put("jsonrpc", "2.0");
  }

  private HttpReply invalid() {
    return refused(new RpcFault(RpcFault.INVALID_REQUEST, "Invalid request"));
  }

  private HttpReply unread() {
    return refused(new RpcFault(RpcFault.NOT_DECODABLE, "Parse error"));
  }

  private static HttpReply refused(RpcFault fault) {
    return new HttpReply(fault.httpStatus(), JSON, GoJson.line(error(fault, NullNode.instance)));
  }
}
