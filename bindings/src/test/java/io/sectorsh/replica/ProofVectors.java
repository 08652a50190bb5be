package io.sectorsh.replica;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;

/** Values and sectors that the Rust crates made. */
final class ProofVectors {
  private ProofVectors() {}

  static byte[] file(String name) throws IOException {
    try (InputStream file = ProofVectors.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    }
  }

  static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(file(name));
  }

  static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText());
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
