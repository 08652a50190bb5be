package io.sectorsh.scripts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sectorsh.lotus.record.SectorInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Records of lotus' metadata that real programs wrote. */
public final class RecordedRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordedRecords() {}

  /** Those of a lotus-miner. */
  public static List<SectorInfo> ofLotus() {
    return read("/recorded/lotus/records.ndjson.gz");
  }

  /** Those that damocles-manager exported. */
  public static List<SectorInfo> ofDamoclesExport() {
    return read("/recorded/damocles/export.ndjson.gz");
  }

  private static List<SectorInfo> read(String resource) {
    List<SectorInfo> records = new ArrayList<>();
    try (InputStream file = RecordedRecords.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        records.add(SectorInfo.decode(JSON.readTree(line).path("value").binaryValue()));
      }
      return records;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A recorded JSON document. */
  public static JsonNode json(String resource) {
    try (InputStream file = RecordedRecords.class.getResourceAsStream(resource)) {
      return JSON.readTree(resource.endsWith(".gz") ? new GZIPInputStream(file) : file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
