package io.sectorsh.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** Calls a daemon with nothing of ours in between. */
final class RpcClient {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI address;
  private final Optional<String> token;
  private final String namespace;

  private RpcClient(String address, Optional<String> token, String namespace) {
    this.address = URI.create(address);
    this.token = token;
    this.namespace = namespace;
  }

  static RpcClient node(Profile profile) {
    return lotus(profile.fullNodeApi().orElseThrow(), "/rpc/v1");
  }

  static RpcClient miner(Profile profile) {
    return lotus(profile.minerApi().orElseThrow(), "/rpc/v0");
  }

  static RpcClient manager(Profile profile) {
    return new RpcClient(
        profile.damoclesApi().orElseThrow() + "/rpc/v0", Optional.empty(), "Venus.");
  }

  private static RpcClient lotus(String api, String path) {
    String port = api.replaceAll(".*/tcp/(\\d+)/http", "$1");
    return new RpcClient(
        "http://127.0.0.1:" + port + path,
        Optional.of(api.substring(0, api.indexOf(':'))),
        "Filecoin.");
  }

  /** The whole answer. */
  JsonNode answer(String method, Object... parameters) {
    ObjectNode request = GoJson.object().put("jsonrpc", "2.0").put("id", 1);
    ArrayNode array = request.put("method", namespace + method).putArray("params");
    for (Object parameter : parameters) {
      if (parameter instanceof JsonNode json) {
        array.add(json);
      } else {
        array.addPOJO(parameter);
      }
    }
    HttpRequest.Builder http =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(request.toString()));
    token.ifPresent(text -> http.header("Authorization", "Bearer " + text));
    try {
      return GoJson.first(CLIENT.send(http.build(), BodyHandlers.ofByteArray()).body())
          .orElseThrow();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  JsonNode call(String method, Object... parameters) {
    JsonNode answer = answer(method, parameters);
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer.path("error"));
    }
    return answer.path("result");
  }

  String error(String method, Object... parameters) {
    return answer(method, parameters).at("/error/message").asText();
  }
}
