package io.sectorsh.damocles.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.change.ChangeOutcome.Result;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.Recorder;
import io.sectorsh.migration.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SectorChangesTest {
  private static final String SEALED = "offline-2-cc-finalized-after-rebuild";

  /** Ends the connection without an answer. */
  private static final class HungUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private AnsweredSystems systems;

  @BeforeEach
  void start() throws IOException {
    systems = new AnsweredSystems();
  }

  @AfterEach
  void stop() {
    systems.close();
  }

  private SectorChanges changes() {
    return systems.damocles().getChanges();
  }

  private long sent(String method) {
    return systems.manager.asked().stream().filter(one -> one.body().contains(method)).count();
  }

  private void putSealed() throws IOException {
    systems.put(AnsweredSystems.shape(SEALED));
  }

  private void remove(JsonNode params) {
    ((ObjectNode) systems.states.get("offline" + params.get(0))).put("Removed", true);
  }

  @Test
  void anAnswerThatIsLostIsLookedForAndFoundDone() throws IOException {
    putSealed();
    systems.others =
        (name, params) -> {
          remove(params);
          throw new HungUp();
        };
    assertEquals(Result.DONE, changes().remove(2).outcome());
    assertEquals(1, sent("RemoveSector"));
  }

  @Test
  void anAnswerThatIsLostIsLookedForAndFoundNotDone() throws IOException {
    putSealed();
    systems.others =
        (name, params) -> {
          throw new HungUp();
        };
    OperatorException failure = assertThrows(OperatorException.class, () -> changes().remove(2));
    assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
    assertTrue(failure.what().contains("it has not been carried out so far"), failure.what());
    assertEquals(1, sent("RemoveSector"));
  }

  @Test
  void whereNothingCanBeSeenAfterwardsThatIsTold() throws IOException {
    putSealed();
    systems.others =
        (name, params) -> {
          systems.states.clear();
          systems.node.close();
          throw new HungUp();
        };
    OperatorException failure = assertThrows(OperatorException.class, () -> changes().remove(2));
    assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
    assertTrue(failure.what().contains("is not known"), failure.what());
    assertEquals(1, sent("RemoveSector"));
  }

  @Test
  void whatIsDoneAlreadyIsNotSentAgain() throws IOException {
    systems.put(AnsweredSystems.shape("offline-10-removed"));
    assertEquals(Result.DONE, changes().remove(10).outcome());
    assertEquals(0, sent("RemoveSector"));
  }

  @Test
  void outsideOfApplyModeNothingIsSent() throws IOException {
    putSealed();
    systems.guard.setMode(Mode.OBSERVE);
    assertThrows(RefusedException.class, () -> changes().remove(2));
    assertThrows(RefusedException.class, () -> changes().remove("2,3"));
    assertEquals(0, sent("RemoveSector"));
  }

  @Test
  void ofManyEachHasARowAndAFailedOneDoesNotKeepTheOthers() throws IOException {
    putSealed();
    systems.put(AnsweredSystems.shape("offline-10-removed"));
    systems.put(AnsweredSystems.shape("online-8-rebuild-cc"));
    systems.others =
        (name, params) -> {
          remove(params);
          return AnsweredSystems.JSON.nullNode();
        };
    List<ChangeOutcome> rows = changes().remove("2,8-11");
    assertEquals(
        List.of("2 done", "8 refused", "9 refused", "10 done", "11 refused"),
        rows.stream().map(row -> row.number() + " " + row.outcome()).toList());
    assertTrue(rows.get(1).note().startsWith("it is online: rebuild"), "" + rows);
    assertEquals("damocles knows no such sector", rows.get(2).note());
  }

  @Test
  void whatTheManagerRejectsIsAFailedRow() throws IOException {
    putSealed();
    systems.others =
        (name, params) -> {
          throw new AnsweredSystems.Failed("object not found");
        };
    List<ChangeOutcome> rows = changes().remove("2");
    assertEquals(Result.FAILED, rows.get(0).outcome());
    assertEquals("object not found", rows.get(0).note());
  }

  @Test
  void aPlanTakesThemDownAndReadsThemBack() throws IOException {
    putSealed();
    List<Action> plan = new ArrayList<>();
    SectorState state = SectorState.fromJson(AnsweredSystems.JSON.readTree(shape(SEALED).toFile()));
    Damocles damocles = systems.damocles();
    systems.guard.setMode(Mode.PLAN);
    systems.guard.record(
        new Recorder() {
          @Override
          public void add(Action action) {
            plan.add(action);
          }

          @Override
          public void addLater(Action action) {
            add(action);
          }

          @Override
          public void checkpoint() {}
        },
        () -> {
          SectorChanges changes = damocles.getChanges();
          changes.rebuild(2);
          changes.rebuild(Map.of("piecesAvailable", true), 2);
          changes.finalizeSector(2);
          changes.abort(2, "no disk");
          changes.restore(2);
          changes.restore(Map.of("withDeals", true), 2);
          changes.remove(2);
          changes.terminate(2);
          changes.release(2);
          changes.importState(state);
          changes.importState(Map.of("override", true), state);
        });
    assertEquals(11, plan.size());
    for (Action action : plan) {
      Action again = damocles.getActionKinds().read(action.kind(), action.parameters());
      assertEquals(action.describe(), again.describe());
      assertEquals(action.parameters(), again.parameters());
      assertEquals(action.reversibility(), again.reversibility());
      assertFalse(again.resources().isEmpty());
    }
    assertEquals(0, systems.manager.asked().size());
  }

  private static Path shape(String name) throws IOException {
    return AnsweredSystems.shape(name);
  }

  /** Which change of which shape is refused, with the sector not on chain unless it says so. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rebuild|offline-2-cc-finalized-after-rebuild|no|it is not on chain: nobody needs its files",
        "rebuild|offline-5-aborted-with-deals|no|it is offline: aborted, commd mismatch",
        "rebuild|offline-9-terminated|no|it is offline: terminated, at epoch 20020",
        "rebuild|online-7-snapup-in-progress|yes|it is online: snapup, running (worker:"
            + " SnapDealsAcquired)",
        "rebuild|offline-512-imported-lotus-proving-with-replicaupdatemessage|upgraded|it was"
            + " upgraded on chain and damocles does not know: the old replica would be made",
        "finalize|online-2-cc-proof-submitted|no|it is not on chain: not on chain",
        "finalize|online-7-snapup-in-progress|yes|its upgrade would be given up: running (worker:"
            + " SnapDealsAcquired)",
        "finalize|online-8-rebuild-cc|yes|its rebuild would be given up: queued, or no report yet",
        "finalize|online-12-unsealing|yes|its unsealing would be given up: queued, or no report yet",
        "finalize|offline-5-aborted-with-deals|yes|it is offline: aborted, commd mismatch",
        "abort|online-2-cc-proof-submitted|yes|it is on chain, and must be proven with its files",
        "abort|online-2-cc-proof-submitted|announced|its precommit is on chain: the deposit would"
            + " be lost",
        "abort|online-6-snapup-landed-not-finalized|yes|its upgrade was sent already: landed at"
            + " epoch 20020, waits (worker: Finished)",
        "abort|offline-2-cc-finalized-after-rebuild|no|it is offline: finalized",
        "cancel|offline-2-cc-finalized-after-rebuild|yes|no upgrade of it is under way",
        "cancel|online-8-rebuild-cc|yes|no upgrade of it is under way",
        "cancel|online-6-snapup-landed-not-finalized|yes|its upgrade has landed, and is finalized"
            + " all the same: landed at epoch 20020, waits (worker: Finished)",
        "restore|offline-2-cc-finalized-after-rebuild|no|it is offline: finalized",
        "restore|offline-5-aborted-with-deals|no|it has deals that went back to the market when it"
            + " was aborted: another sector may hold them now",
        "restore|offline-17-aborted-fresh|gone|the chain has closed its number",
        "remove|offline-2-cc-finalized-after-rebuild|yes|it is on chain, and must be proven with"
            + " its files",
        "remove|offline-2-cc-finalized-after-rebuild|unasked|whether it is on chain cannot be"
            + " asked: no chain node is configured",
        "remove|online-1-ticket-only|no|it is online: sealing, ticket assigned (worker:"
            + " TicketAssigned)",
        "terminate|offline-2-cc-finalized-after-rebuild|no|there is nothing to terminate: not on"
            + " chain",
        "terminate|offline-2-cc-finalized-after-rebuild|gone|there is nothing to terminate: gone",
        "terminate|online-8-rebuild-cc|yes|it is online: rebuild, queued, or no report yet",
      })
  void whatWouldHurtIsRefusedWithTheReason(String change, String shape, String chain, String reason)
      throws IOException {
    long number = prepare(shape, chain);
    OperatorException failure = assertThrows(OperatorException.class, () -> ask(change, number));
    assertEquals(ErrorCode.REFUSED, failure.code(), failure.toString());
    assertEquals(reason, failure.what());
    assertEquals(0, writes());
  }

  private long prepare(String name, String chain) throws IOException {
    Path shape = shape(name);
    systems.put(shape);
    JsonNode state = AnsweredSystems.JSON.readTree(shape.toFile());
    long number = state.at("/ID/Number").asLong();
    switch (chain) {
      case "yes" -> systems.land(number, replica(state), AnsweredSystems.JSON.nullNode());
      case "upgraded" -> systems.land(number, replica(state), replica(state));
      case "announced" -> systems.preCommitted = SectorNumbers.of(number);
      case "gone" -> systems.allocated = SectorNumbers.of(number);
      case "unasked" -> systems.withChain = false;
      default -> {}
    }
    return number;
  }

  private static JsonNode replica(JsonNode state) throws IOException {
    JsonNode known = state.at("/Pre/CommR");
    return known.isMissingNode()
        ? AnsweredSystems.JSON.readTree(shape(SEALED).toFile()).at("/Pre/CommR")
        : known;
  }

  private void ask(String change, long number) {
    SectorChanges changes = changes();
    switch (change) {
      case "rebuild" -> changes.rebuild(number);
      case "finalize" -> changes.finalizeSector(number);
      case "abort" -> changes.abort(number, "why");
      case "cancel" -> changes.cancelUpgrade(number);
      case "restore" -> changes.restore(number);
      case "remove" -> changes.remove(number);
      default -> changes.terminate(number);
    }
  }

  @Test
  void anUpgradeUnderWayIsCancelledByOneCall() throws IOException {
    long number = prepare("online-7-snapup-in-progress", "yes");
    systems.others =
        (name, params) -> {
          assertEquals("SnapUpCancelCommitment", name);
          assertEquals(number, params.at("/0/Number").asLong());
          return AnsweredSystems.JSON.nullNode();
        };
    changes().cancelUpgrade(number);
    assertEquals(1, writes());
  }

  /** How many calls came that are none of those that only look. */
  private long writes() {
    return systems.manager.asked().stream()
        .filter(one -> !one.body().matches("(?s).*Venus\\.(Find|SectorIndexerFind|StoreList).*"))
        .count();
  }

  @Test
  void aSectorInBothStoresIsLeftAlone() throws IOException {
    putSealed();
    systems.put(shape("online-2-cc-proof-submitted"));
    for (String change :
        List.of("rebuild", "finalize", "abort", "restore", "remove", "terminate")) {
      assertEquals(
          "it is in both stores",
          assertThrows(OperatorException.class, () -> ask(change, 2)).what());
    }
  }

  @Test
  void filesThatTheIndexDoesNotHaveForbidToFinalize() throws IOException {
    prepare("online-2-cc-proof-submitted", "yes");
    systems.indexed = "";
    OperatorException failure = assertThrows(OperatorException.class, () -> ask("finalize", 2));
    assertTrue(failure.what().startsWith("the manager's index has no store"), failure.what());
  }

  static List<Path> shapes() throws IOException {
    return AnsweredSystems.shapes();
  }

  /** The manager drops what it does not know, and writes zeros for what is missing. */
  @ParameterizedTest
  @MethodSource("shapes")
  void everyShapeIsImportedAndFoundAsItIsKept(Path shape) throws IOException {
    JsonNode json = AnsweredSystems.JSON.readTree(shape.toFile());
    ObjectNode given = json.deepCopy();
    List<String> nil = new ArrayList<>();
    given.properties().forEach(one -> nil.add(one.getValue().isNull() ? one.getKey() : ""));
    given.remove(nil);
    systems.others =
        (name, params) -> {
          assertEquals("ImportSector", name);
          systems.put(params.get(0).asText(), json);
          return true;
        };
    SectorState state = SectorState.fromJson(given);
    assertEquals(Result.DONE, changes().importState(state).outcome());
    assertEquals(Result.DONE, changes().importState(state).outcome());
    assertEquals(1, sent("ImportSector"));
    SectorState other = SectorState.fromJson(given.deepCopy().put("AbortReason", "another"));
    OperatorException failure =
        assertThrows(OperatorException.class, () -> changes().importState(other));
    assertTrue(failure.what().startsWith("the store has it already"), failure.what());
  }

  @Test
  void aStateThatCountsAsSealedAndHasNothingToProveIsNotImported() throws IOException {
    ObjectNode json =
        (ObjectNode) AnsweredSystems.JSON.readTree(shape("offline-303-imported-minimal").toFile());
    json.put("Finalized", true);
    OperatorException failure =
        assertThrows(
            OperatorException.class, () -> changes().importState(SectorState.fromJson(json)));
    assertEquals("it counts as sealed, and has no commitments or no ticket", failure.what());
    assertEquals(0, writes());
  }

  @Test
  void anImportOverTheOtherStoreIsRefused() throws IOException {
    putSealed();
    SectorState online =
        SectorState.fromJson(
            AnsweredSystems.JSON.readTree(shape("online-2-cc-proof-submitted").toFile()));
    OperatorException failure =
        assertThrows(OperatorException.class, () -> changes().importState(online));
    assertEquals("the other store has it: finalized", failure.what());
    assertEquals(0, writes());
  }

  @Test
  void aMemberThatTheManagerWouldDropIsNotImportedSilently() throws IOException {
    ObjectNode json = (ObjectNode) AnsweredSystems.JSON.readTree(shape(SEALED).toFile());
    json.put("FromTheFuture", 1);
    OperatorException failure =
        assertThrows(
            OperatorException.class, () -> changes().importState(SectorState.fromJson(json)));
    assertEquals("the manager would drop what it does not know: [FromTheFuture]", failure.what());
  }

  @Test
  void anOptionThatIsNoneIsABadValue() {
    assertEquals(
        ErrorCode.BAD_VALUE,
        assertThrows(
                OperatorException.class, () -> changes().rebuild(Map.of("pieces", true), "1-3"))
            .code());
    assertEquals(
        ErrorCode.BAD_VALUE,
        assertThrows(OperatorException.class, () -> changes().rebuild("all")).code());
  }
}
