package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Commitment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths from leaves to CommR, made by the proofs' own crate, in the shapes of large sectors. */
class InclusionPathTest {
  private static final TreeGeometry EIGHT_TREES = new TreeGeometry(1 << 20, 8, 5, 2);

  @ParameterizedTest
  @ValueSource(strings = {"big/29.json", "big/35.json"})
  void challengesAndPathsOfLargeSectorsLeadToCommR(String file) throws IOException {
    JsonNode sector = ProofVectors.json(file);
    JsonNode window = sector.get("window");
    long[] made =
        PoStChallenges.window(
            ProofVectors.bytes(window.get("randomness")),
            sector.get("sector").asLong(),
            sector.get("size").asLong());
    for (int i = 0; i < made.length; i++) {
      assertEquals(window.get("challenges").get(i).asLong(), made[i]);
    }
    assertEquals(10, climb(window.get("vanilla"), sector.get("comm_r").asText()).size());
  }

  @Test
  void filesOfEightTreesWithTwoRowsDiscardedPass(@TempDir Path directory) throws IOException {
    JsonNode meta = ProofVectors.json("synth-sub8/meta.json");
    List<Long> challenges = climb(meta.get("vanilla"), meta.get("comm_r").asText());
    ReplicaFiles files =
        new ReplicaFiles(directory.resolve("sealed"), directory.resolve("cache"), 1 << 20);
    Files.createDirectory(files.cache());
    Files.write(files.sealed(), ProofVectors.file("synth-sub8/sealed"));
    meta.get("cache")
        .fieldNames()
        .forEachRemaining(
            name -> {
              try {
                Files.write(
                    files.cache().resolve(name), ProofVectors.file("synth-sub8/cache/" + name));
              } catch (IOException failed) {
                throw new IllegalStateException(failed);
              }
            });
    Commitment commR =
        Commitment.of(Commitment.Kind.REPLICA, ProofVectors.bytes(meta.get("comm_r")));
    long[] leaves = challenges.stream().mapToLong(Long::longValue).toArray();
    SectorCheck check = ReplicaCheck.inspect(1, files, EIGHT_TREES, commR, leaves);
    assertEquals(List.of(), check.findings());
    assertEquals(ProofOutcome.PROVES, check.outcome());
  }

  /** The challenges, in the vectors' order. */
  private static List<Long> climb(JsonNode vanilla, String commR) {
    List<Long> challenges = new ArrayList<>();
    for (JsonNode proof : vanilla.get("proofs")) {
      byte[] node = ProofVectors.bytes(proof.get("leaf"));
      long leaf = 0;
      long scale = 1;
      for (JsonNode step : proof.get("path")) {
        List<byte[]> group = new ArrayList<>();
        step.get("hashes").forEach(hash -> group.add(ProofVectors.bytes(hash)));
        int index = step.get("index").asInt();
        group.add(index, node);
        node = Poseidon.ofArity(group.size()).hash(group.toArray(byte[][]::new));
        leaf += index * scale;
        scale *= group.size();
      }
      assertArrayEquals(ProofVectors.bytes(vanilla.get("comm_r_last")), node);
      assertEquals(proof.get("challenge").asLong(), leaf);
      challenges.add(leaf);
    }
    byte[] made =
        Poseidon.ofArity(2)
            .hash(
                ProofVectors.bytes(vanilla.get("comm_c")),
                ProofVectors.bytes(vanilla.get("comm_r_last")));
    assertEquals(commR, ProofVectors.hex(made));
    return challenges;
  }
}
