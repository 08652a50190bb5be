package io.sectorsh.scripts.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a bundle holds, written last.
 *
 * @param miner whose sectors
 * @param lotus lines of lotus
 * @param damocles lines of damocles
 * @param highest the highest number that the systems counted as used; -1 for none
 * @param bytes of the file of sectors
 * @param sha256 of the file of sectors
 */
record Manifest(Address miner, long lotus, long damocles, long highest, long bytes, String sha256) {
  static final String FILE = "manifest.json";
  static final String SECTORS = "sectors.jsonl";
  private static final String FORMAT = "sectorsh sectors";
  private static final int VERSION = 1;

  byte[] toBytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("version", VERSION).put("miner", miner.toString());
    json.put("highestNumber", highest);
    json.putObject(SECTORS)
        .put("lotus", lotus)
        .put("damocles", damocles)
        .put("bytes", bytes)
        .put("sha256", sha256);
    return (json.toPrettyString() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Reads a bundle's.
   *
   * @throws OperatorException NOT_FOUND if there is none, DAMAGED if it cannot be read
   */
  static Manifest read(Path bundle) {
    Path file = bundle.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "no bundle is there: it has no " + FILE,
          bundle.toString(),
          "Name the directory that export json made.");
    }
    try {
      JsonNode json = new JsonMapper().readTree(Files.readAllBytes(file));
      JsonNode sectors = json.path(SECTORS);
      if (!json.path("format").asText().equals(FORMAT) || json.path("version").asInt() != VERSION) {
        throw BundleLine.damaged(
            "the manifest is of another format or version", file.toString(), null);
      }
      return new Manifest(
          Address.parse(json.path("miner").asText()),
          sectors.path("lotus").asLong(),
          sectors.path("damocles").asLong(),
          json.path("highestNumber").asLong(-1),
          sectors.path("bytes").asLong(),
          sectors.path("sha256").asText());
    } catch (IOException malformed) {
      throw BundleLine.damaged("the manifest cannot be read", file.toString(), malformed);
    }
  }
}
