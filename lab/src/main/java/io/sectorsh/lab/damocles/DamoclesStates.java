package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.transport.GoJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The manager's two stores of sector states, kept in a file each that is replaced at every change.
 * Safe for use by several threads.
 */
public final class DamoclesStates {
  static final String ONLINE = "online";
  static final String OFFLINE = "offline";

  private final Path directory;
  private final TreeMap<String, ObjectNode> online = new TreeMap<>();
  private final TreeMap<String, ObjectNode> offline = new TreeMap<>();

  /** States that are kept in a directory; none are loaded yet. */
  public DamoclesStates(Path directory) {
    this.directory = directory;
  }

  /** Reads what an earlier run kept. */
  public void load() throws IOException {
    for (String store : List.of(ONLINE, OFFLINE)) {
      for (String line : Files.readAllLines(file(store))) {
        GoJson.first(line.getBytes(StandardCharsets.UTF_8))
            .ifPresent(state -> place(store, (ObjectNode) state));
      }
    }
  }

  /** Takes a state without writing the file; {@link #save} follows. */
  synchronized void place(String store, ObjectNode state) {
    states(store).put(key(state.path("ID")), state);
  }

  synchronized void save() throws IOException {
    Files.createDirectories(directory);
    save(ONLINE);
    save(OFFLINE);
  }

  private void save(String store) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    states(store).values().forEach(state -> lines.writeBytes(GoJson.line(state)));
    Path next = directory.resolve(store + ".ndjson.next");
    Files.write(next, lines.toByteArray());
    Files.move(next, file(store), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(String store) {
    return directory.resolve(store + ".ndjson");
  }

  /** Whether there is a store of that name. */
  static boolean isStore(String store) {
    return store.equals(ONLINE) || store.equals(OFFLINE);
  }

  /**
   * All states of a store, in the order of their keys as text; to be read only. A change puts
   * another object in the place of one.
   */
  synchronized List<ObjectNode> list(String store) {
    return List.copyOf(states(store).values());
  }

  synchronized Optional<ObjectNode> find(String store, SectorId id) {
    return Optional.ofNullable(states(store).get(key(id))).map(ObjectNode::deepCopy);
  }

  synchronized void put(String store, ObjectNode state) {
    place(store, state);
    saveChanged(store);
  }

  /** Moves a changed state from one store to the other. */
  synchronized void move(String from, String to, ObjectNode state) {
    states(from).remove(key(state.path("ID")));
    place(to, state);
    saveChanged(from);
    saveChanged(to);
  }

  private void saveChanged(String store) {
    try {
      save(store);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private TreeMap<String, ObjectNode> states(String store) {
    return store.equals(ONLINE) ? online : offline;
  }

  private static String key(JsonNode id) {
    return key(new SectorId(id.path("Miner").asLong(), id.path("Number").asLong()));
  }

  private static String key(SectorId id) {
    return "m-%d-n-%d".formatted(id.miner(), id.number());
  }
}
