package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.posix.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A manager as a process of its own that keeps each sector's state in a file, synced before it
 * answers; and that fails at one import in a way that is asked for.
 */
final class KeeperProcess {
  /** How an import fails. */
  enum Trouble {
    NONE,
    /** The connection ends before anything was done. */
    HANG_UP_BEFORE,
    /** The connection ends after it was done. */
    HANG_UP_AFTER,
    /** The request is delivered twice. */
    TWICE,
    /** An answer that is none. */
    GARBAGE_AFTER,
    /** The process dies after it was done, and is started again. */
    DEATH_AFTER,
    /** The process dies before it was done, and is started again. */
    DEATH_BEFORE,
    /** An error of the program's own, with nothing done. */
    REJECTED
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Trouble trouble;
  private final int at;
  private int imports;

  private KeeperProcess(Path directory, Trouble trouble, int at) {
    this.directory = directory;
    this.trouble = trouble;
    this.at = at;
  }

  public static void main(String[] arguments) throws IOException {
    KeeperProcess keeper =
        new KeeperProcess(
            Path.of(arguments[0]), Trouble.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
    int port = Integer.parseInt(arguments[3]);
    ReplayServer server = new ReplayServer(asked -> keeper.answer(asked.body()), false, port);
    System.out.println(server.url());
    System.in.read();
    server.close();
  }

  static Process start(Path directory, Trouble trouble, int at, int port) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KeeperProcess.class.getName(),
                directory.toString(),
                trouble.name(),
                Integer.toString(at),
                Integer.toString(port)))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private synchronized ReplayServer.Answered answer(String body) {
    try {
      JsonNode call = JSON.readTree(body);
      boolean importing = call.get("method").asText().equals("Venus.ImportSector");
      Trouble now = importing && ++imports == at ? trouble : Trouble.NONE;
      before(now);
      String result = importing ? rejectedOr(now, call) : found(call.get("params"));
      after(now, call);
      return ReplayServer.Answered.json(
          now == Trouble.GARBAGE_AFTER
              ? "<html>"
              : "{\"jsonrpc\":\"2.0\",\"id\":" + call.get("id") + "," + result + "}");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void before(Trouble now) {
    if (now == Trouble.DEATH_BEFORE) {
      Runtime.getRuntime().halt(9);
    }
    if (now == Trouble.HANG_UP_BEFORE) {
      throw new IllegalStateException("hangs up");
    }
  }

  private void after(Trouble now, JsonNode call) throws IOException {
    switch (now) {
      case DEATH_AFTER -> Runtime.getRuntime().halt(9);
      case HANG_UP_AFTER -> throw new IllegalStateException("hangs up");
      case TWICE -> keep(call.get("params").get(1));
      default -> {
        // All is well, or has been told.
      }
    }
  }

  private String rejectedOr(Trouble now, JsonNode call) throws IOException {
    return now == Trouble.REJECTED
        ? "\"error\":{\"code\":1,\"message\":\"no space left in the state store\"}"
        : "\"result\":" + keep(call.get("params").get(1));
  }

  private static String name(JsonNode id) {
    return id.get("Miner").asLong() + "-" + id.get("Number").asLong();
  }

  private String found(JsonNode params) throws IOException {
    boolean anywhere = params.get(0).isObject();
    Path file = directory.resolve(name(params.get(anywhere ? 0 : 1)));
    return params.get(0).asText().equals("online") || Files.notExists(file)
        ? "\"error\":{\"code\":11001,\"message\":\"sector state not found\"}"
        : "\"result\":" + Files.readString(file);
  }

  /** Every state that became another one has a line in a file beside the states. */
  private boolean keep(JsonNode state) throws IOException {
    String name = name(state.get("ID"));
    Path file = directory.resolve(name);
    if (Files.exists(file) && JSON.readTree(file.toFile()).equals(state)) {
      return true;
    }
    Path written = directory.resolve(name + ".new");
    Files.writeString(written, state.toString());
    Directories.syncFile(written);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(
        directory.resolve("effects"),
        name + "\n",
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return true;
  }

  static void write(Path directory, Map<String, JsonNode> states) throws IOException {
    for (Map.Entry<String, JsonNode> each : states.entrySet()) {
      Files.writeString(directory.resolve(each.getKey()), each.getValue().toString());
    }
  }

  static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }
}
