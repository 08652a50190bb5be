package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** One call of a real daemon with its answer, as it was recorded. */
public record Recording(
    String name, String path, int status, String contentType, String request, String answer) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The directory of a resource beside the class. */
  public static Path resource(Class<?> beside, String name) {
    try {
      URL url = Objects.requireNonNull(beside.getResource(name), name);
      return Path.of(url.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * All recordings of a directory of JSON files and packed files, or of a file with one on each
   * line.
   */
  public static List<Recording> load(Path source) {
    try {
      if (!Files.isDirectory(source)) {
        return Files.readAllLines(source).stream().map(Recording::of).toList();
      }
      try (Stream<Path> files = Files.list(source)) {
        return files.sorted().flatMap(Recording::texts).map(Recording::of).toList();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A server that answers each of the calls as it was answered then, and 404 to any other. */
  public static ReplayServer serve(List<Recording> recordings) throws IOException {
    return new ReplayServer(
        asked ->
            recordings.stream()
                .filter(recording -> recording.isAskedBy(asked))
                .findFirst()
                .map(
                    found ->
                        new ReplayServer.Answered(
                            found.status(), found.contentType(), found.answer()))
                .orElse(new ReplayServer.Answered(404, "text/plain", "not recorded")));
  }

  /** The recorded request as JSON; missing if it was none. */
  public JsonNode call() {
    return json(request);
  }

  private boolean isAskedBy(ReplayServer.Asked asked) {
    JsonNode now = json(asked.body());
    return path.equals(asked.path())
        && now.path("method").equals(call().path("method"))
        && now.path("params").toString().equals(call().path("params").toString());
  }

  /** A recording of a line. */
  public static Recording of(String line) {
    JsonNode json = json(line);
    JsonNode headers = json.path("responseHeaders");
    return new Recording(
        json.path("name").asText(),
        json.path("http").path("path").asText(json.path("path").asText().replace("POST ", "")),
        Integer.parseInt(json.path("status").asText().replaceAll("HTTP |[^0-9].*", "")),
        headers.path("Content-Type").asText("application/json"),
        json.path("requestBody").asText(""),
        json.path("responseBody").asText(""));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      return JSON.missingNode();
    }
  }

  /** One recording in a .json file, or one on each line of a .ndjson.gz file. */
  private static Stream<String> texts(Path file) {
    try {
      if (file.toString().endsWith(".ndjson.gz")) {
        return new String(
                new GZIPInputStream(Files.newInputStream(file)).readAllBytes(),
                StandardCharsets.UTF_8)
            .lines();
      }
      return file.toString().endsWith(".json") ? Stream.of(Files.readString(file)) : Stream.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
