package io.sectorsh.lab.transport;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/**
 * What a transport needs of an HTTP request.
 *
 * @param method such as {@code POST}
 * @param path as sent, without the query
 * @param query empty when there is none
 * @param authorization value of that header
 * @param contentType value of that header; empty when there is none
 * @param body as sent
 */
record HttpRequestText(
    String method,
    String path,
    String query,
    Optional<String> authorization,
    String contentType,
    byte[] body) {

  static HttpRequestText of(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    return new HttpRequestText(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse(""),
        exchange.getRequestBody().readAllBytes());
  }
}
