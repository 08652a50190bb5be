package io.sectorsh.damocles.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.manager.IndexedFiles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SectorOverviewTest {
  /** What an operator calls each recorded shape. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("imported-506-ReleaseSectorKey-no-msg", "imported|snapped"),
          Map.entry("imported-511-no-precommit-msg", "imported|"),
          Map.entry("offline-10-removed", "removed|"),
          Map.entry("offline-16-ddo-only-finalized", "finalized|"),
          Map.entry("offline-17-aborted-fresh", "aborted|aborted via CLI"),
          Map.entry("offline-2-cc-finalized-after-rebuild", "finalized|"),
          Map.entry("offline-3-deals-market-ddo-filler-finalized", "finalized|"),
          Map.entry("offline-300-imported-legacy-deals", "imported|"),
          Map.entry("offline-303-imported-minimal", "incomplete|put there without being sealed"),
          Map.entry("offline-5-aborted-with-deals", "aborted|commd mismatch"),
          Map.entry("offline-500-imported-lotus-proving-cc", "imported|"),
          Map.entry("offline-501-imported-lotus-finalizesector", "imported|"),
          Map.entry("offline-504-imported-lotus-two-pieces-no-dealinfo", "imported|"),
          Map.entry("offline-505-imported-lotus-updateactivating", "imported|snapped"),
          Map.entry("offline-512-imported-lotus-proving-with-replicaupdatemessage", "imported|"),
          Map.entry("offline-516-imported-lotus-finalizereplicaupdate", "imported|snapped"),
          Map.entry("offline-518-imported-lotus-no-pieces", "imported|"),
          Map.entry("offline-6-snapup-finalized", "finalized|snapped"),
          Map.entry("offline-9-terminated", "terminated|at epoch 20020"),
          Map.entry("online-1-ticket-only", "sealing|ticket assigned (worker: TicketAssigned)"),
          Map.entry(
              "online-11-cc-aborted-then-restored",
              "sealing|ticket assigned (worker: TicketAssigned)"),
          Map.entry("online-12-unsealing", "unsealing|queued, or no report yet"),
          Map.entry("online-14-rebuild-snapup", "rebuild|running (worker: SealedFileGenerated)"),
          Map.entry(
              "online-15-ticket-store-reserved",
              "sealing|ticket assigned (worker: TicketAssigned)"),
          Map.entry("online-2-cc-proof-submitted", "sealing|proof sent (worker: TicketAssigned)"),
          Map.entry("online-301-imported-online", "sealing|seed assigned"),
          Map.entry(
              "online-4-deals-precommit-landed-failure",
              "sealing|precommit sent (worker: Persisted)"),
          Map.entry(
              "online-6-snapup-landed-not-finalized",
              "snapup|landed at epoch 20020, waits (worker: Finished)"),
          Map.entry("online-7-snapup-in-progress", "snapup|running (worker: SnapDealsAcquired)"),
          Map.entry("online-8-rebuild-cc", "rebuild|queued, or no report yet"));

  private AnsweredSystems systems;

  @BeforeEach
  void start() throws IOException {
    systems = new AnsweredSystems();
    systems.working = true;
  }

  @AfterEach
  void stop() {
    systems.close();
  }

  static List<Path> shapes() throws IOException {
    return AnsweredSystems.shapes();
  }

  private SectorOverview overview(String shape) throws IOException {
    return overview(AnsweredSystems.shape(shape));
  }

  private SectorOverview overview(Path shape) throws IOException {
    systems.put(shape);
    JsonNode state = AnsweredSystems.JSON.readTree(shape.toFile());
    return systems.damocles().sector(state.at("/ID/Number").asLong());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyRecordedShapeHasTheWordOfOperators(Path shape) throws IOException {
    String name = shape.getFileName().toString().replace(".json", "");
    systems.withChain = false;
    systems.working = false;
    SectorOverview seen = overview(shape);
    assertEquals(WORDS.get(name), seen.state() + "|" + seen.stage(), name);
    assertEquals(List.of("the chain: no chain node is configured"), seen.unanswered());
    assertEquals(
        AnsweredSystems.JSON.readTree(shape.toFile()).toString(),
        seen.getSector().toJson().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "online-4-deals-precommit-landed-failure|its worker reported: Permanent: copy to persist"
            + " store: / caused by: no space left on device",
        "online-301-imported-online|no worker has reported on it",
        "online-8-rebuild-cc|no worker has reported on it since it was queued",
        "online-12-unsealing|no worker has reported on it since it was queued",
        "online-2-cc-proof-submitted|its proof was sent and is not on chain",
        "offline-500-imported-lotus-proving-cc|it counts as sealed, and is not on chain",
        "offline-303-imported-minimal|its state lacks what a sealed sector has",
      })
  void aSectorThatIsNotOnChainSaysWhyItIsStuck(String shape, String problem) throws IOException {
    systems.working = false;
    SectorOverview seen = overview(shape);
    assertEquals(SectorHealth.NOT_ON_CHAIN, seen.chain().orElseThrow().health());
    assertTrue(told(seen).contains(problem), seen.toString());
    assertFalse(seen.getNext().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "online-2-cc-proof-submitted|it is on chain already, and not finalized",
        "offline-5-aborted-with-deals|it was aborted, and is on chain all the same: it must be"
            + " proven",
      })
  void aSectorThatIsOnChainSaysSo(String shape, String problem) throws IOException {
    systems.land(AnsweredSystems.shape(shape));
    if (systems.onChain.get("5") != null) {
      systems.land(5, sealed(2), AnsweredSystems.JSON.nullNode());
    }
    SectorOverview seen = overview(shape);
    assertEquals("active, deadline 2 partition 0", seen.chain().orElseThrow().toString());
    assertTrue(told(seen).contains(problem), seen.toString());
  }

  @Test
  void aHealthySectorHasNoProblem() throws IOException {
    for (String shape :
        List.of(
            "offline-2-cc-finalized-after-rebuild",
            "offline-6-snapup-finalized",
            "offline-500-imported-lotus-proving-cc",
            "online-6-snapup-landed-not-finalized")) {
      systems.states.clear();
      systems.land(AnsweredSystems.shape(shape));
      SectorOverview seen = overview(shape);
      assertEquals(List.of(), seen.problems(), shape);
      assertEquals(Optional.of(true), seen.sameReplica(), shape);
      assertEquals(List.of(), seen.unanswered());
      assertEquals("", seen.getNext());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FaultySectors, faulty",
    "RecoveringSectors, recovering",
    "UnprovenSectors, unproven",
    "ActiveSectors, active"
  })
  void theChainsBitfieldsAreOneWord(String bits, String word) throws IOException {
    systems.health = bits;
    Path shape = AnsweredSystems.shape("offline-2-cc-finalized-after-rebuild");
    systems.land(shape);
    SectorOverview seen = overview(shape);
    assertEquals(word, seen.chain().orElseThrow().health().toString());
    assertEquals(word.equals("faulty"), told(seen).contains("it is faulty on chain"));
  }

  @Test
  void anotherReplicaOnChainIsTold() throws IOException {
    Path shape = AnsweredSystems.shape("offline-2-cc-finalized-after-rebuild");
    systems.land(2, sealed(6), AnsweredSystems.JSON.nullNode());
    SectorOverview seen = overview(shape);
    assertEquals(Optional.of(false), seen.sameReplica());
    assertTrue(told(seen).contains("the chain has another CommR than damocles"));
  }

  @Test
  void aSectorInBothStoresIsTold() throws IOException {
    systems.put(AnsweredSystems.shape("online-2-cc-proof-submitted"));
    SectorOverview seen = overview("offline-2-cc-finalized-after-rebuild");
    assertTrue(seen.isInBothStores());
    assertEquals("online and offline", seen.getStores());
    assertEquals("sealing", seen.state());
    assertTrue(seen.problems().get(0).what().startsWith("it is in both stores"));
  }

  @Test
  void aNumberThatTheChainHasClosedIsToldFromOneItNeverSaw() throws IOException {
    systems.allocated = SectorNumbers.range(0, 3);
    assertTrue(
        told(overview("online-1-ticket-only"))
            .contains("the chain has closed its number: not proven in time, or terminated"));
    systems.preCommitted = SectorNumbers.range(0, 3);
    SectorOverview announced = overview("online-1-ticket-only");
    assertEquals(SectorHealth.PRECOMMITTED, announced.chain().orElseThrow().health());
    systems.allocated = SectorNumbers.EMPTY;
    systems.preCommitted = SectorNumbers.EMPTY;
    assertEquals(List.of(), overview("online-1-ticket-only").problems());
    systems.head = 19_100 + 3_781;
    assertTrue(
        told(overview("online-1-ticket-only"))
            .contains("its ticket is too old: the chain would refuse its precommit"));
  }

  @Test
  void anUpgradeThatLandedLongAgoIsStuck() throws IOException {
    Path shape = AnsweredSystems.shape("online-6-snapup-landed-not-finalized");
    systems.land(shape);
    systems.head = 20_020 + 900 + 30;
    assertEquals(List.of(), overview(shape).problems());
    systems.head = 20_020 + 900 + 30 + 901;
    assertTrue(
        told(overview(shape))
            .contains("its upgrade landed at epoch 20020 and should be finalized by now"));
  }

  @Test
  void aWorkerThatIsNotHeardIsTold() throws IOException {
    systems.lastPing = Optional.of(Instant.parse("2026-11-20T15:00:00Z"));
    assertTrue(
        told(overview("online-1-ticket-only"))
            .contains("its worker worker-01 was last heard at 2026-11-20T15:00:00Z"));
    systems.lastPing = Optional.empty();
    assertTrue(
        told(overview("online-1-ticket-only"))
            .contains("its worker worker-01 is not known to the manager any more"));
  }

  @Test
  void theThreadThatHasItIsToldAndWhyItIsPaused() throws IOException {
    SectorOverview seen = overview("online-1-ticket-only");
    assertEquals("ticket assigned: PC1 for 59 s on worker-01, thread 0", seen.stage());
    assertEquals(List.of(), seen.problems());
    assertEquals(
        "running: PC1 for 59 s on worker-01, thread 1", overview("online-8-rebuild-cc").stage());
    systems.threadState =
        Map.of("state", "Paused", "elapsed", 5, "error", "permanent: no space\n left on device");
    SectorProblem problem = overview("online-1-ticket-only").problems().get(0);
    assertEquals("its thread is paused: permanent: no space / left on device", problem.what());
    assertTrue(problem.next().contains("damocles.workers.thread('worker-01', 0)"), problem.next());
    systems.working = false;
    assertTrue(told(overview("online-1-ticket-only")).contains("no thread of any worker has it"));
    systems.worker.close();
    seen = overview("online-1-ticket-only");
    assertEquals(List.of("the workers: no answer of worker-01"), seen.unanswered());
    assertEquals(List.of(), seen.problems());
  }

  @Test
  void filesThatTheIndexDoesNotHaveAreTold() throws IOException {
    systems.indexed = "";
    Path shape = AnsweredSystems.shape("offline-2-cc-finalized-after-rebuild");
    systems.land(shape);
    assertTrue(told(overview(shape)).contains("the manager's index has no store for its files"));
  }

  @Test
  void aNodeThatIsDownLeavesTheRest() throws IOException {
    systems.node.close();
    SectorOverview seen = overview("offline-2-cc-finalized-after-rebuild");
    assertEquals("finalized", seen.state());
    assertEquals(Optional.of(new IndexedFiles("store-a", "store-a")), seen.files());
    assertEquals(Optional.empty(), seen.chain());
    assertTrue(seen.unanswered().get(0).startsWith("the chain: "), "" + seen.unanswered());
  }

  @Test
  void aManagerThatCannotTellFilesOrWorkersLeavesTheRest() throws IOException {
    Path shape = AnsweredSystems.shape("online-1-ticket-only");
    ObjectNode state = (ObjectNode) AnsweredSystems.JSON.readTree(shape.toFile());
    systems.put("online", state);
    try (var other =
        new io.sectorsh.jsonrpc.ReplayServer(
            asked ->
                AnsweredSystems.answered(
                    asked,
                    (name, params) -> {
                      if (name.equals("FindSector") && params.get(0).asText().equals("online")) {
                        return state;
                      }
                      throw new AnsweredSystems.Failed(
                          name.equals("FindSector") ? "key not found" : "broken");
                    }))) {
      SectorOverview seen =
          new Damocles(
                  new io.sectorsh.profile.Profile(
                      "test",
                      false,
                      Optional.of(io.sectorsh.filecoin.Address.parse("t01000")),
                      Optional.of(systems.node.url()),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(other.url()),
                      Optional.empty()),
                  systems.guard)
              .sector(1);
      assertEquals("sealing", seen.state());
      assertEquals(4, seen.unanswered().size(), "" + seen.unanswered());
      assertEquals(List.of(), seen.problems());
    }
  }

  @Test
  void aSectorThatNobodyKnowsIsNotFound() {
    OperatorException failure =
        assertThrows(OperatorException.class, () -> systems.damocles().sector(9999));
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
  }

  private static List<String> told(SectorOverview seen) {
    return seen.problems().stream().map(SectorProblem::what).toList();
  }

  private static JsonNode sealed(long number) throws IOException {
    String shape =
        number == 2 ? "offline-2-cc-finalized-after-rebuild" : "offline-6-snapup-finalized";
    return AnsweredSystems.JSON.readTree(AnsweredSystems.shape(shape).toFile()).at("/Pre/CommR");
  }
}
