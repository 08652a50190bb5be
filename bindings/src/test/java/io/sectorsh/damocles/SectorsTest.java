package io.sectorsh.damocles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.diagnosis.UnfinalizedSector;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of sectors: by filters, unfinalized ones, and from files. */
final class SectorsTest {
  private AnsweredSystems systems;

  @BeforeEach
  void start() throws IOException {
    systems = new AnsweredSystems();
    for (Path shape : AnsweredSystems.shapes()) {
      systems.put(shape);
    }
  }

  @AfterEach
  void stop() {
    systems.close();
  }

  private List<String> listed(Map<String, ?> filter) {
    List<String> rows = new ArrayList<>();
    systems.damocles().sectors(filter).forEach(row -> rows.add(row.toString()));
    return rows;
  }

  private List<String> expected(Predicate<SectorState> wanted) {
    List<String> rows = new ArrayList<>();
    for (SectorState row : systems.damocles().getSectors()) {
      if (wanted.test(row)) {
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @Test
  void eachFilterKeepsWhatItsNameSays() {
    assertEquals(expected(row -> !row.isFinalized()), listed(Map.of("finalized", false)));
    assertEquals(expected(SectorState::isNeedRebuild), listed(Map.of("rebuild", true)));
    assertEquals(expected(row -> row.getState().equals("snapup")), listed(Map.of("snapup", true)));
    assertEquals(expected(SectorState::isUnsealing), listed(Map.of("unsealing", true)));
    assertEquals(expected(row -> !row.getAbortReason().isEmpty()), listed(Map.of("aborted", true)));
    assertEquals(expected(SectorState::isImported), listed(Map.of("imported", true)));
    assertEquals(expected(SectorState::isUpgraded), listed(Map.of("upgraded", true)));
    assertEquals(expected(SectorState::isRemoved), listed(Map.of("removed", true)));
    assertEquals(expected(SectorState::isWithDeals), listed(Map.of("withDeals", true)));
    assertEquals(expected(SectorState::isOnline), listed(Map.of("store", "online")));
    assertEquals(
        expected(row -> row.getState().equals("aborted")), listed(Map.of("state", "aborted")));
    assertEquals(
        expected(row -> row.getState().matches("aborted|removed")),
        listed(Map.of("state", List.of("aborted", "removed"))));
    assertEquals(2, listed(Map.of("rebuild", true)).size());
  }

  @Test
  void filtersNarrowEachOther() {
    assertEquals(
        expected(row -> !row.isFinalized() && row.getNumber() <= 7 && row.isWithDeals()),
        listed(Map.of("finalized", false, "numbers", "1-7", "withDeals", true)));
    assertEquals(List.of(), listed(Map.of("miner", "t01001")));
    int all = (int) systems.damocles().getSectors().count();
    for (Object miner : List.of("t01000", "f01000", 1000, Address.parse("t01000"))) {
      assertEquals(all, listed(Map.of("miner", miner)).size());
    }
    for (Object numbers : List.of("2,3", List.of(2, 3), SectorNumbers.of(2, 3))) {
      assertEquals(3, listed(Map.of("numbers", numbers)).size());
    }
    assertEquals(2, listed(Map.of("numbers", 2)).size());
  }

  @Test
  void olderThanGoesByTheTicket() {
    List<String> imported =
        expected(row -> row.getTicket().filter(one -> one.epoch().value() < 5000).isPresent());
    assertTrue(!imported.isEmpty());
    assertEquals(imported, listed(Map.of("olderThan", 5000)));
    assertEquals(imported, listed(Map.of("olderThan", new ChainEpoch(5000))));
    systems.head = 5000 + 2 * 2880;
    assertEquals(imported, listed(Map.of("olderThan", "2d")));
    assertEquals(imported, listed(Map.of("olderThan", Duration.ofHours(48))));
  }

  @Test
  void aFilterThatIsNoneSaysWhatThereIs() {
    for (Map<String, ?> wrong :
        List.<Map<String, ?>>of(
            Map.of("finalised", false),
            Map.of("finalized", "no"),
            Map.of("state", "proving"),
            Map.of("store", "attic"),
            Map.of("miner", "me"),
            Map.of("numbers", "all"),
            Map.of("olderThan", "long ago"))) {
      OperatorException failure = assertThrows(OperatorException.class, () -> listed(wrong));
      assertEquals(ErrorCode.BAD_VALUE, failure.code());
      assertTrue(!failure.next().isEmpty());
    }
    assertEquals(0, systems.manager.asked().size());
  }

  @Test
  void unfinalizedOnesSayWhetherTheyAreSafeToFinalize() throws IOException {
    for (String shape :
        List.of(
            "online-2-cc-proof-submitted", "online-7-snapup-in-progress", "online-8-rebuild-cc")) {
      systems.land(AnsweredSystems.shape(shape));
    }
    Map<Long, UnfinalizedSector> rows = unfinalized();
    assertEquals(
        systems.damocles().getSectors().filter(row -> !row.isFinalized()).count(), rows.size());
    assertTrue(rows.get(2L).safe());
    assertEquals("on chain, and its files are in a store", rows.get(2L).reason());
    assertEquals("on chain, but its upgrade would be given up", rows.get(7L).reason());
    assertEquals("on chain, but its files are being made again", rows.get(8L).reason());
    assertEquals("not on chain", rows.get(1L).reason());
    assertEquals(Optional.of(false), rows.get(1L).seenOnChain());
    assertEquals(1, rows.values().stream().filter(UnfinalizedSector::safe).count());
    systems.indexed = "";
    assertEquals(
        "on chain, but the manager's index has no store for its files",
        unfinalized().get(2L).reason());
  }

  @Test
  void withoutAChainNothingIsSafeToFinalize() {
    systems.withChain = false;
    for (UnfinalizedSector row : unfinalized().values()) {
      assertEquals(Optional.empty(), row.seenOnChain());
      assertTrue(!row.safe());
      assertEquals("not known whether it is on chain: no chain node is configured", row.reason());
    }
  }

  private Map<Long, UnfinalizedSector> unfinalized() {
    Map<Long, UnfinalizedSector> rows = new java.util.TreeMap<>();
    systems.damocles().unfinalized().forEach(row -> rows.put(row.getNumber(), row));
    return rows;
  }

  @Test
  void statesAreReadFromEachFormInWhichTheyAreSaved(@TempDir Path directory) throws IOException {
    List<JsonNode> states = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    List<Map<String, Object>> dump = new ArrayList<>();
    dump.add(Map.of("key", "sector-number//m-1000", "hex", "11"));
    for (Path shape : AnsweredSystems.shapes()) {
      JsonNode json = AnsweredSystems.JSON.readTree(shape.toFile());
      states.add(json);
      lines.append(json).append('\n');
      dump.add(Map.of("key", "sector-states-offline/m-1000-n-" + states.size(), "json", json));
    }
    String list = AnsweredSystems.JSON.writeValueAsString(states);
    check(states, write(directory, "list.json", list));
    check(states, write(directory, "lines.ndjson", lines.toString()));
    check(states, write(directory, "dump.json", AnsweredSystems.JSON.writeValueAsString(dump)));
    check(
        states,
        write(directory, "answer.json", "{\"jsonrpc\":\"2.0\",\"result\":" + list + ",\"id\":1}"));
    check(
        List.of(states.get(0)),
        write(directory, "one.json", "{\"id\":1,\"result\":" + states.get(0) + "}"));
    check(List.of(), write(directory, "none.json", "{\"result\":null,\"id\":1}"));
    assertEquals(4L * states.size() + 1, systems.damocles().states(directory).count());
    assertEquals(
        Optional.of(SectorStore.OFFLINE),
        systems.damocles().states(directory.resolve("dump.json")).first().orElseThrow().getStore());
  }

  private static Path write(Path directory, String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private void check(List<JsonNode> expected, Path file) {
    List<JsonNode> read = new ArrayList<>();
    systems.damocles().states(file.toString()).forEach(state -> read.add(state.toJson()));
    assertEquals(expected.toString(), read.toString());
  }

  @Test
  void theManagersOwnStoreIsRefusedWithTheWayRound(@TempDir Path home) throws IOException {
    for (String name : List.of("meta", "offline_meta")) {
      Files.createDirectories(home.resolve(name));
      Files.write(home.resolve(name).resolve("KEYREGISTRY"), new byte[28]);
      Files.write(home.resolve(name).resolve("MANIFEST"), new byte[48]);
    }
    for (Path asked : List.of(home, home.resolve("meta"), home.resolve("meta/MANIFEST"))) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> systems.damocles().states(asked).count());
      assertEquals(ErrorCode.NOT_A_REPO, failure.code());
      assertTrue(failure.what().contains("badger"), failure.what());
      assertTrue(failure.next().contains("export-json"), failure.next());
    }
  }

  @Test
  void filesThatAreNotStatesAreDamagedWithTheLine(@TempDir Path directory) throws IOException {
    JsonNode state = AnsweredSystems.JSON.readTree(AnsweredSystems.shapes().get(0).toFile());
    Map<String, String> wrong =
        Map.of(
            "cut.json", state.toString().substring(0, 300),
            "garbage.json", state + "\n\nnonsense",
            "other.json", "{\"Name\":\"x\"}",
            "empty.json", "{}",
            "number.json", "17");
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      Path file = write(directory, one.getKey(), one.getValue());
      OperatorException failure =
          assertThrows(
              OperatorException.class, () -> systems.damocles().states(file).count(), one.getKey());
      assertEquals(ErrorCode.DAMAGED, failure.code(), one.getKey());
      assertEquals(file.toString(), failure.where());
    }
    assertTrue(
        assertThrows(
                OperatorException.class,
                () -> systems.damocles().states(directory.resolve("garbage.json")).count())
            .what()
            .startsWith("line 3 is not JSON"));
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(
                OperatorException.class,
                () -> systems.damocles().states(directory.resolve("absent.json")).count())
            .code());
  }

  @Test
  void anyBytesAreStatesOrAnErrorOfOurs(@TempDir Path directory) throws IOException {
    java.util.Random random = new java.util.Random(17);
    byte[] list =
        AnsweredSystems.JSON
            .readTree(AnsweredSystems.shapes().get(5).toFile())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    int trials = Boolean.getBoolean("long.trials") ? 20_000 : 500;
    Path file = directory.resolve("fuzzed.json");
    for (int trial = 0; trial < trials; trial++) {
      byte[] bytes = list.clone();
      for (int flip = 0; flip < 3; flip++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try {
        systems.damocles().states(file).count();
      } catch (OperatorException refused) {
        assertTrue(!refused.where().isEmpty());
      }
    }
  }
}
