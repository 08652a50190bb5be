package io.sectorsh.lotus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.PlannedAction;
import io.sectorsh.migration.ProgressListener;
import io.sectorsh.migration.Rollback;
import io.sectorsh.migration.RunControl;
import io.sectorsh.migration.Trial;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes through lotus-miner's API in plans: carried out once, undone, and pretended. */
final class MinerChangesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path home;
  private final Map<Long, String> states = new TreeMap<>();
  private final Map<String, JsonNode> reservations = new TreeMap<>();
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private ReplayServer server;
  private Lotus lotus;
  private Migrations migrations;

  @BeforeEach
  void start() throws IOException {
    for (long number = 1; number <= 4; number++) {
      states.put(number, "Proving");
    }
    server = new ReplayServer(asked -> ReplayServer.Answered.json(answer(asked.body())));
    lotus =
        new Lotus(
            new Profile(
                "test",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(server.url()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            guard);
    migrations = new Migrations(JournalPlace.usual(Map.of(), home), lotus.getActionKinds(), guard);
  }

  @AfterEach
  void stop() {
    migrations.close();
    server.close();
  }

  private synchronized String answer(String body) {
    try {
      JsonNode call = JSON.readTree(body);
      String result = result(call.get("method").asText(), call.get("params"));
      return "{\"jsonrpc\":\"2.0\",\"id\":" + call.get("id") + "," + result + "}";
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String result(String method, JsonNode params) {
    switch (method) {
      case "Filecoin.SectorsStatus":
        String state = states.get(params.get(0).asLong());
        return state == null
            ? "\"error\":{\"code\":1,\"message\":\"datastore: key not found\"}"
            : "\"result\":{\"SectorID\":"
                + params.get(0)
                + ",\"State\":\""
                + state
                + "\",\"CommD\":{\"/\":\"x\"}}";
      case "Filecoin.SectorsList":
        return "\"result\":" + states.keySet();
      case "Filecoin.SectorNumReservations":
        return "\"result\":" + JSON.valueToTree(reservations);
      case "Filecoin.SectorsUpdate":
        states.put(params.get(0).asLong(), params.get(1).asText());
        break;
      case "Filecoin.SectorMarkForUpgrade":
        states.put(params.get(0).asLong(), "Available");
        break;
      case "Filecoin.SectorAbortUpgrade":
        states.put(params.get(0).asLong(), "Proving");
        break;
      case "Filecoin.SectorRemove":
        states.put(params.get(0).asLong(), "Removing");
        break;
      case "Filecoin.SectorNumReserve":
        reservations.put(params.get(0).asText(), params.get(1));
        break;
      default:
        reservations.remove(params.get(0).asText());
    }
    return "\"result\":null";
  }

  private MinerChanges changes() {
    return lotus.getMiner().getChanges();
  }

  @Test
  void aPlanIsCarriedOutAndUndone() {
    Migration migration =
        migrations.plan(
            "m",
            recorder -> {
              changes().setState("1-2", "FaultedFinal");
              changes().markForUpgrade(3);
              changes().reserve("mine", "50-60");
            });
    assertEquals("Proving", states.get(1L));
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals("{1=FaultedFinal, 2=FaultedFinal, 3=Available, 4=Proving}", states.toString());
    assertEquals(
        Map.of("mine", SectorNumbers.range(50, 60)), lotus.getMiner().numberReservations());
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    assertEquals("{1=Proving, 2=Proving, 3=Proving, 4=Proving}", states.toString());
    assertTrue(reservations.isEmpty());
  }

  @Test
  void whatCannotBeUndoneIsMarkedAndWhatIsNotThereIsAConflict() {
    Migration migration =
        migrations.plan(
            "m",
            recorder -> {
              changes().remove(4);
              changes().terminate(99);
            });
    List<PlannedAction> actions = migration.getActions().toList();
    assertEquals("its files are deleted", actions.get(0).irreversible().orElseThrow());
    assertEquals("conflict", actions.get(1).planned().word());
    assertTrue(actions.get(1).reason().contains("no sector 99"), actions.get(1).reason());
  }

  @Test
  void aRollbackRefusesWhatIsGoneForGoodUntilItIsToldToLeaveIt() {
    Migration migration = migrations.plan("m", recorder -> changes().remove(4));
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals("Removing", states.get(4L));
    assertEquals(
        ErrorCode.REFUSED, assertThrows(OperatorException.class, migration::rollback).code());
    assertEquals(
        MigrationState.ROLLED_BACK_IN_PART,
        migration
            .rollback(new Rollback(0, true), new RunControl(), ProgressListener.none())
            .state());
  }

  @Test
  void aSandboxReadsItsOwnChanges() {
    Trial.of(
        guard,
        recorder -> {
          changes().setState(2, "FaultedFinal");
          changes().reserve("mine", "50");
          LotusMiner miner = lotus.getMiner();
          assertEquals("FaultedFinal", miner.sectorsStatus(2, false).orElseThrow().getState());
          assertEquals(1, miner.numberReservations().size());
          assertEquals(
              1,
              miner.sectorStatuses(false).stream()
                  .filter(read -> read.status().orElseThrow().getState().equals("FaultedFinal"))
                  .count());
        });
    assertEquals("Proving", states.get(2L));
    assertTrue(lotus.getMiner().numberReservations().isEmpty());
  }
}
