package io.sectorsh.damocles.sector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Recording;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SectorStateTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static List<Path> shapes() throws IOException {
    try (Stream<Path> files = Files.list(Recording.resource(AnsweredSystems.class, "sectors"))) {
      return files.sorted().toList();
    }
  }

  private static SectorState shape(String name) throws IOException {
    Path file = Recording.resource(AnsweredSystems.class, "sectors").resolve(name + ".json");
    return SectorState.fromJson(JSON.readTree(file.toFile()));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShapeReadsWithEveryGetterAndLosesNothing(Path file) throws Exception {
    JsonNode json = JSON.readTree(file.toFile());
    SectorState sector = SectorState.fromJson(json);
    for (Method getter : SectorState.class.getMethods()) {
      if (getter.getName().matches("(get|is)[A-Z].*") && getter.getParameterCount() == 0) {
        getter.invoke(sector);
      }
    }
    assertEquals(json.toString(), sector.toJson().toString());
    assertEquals(json.toString(), JSON.writeValueAsString(sector));
    assertEquals(sector, SectorState.fromJson(sector.toJson()));
  }

  @Test
  void everyRecordedMemberHasAGetter() throws IOException {
    Set<String> members = new TreeSet<>();
    for (Path file : shapes()) {
      JSON.readTree(file.toFile()).fieldNames().forEachRemaining(members::add);
    }
    Set<String> getters = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Method method : SectorState.class.getMethods()) {
      getters.add(method.getName().replaceFirst("^(get|is)", ""));
    }
    assertEquals(22, members.size());
    members.removeAll(getters);
    members.removeIf(getters::contains);
    assertEquals(Set.of(), members);
  }

  @ParameterizedTest
  @CsvSource({
    "online-1-ticket-only, sealing",
    "online-2-cc-proof-submitted, sealing",
    "online-4-deals-precommit-landed-failure, sealing",
    "online-6-snapup-landed-not-finalized, snapup",
    "online-7-snapup-in-progress, snapup",
    "online-8-rebuild-cc, rebuild",
    "online-14-rebuild-snapup, rebuild",
    "online-11-cc-aborted-then-restored, sealing",
    "online-12-unsealing, unsealing",
    "online-301-imported-online, sealing",
    "offline-2-cc-finalized-after-rebuild, finalized",
    "offline-5-aborted-with-deals, aborted",
    "offline-6-snapup-finalized, finalized",
    "offline-9-terminated, terminated",
    "offline-10-removed, removed",
    "offline-16-ddo-only-finalized, finalized",
    "offline-17-aborted-fresh, aborted",
    "offline-303-imported-minimal, sealing",
    "offline-500-imported-lotus-proving-cc, imported",
    "offline-516-imported-lotus-finalizereplicaupdate, imported",
  })
  void theStateIsAWordForPeople(String name, String word) throws IOException {
    assertEquals(word, shape(name).getState());
  }

  @Test
  void anAbortedSectorIsFinalizedAsDamoclesSaysAndYetAborted() throws IOException {
    SectorState sector = shape("offline-5-aborted-with-deals");
    assertTrue(sector.isFinalized());
    assertFalse(sector.getAbortReason().isEmpty());
    assertTrue(sector.isWithDeals());
    assertEquals(SectorPhase.ABORTED, sector.getPhase());
  }

  @Test
  void readsASealedSectorWithDeals() throws IOException {
    SectorState sector = shape("offline-3-deals-market-ddo-filler-finalized");
    assertEquals(new SectorId(1000, 3), sector.getId());
    assertEquals(SealProof.V1_1_2KIB, sector.getSectorType());
    assertEquals(19100, sector.getTicket().orElseThrow().epoch().value());
    assertEquals(32, sector.getTicket().orElseThrow().ticket().orElseThrow().length());
    assertEquals(32, sector.getSeed().orElseThrow().seed().orElseThrow().length());
    assertEquals(192, sector.getProof().orElseThrow().length());
    assertEquals(
        Commitment.Kind.REPLICA,
        Commitment.ofCid(sector.getPre().orElseThrow().commR().orElseThrow()).getKind());
    List<SectorPiece> pieces = sector.getPieces();
    assertEquals(2048, pieces.stream().mapToLong(SectorPiece::size).sum());
    assertTrue(pieces.stream().anyMatch(piece -> !piece.isDeal()));
    assertTrue(pieces.stream().anyMatch(piece -> piece.dealInfo().orElseThrow().dealId() != 0));
    assertTrue(
        pieces.stream().anyMatch(piece -> piece.dealInfo().orElseThrow().allocationId() != 0));
    assertTrue(
        pieces.stream()
            .anyMatch(piece -> piece.dealInfo().orElseThrow().client().equals(Address.UNDEFINED)));
    assertTrue(sector.isWithDeals());
  }

  @Test
  void readsOlderDeals() throws IOException {
    SectorState sector = shape("offline-300-imported-legacy-deals");
    LegacyDeal deal = sector.getDeals().get(0);
    assertEquals(12345, deal.id());
    assertEquals("mAXCg5AIg", deal.proposal().orElseThrow().label());
    assertEquals(
        "123456789012345678901",
        deal.proposal().orElseThrow().providerCollateral().atto().toString());
    assertTrue(sector.isWithDeals());
  }

  @Test
  void readsAnUpgrade() throws IOException {
    SectorState sector = shape("offline-6-snapup-finalized");
    UpgradePublic before = sector.getUpgradePublic().orElseThrow();
    assertEquals(before.sealedCid().orElseThrow(), before.commR().orElseThrow().toCid());
    assertEquals(before.sealedCid(), sector.getPre().orElseThrow().commR());
    assertNotEquals(before.sealedCid(), sector.getUpgradedInfo().orElseThrow().sealedCid());
    assertEquals(new ChainEpoch(20020), sector.getUpgradeLandedEpoch().orElseThrow());
    assertTrue(sector.getUpgradeMessageId().orElseThrow().endsWith("-0"));
  }

  @Test
  void readsAFailureOfAWorker() throws IOException {
    ReportedState state =
        shape("online-4-deals-precommit-landed-failure").getLatestState().orElseThrow();
    assertEquals("worker-02", state.worker());
    assertEquals("Permanent", state.failure().orElseThrow().level());
    assertTrue(state.failure().orElseThrow().description().contains("no space left"));
  }

  @Test
  void whatIsAbsentOrNullIsEmpty() throws IOException {
    SectorState sector = SectorState.fromJson(JSON.readTree("{\"id\":{\"miner\":1},\"Pre\":null}"));
    assertEquals(new SectorId(1, 0), sector.getId());
    assertTrue(sector.getPre().isEmpty() && sector.getTicket().isEmpty());
    assertEquals(List.of(), sector.getPieces());
    assertEquals("", sector.getAbortReason());
    assertEquals(SectorPhase.SEALING, sector.getPhase());
  }

  @Test
  void unknownMembersSurviveAndTheOriginalIsNotShared() throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree("{\"ID\":{\"Miner\":1},\"New\":{\"a\":1.50}}");
    SectorState sector = SectorState.fromJson(json);
    json.put("Finalized", true);
    sector.toJson().put("Finalized", true);
    assertFalse(sector.isFinalized());
    assertTrue(sector.toJson().has("New"));
  }

  @Test
  void aMemberOfAnotherFormNamesItsPath() throws IOException {
    SectorState sector =
        SectorState.fromJson(JSON.readTree("{\"ID\":7,\"Pieces\":[{\"Piece\":{\"Size\":\"x\"}}]}"));
    assertEquals("SectorState.ID", assertThrows(OperatorException.class, sector::getId).where());
    assertEquals(
        "SectorState.Pieces[0].Piece.Size",
        assertThrows(OperatorException.class, sector::getPieces).where());
    assertThrows(OperatorException.class, () -> SectorState.fromJson(JSON.readTree("[]")));
  }

  @Test
  void anyJsonObjectIsReadOrRefusedWithItsPath() throws IOException {
    Random random = new Random(11);
    List<Path> shapes = shapes();
    int trials = Boolean.getBoolean("long.trials") ? 100_000 : 2_000;
    for (int trial = 0; trial < trials; trial++) {
      ObjectNode json =
          (ObjectNode) JSON.readTree(shapes.get(random.nextInt(shapes.size())).toFile());
      damage(json, random);
      SectorState sector = SectorState.fromJson(json);
      for (Supplier<Object> getter :
          List.<Supplier<Object>>of(
              sector::getId,
              sector::getState,
              sector::getSectorType,
              sector::getPieces,
              sector::getDeals,
              sector::getPre,
              sector::getProof,
              sector::getMessageInfo,
              sector::getLatestState,
              sector::getUpgradePublic,
              sector::getUpgradedInfo,
              sector::getUpgradeLandedEpoch)) {
        try {
          assertNotNull(getter.get());
        } catch (OperatorException refused) {
          assertTrue(refused.where().startsWith("SectorState."), refused.where());
        }
      }
      assertEquals(json, sector.toJson());
    }
  }

  /** Replaces something somewhere in the tree. */
  private static void damage(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    if (object.get(name) instanceof ObjectNode inner && random.nextBoolean()) {
      damage(inner, random);
      return;
    }
    switch (random.nextInt(7)) {
      case 0 -> object.putNull(name);
      case 1 -> object.put(name, "text");
      case 2 -> object.put(name, -1);
      case 3 -> object.put(name, 1e30);
      case 4 -> object.putArray(name).add(999).addNull();
      case 5 -> object.putObject(name).put("/", "x");
      default -> object.remove(name);
    }
  }
}
