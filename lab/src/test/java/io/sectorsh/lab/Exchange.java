package io.sectorsh.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.lab.transport.GoJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A recorded request and its answer. */
record Exchange(JsonNode json) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static List<Exchange> load(String resource) throws IOException {
    List<Exchange> all = new ArrayList<>();
    try (InputStream raw = Exchange.class.getResourceAsStream(resource);
        InputStream in = resource.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n")) {
        all.add(new Exchange(GoJson.first(line.getBytes(StandardCharsets.UTF_8)).orElseThrow()));
      }
    }
    return all;
  }

  /** Status and body of an answer. */
  record Reply(int status, String body) {}

  static Reply post(String address, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString());
    return new Reply(answer.statusCode(), answer.body());
  }

  String request() {
    return json.path("request").asText();
  }

  int status() {
    return json.path("status").asInt();
  }

  String response() {
    return json.path("response").asText();
  }

  String name() {
    return json.path("name").asText();
  }

  /** Sends the recorded request; an authorization of "" means none. */
  HttpResponse<String> replay(String base, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + json.path("path").asText()))
            .method(
                json.path("method").asText(),
                BodyPublishers.ofString(json.path("request").asText()));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    json.path("headers")
        .properties()
        .forEach(header -> request.setHeader(header.getKey(), header.getValue().asText()));
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** Status, content type and body as the real daemon sent them. */
  String answer() {
    return json.path("status").asInt()
        + " "
        + json.path("type").asText()
        + "\n"
        + json.path("response").asText();
  }

  static String answer(HttpResponse<String> response) {
    return response.statusCode()
        + " "
        + response.headers().firstValue("Content-Type").orElse("")
        + "\n"
        + response.body();
  }
}
