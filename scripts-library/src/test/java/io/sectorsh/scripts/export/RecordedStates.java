package io.sectorsh.scripts.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sectorsh.damocles.sector.SectorState;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The sector states of a real damocles manager. */
public final class RecordedStates {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordedStates() {}

  static byte[] bytes(String store) {
    try (InputStream file =
        RecordedStates.class.getResourceAsStream("/recorded/damocles/" + store + ".json")) {
      return file.readAllBytes();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** All of a store. */
  public static List<SectorState> of(String store) {
    try {
      List<SectorState> states = new ArrayList<>();
      for (JsonNode state : JSON.readTree(bytes(store))) {
        states.add(SectorState.fromJson(state));
      }
      return states;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static SectorState offline(long number) {
    return of("offline").stream()
        .filter(state -> state.getNumber() == number)
        .findFirst()
        .orElseThrow();
  }
}
