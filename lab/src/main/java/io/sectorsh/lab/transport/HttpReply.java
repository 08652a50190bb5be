package io.sectorsh.lab.transport;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP answer.
 *
 * @param status HTTP status
 * @param contentType value of the header; empty for none
 * @param body may be empty
 * @param location where else to look; empty for none
 */
record HttpReply(int status, String contentType, byte[] body, String location) {
  static final String PLAIN = "text/plain; charset=utf-8";

  /** Go's server sends what fits its buffer in one piece, and longer answers in chunks. */
  private static final int BUFFER = 2048;

  HttpReply(int status, String contentType, byte[] body) {
    this(status, contentType, body, "");
  }

  static HttpReply found(String location) {
    return new HttpReply(302, "text/html; charset=utf-8", new byte[0], location);
  }

  static HttpReply empty(int status) {
    return new HttpReply(status, "", new byte[0]);
  }

  static HttpReply notFound() {
    return new HttpReply(404, PLAIN, "404 page not found\n".getBytes(StandardCharsets.UTF_8));
  }

  void send(HttpExchange exchange) throws IOException {
    if (!contentType.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
    }
    if (!location.isEmpty()) {
      exchange.getResponseHeaders().set("Location", location);
    }
    if (status == 404) {
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    }
    if (body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length > BUFFER ? 0 : body.length);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().close();
  }
}
