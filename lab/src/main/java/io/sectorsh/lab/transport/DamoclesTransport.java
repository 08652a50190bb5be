package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON-RPC as a damocles manager speaks it: no authentication, no batches, text/plain, an empty
 * body for whatever cannot be understood.
 */
public final class DamoclesTransport implements SocketCalls {
  private static final String PATH = "/rpc/v0";

  private final RpcTable methods;
  private final PieceProxy pieces;
  private final Runnable before;

  /**
   * Answers with the methods of a table.
   *
   * @param before run ahead of each answer: what goes on by itself catches up with the time
   */
  public DamoclesTransport(RpcTable methods, PieceProxy pieces, Runnable before) {
    this.methods = methods;
    this.pieces = pieces;
    this.before = before;
  }

  @Override
  public HttpReply apply(HttpRequestText request) {
    if (request.path().equals("/healthcheck")) {
      return new HttpReply(
          200,
          "application/json; charset=utf-8",
          "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    if (request.path().startsWith(PieceProxy.PATH)) {
      return pieces.answer(request.path().substring(PieceProxy.PATH.length()));
    }
    if (!request.path().equals(PATH)) {
      return HttpReply.notFound();
    }
    Optional<JsonNode> call = GoJson.first(request.body()).filter(JsonNode::isObject);
    return call.map(this::answer).orElseGet(() -> HttpReply.empty(500));
  }

  @Override
  public ObjectNode begun(JsonNode id, long channel) {
    ObjectNode begun = GoJson.object().put("jsonrpc", "2.0").put("result", channel);
    return begun.set("id", id);
  }

  @Override
  public int admit(HttpRequestText request) {
    return request.path().equals(PATH) ? 101 : 404;
  }

  private HttpReply answer(JsonNode call) {
    JsonNode id = call.path("id");
    if (!GoJson.isId(id)) {
      return HttpReply.empty(500);
    }
    before.run();
    ObjectNode reply = GoJson.object().put("jsonrpc", "2.0");
    int status = 200;
    try {
      JsonNode result = methods.call(call, Permission.ADMIN);
      if (!result.isMissingNode()) {
        reply.set("result", result);
      }
      reply.set("id", GoJson.echoed(id));
    } catch (RpcFault fault) {
      status = fault.httpStatus();
      reply.set("id", GoJson.echoed(id));
      reply.set("error", GoJson.object().put("code", fault.code()).put("message", wording(fault)));
    }
    boolean notification = id.isMissingNode() || id.isNull();
    return notification
        ? HttpReply.empty(status)
        : new HttpReply(status, HttpReply.PLAIN, GoJson.line(reply));
  }

  /** Errors of the protocol layer repeat their code as text. */
  private static String wording(RpcFault fault) {
    String code = "error code " + fault.code();
    return switch (fault.code()) {
      case RpcFault.NO_SUCH_METHOD, RpcFault.WRONG_PARAMETER_COUNT ->
          "(" + code + ") " + fault.text();
      case RpcFault.NOT_DECODABLE, RpcFault.PANIC -> "(" + code + ") " + fault.text() + ": " + code;
      default -> fault.text();
    };
  }
}
