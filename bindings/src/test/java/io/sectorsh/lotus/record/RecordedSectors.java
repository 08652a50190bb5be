package io.sectorsh.lotus.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A sector's record as lotus wrote it, and the JSON of lotus' own type. */
public record RecordedSectors(String key, String hex, JsonNode json) {
  public static final ObjectMapper JSON = new ObjectMapper();

  public static List<RecordedSectors> all() {
    try (InputStream file = RecordedSectors.class.getResourceAsStream("sectors.json")) {
      List<RecordedSectors> all = new ArrayList<>();
      for (JsonNode entry : JSON.readTree(file)) {
        String json = entry.get("decoded").toString().replaceAll("\"t([0-4])", "\"f$1");
        all.add(
            new RecordedSectors(
                entry.get("key").asText(), entry.get("valueHex").asText(), JSON.readTree(json)));
      }
      return all;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static RecordedSectors of(String key) {
    return all().stream().filter(entry -> entry.key.equals(key)).findFirst().orElseThrow();
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  public SectorInfo decode() {
    return SectorInfo.decode(bytes());
  }

  @Override
  public String toString() {
    return key;
  }
}
