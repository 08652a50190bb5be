package io.sectorsh.damocles.sector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sector states that were saved as JSON: by {@code state export-json} (one to a file), as the
 * answer of ListSectors (whole, or only its list), one on each line, or as a dump of a store's keys
 * and values.
 */
public final class SavedStates {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OFFLINE_KEYS = "sector-states-offline/";
  private static final String ONLINE_KEYS = "sector-states/";

  private SavedStates() {}

  /** The states of a file, or of all JSON files of a directory in the order of their names. */
  public static Rows<SectorState> read(Path path) {
    return Rows.of(SectorState.class, () -> new Cursor(files(path)));
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      refuseBadger(path, path.getParent());
      return List.of(path);
    }
    refuseBadger(path, path);
    try (Stream<Path> files = Files.list(path)) {
      List<Path> json =
          files.filter(file -> file.toString().matches(".*\\.(json|ndjson)")).sorted().toList();
      if (json.isEmpty()) {
        throw new OperatorException(
            ErrorCode.NOT_FOUND,
            "no .json or .ndjson file is there",
            path.toString(),
            "Name the directory with the files that state export-json wrote.");
      }
      return json;
    } catch (IOException failure) {
      throw unreadable(path, failure);
    }
  }

  /** A stopped manager's own store is badger, which no Java library reads. */
  private static void refuseBadger(Path asked, @org.jspecify.annotations.Nullable Path directory) {
    if (directory != null
        && (isBadger(directory)
            || isBadger(directory.resolve("meta"))
            || isBadger(directory.resolve("offline_meta")))) {
      throw new OperatorException(
          ErrorCode.NOT_A_REPO,
          "this is the manager's own store (badger), which only damocles can read",
          asked.toString(),
          "Start damocles-manager on it, or on a copy of its home, and use damocles.sectors; or"
              + " have it write damocles-manager util sealer sectors state export-json files.");
    }
  }

  private static boolean isBadger(Path directory) {
    return Files.exists(directory.resolve("KEYREGISTRY"))
        && Files.exists(directory.resolve("MANIFEST"));
  }

  private static OperatorException unreadable(Path file, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return new OperatorException(
          ErrorCode.NOT_FOUND, "it does not exist", file.toString(), "", failure);
    }
    if (failure instanceof AccessDeniedException) {
      return new OperatorException(
          ErrorCode.NO_PERMISSION, "it may not be read", file.toString(), "", failure);
    }
    if (failure instanceof com.fasterxml.jackson.core.JsonProcessingException malformed) {
      return damaged(
          file,
          "line "
              + malformed.getLocation().getLineNr()
              + " is not JSON: "
              + malformed.getOriginalMessage(),
          failure);
    }
    return new OperatorException(
        ErrorCode.IO_FAILED, "it cannot be read", file.toString(), "", failure);
  }

  private static OperatorException damaged(
      Path file, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new OperatorException(
        ErrorCode.DAMAGED, what, file.toString(), "Export the states again.", cause);
  }

  /** Goes through the files one after another, and holds one state. */
  private static final class Cursor implements RowCursor<SectorState> {
    private final Deque<Path> files;
    private Optional<JsonParser> open = Optional.empty();
    private Path file = Path.of("");
    private Optional<SectorState> next = Optional.empty();

    Cursor(List<Path> files) {
      this.files = new ArrayDeque<>(files);
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty()) {
        try {
          if (open.isEmpty() && !openNext()) {
            return false;
          }
          next = step(open.orElseThrow());
        } catch (IOException failure) {
          close();
          throw unreadable(file, failure);
        } catch (RuntimeException failure) {
          close();
          throw failure;
        }
      }
      return true;
    }

    private boolean openNext() throws IOException {
      Path wanted = files.poll();
      if (wanted == null) {
        return false;
      }
      file = wanted;
      open = Optional.of(JSON.createParser(Files.newInputStream(wanted)));
      return true;
    }

    /** Reads on; empty if what was read is no state by itself, or the file is over. */
    private Optional<SectorState> step(JsonParser json) throws IOException {
      JsonToken token = json.nextToken();
      if (token == null) {
        json.close();
        open = Optional.empty();
        return Optional.empty();
      }
      return switch (token) {
        case START_ARRAY, END_ARRAY, END_OBJECT, VALUE_NULL -> Optional.empty();
        case START_OBJECT -> object(json);
        case FIELD_NAME -> envelope(json);
        default -> throw damaged(file, "neither sector states nor a list of them", null);
      };
    }

    private Optional<SectorState> object(JsonParser json) throws IOException {
      if (json.nextToken() == JsonToken.END_OBJECT) {
        throw damaged(file, "an empty object is no sector state", null);
      }
      return isEnvelope(json.currentName()) ? envelope(json) : state(json);
    }

    private static boolean isEnvelope(String name) {
      return name.equals("jsonrpc") || name.equals("result") || name.equals("id");
    }

    /** A member of an answer: its list is gone into, all else is passed over. */
    private Optional<SectorState> envelope(JsonParser json) throws IOException {
      boolean result = json.currentName().equals("result");
      if (json.nextToken() == JsonToken.START_OBJECT && result) {
        return object(json);
      }
      if (!result) {
        json.skipChildren();
      }
      return Optional.empty();
    }

    /** A state, or a key of a store with its value; keys of other things are passed over. */
    private Optional<SectorState> state(JsonParser json) throws IOException {
      JsonNode tree = JSON.readTree(json);
      String key = tree.path("key").asText();
      if (tree.has("ID")) {
        return Optional.of(SectorState.fromJson(tree));
      }
      if (key.startsWith(ONLINE_KEYS)) {
        return Optional.of(SectorState.listed(tree.path("json"), SectorStore.ONLINE));
      }
      if (key.startsWith(OFFLINE_KEYS)) {
        return Optional.of(SectorState.listed(tree.path("json"), SectorStore.OFFLINE));
      }
      if (key.isEmpty()) {
        throw damaged(file, "an object that is no sector state", null);
      }
      return Optional.empty();
    }

    @Override
    public SectorState next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      SectorState state = next.orElseThrow();
      next = Optional.empty();
      return state;
    }

    @Override
    public void close() {
      files.clear();
      next = Optional.empty();
      try {
        if (open.isPresent()) {
          open.get().close();
        }
      } catch (IOException failure) {
        throw unreadable(file, failure);
      } finally {
        open = Optional.empty();
      }
    }
  }
}
