package io.sectorsh.damocles.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.MethodHelp;
import io.sectorsh.jsonrpc.NamedMethods;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ManagerMethodsTest {
  private static final List<Recording> RECORDINGS =
      Recording.load(Recording.resource(AnsweredSystems.class, "rpc"));

  /** What workers call, and what only a manager with --worker-prover offers to them. */
  private static final Set<String> OF_WORKERS =
      Set.of(
          "AchieveUnsealSector",
          "AcquireDeals",
          "AcquireUnsealDest",
          "AllocateRebuildSector",
          "AllocateSanpUpSector",
          "AllocateSector",
          "AllocateSectorsBatch",
          "AllocateUnsealSector",
          "AssignTicket",
          "PollPreCommitState",
          "PollProofState",
          "ReportFinalized",
          "ReportState",
          "StoreReserveSpace",
          "SubmitPersisted",
          "SubmitPersistedEx",
          "SubmitPreCommit",
          "SubmitProof",
          "SubmitSnapUpProof",
          "WaitSeed",
          "WdPoStAllocateJobs",
          "WdPoStFinishJob",
          "WdPoStHeartbeatJobs",
          "WorkerPing");

  private static NamedMethods methods(ReplayServer server, Mode mode) {
    return new DamoclesManager(
            RpcEndpoint.parse(server.url(), RpcService.DAMOCLES), new ChangeGuard(mode))
        .getRpc();
  }

  @Test
  void everyRecordedMethodOfOperatorsIsListedWithTheNumberOfItsParameters() throws IOException {
    Set<String> missing = new TreeSet<>();
    try (ReplayServer server = Recording.serve(RECORDINGS)) {
      Map<String, MethodHelp> known = methods(server, Mode.OBSERVE).getMethods();
      for (Recording recording : RECORDINGS) {
        JsonNode call = recording.call();
        String name = call.path("method").asText().replace("Venus.", "");
        if (recording.name().startsWith("err.") || OF_WORKERS.contains(name)) {
          continue;
        }
        MethodHelp help = known.get(name);
        if (help == null || help.params().size() != call.path("params").size()) {
          missing.add(recording.name());
        }
      }
      assertEquals(List.of(), server.asked());
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void methodsAreCalledByNameAndNamedWithoutAskingTheManager() throws IOException {
    try (ReplayServer server = Recording.serve(RECORDINGS)) {
      NamedMethods rpc = methods(server, Mode.OBSERVE);
      assertEquals(
          List.of(
              "FindSector(store: string, sector: abi.SectorID): core.SectorState",
              "A sector of the store 'online' or 'offline'."),
          rpc.help("Venus.findsector").toString().lines().map(String::strip).toList());
      assertTrue(rpc.known(Duration.ZERO).size() > 30);
      assertEquals(List.of(), server.asked());
      assertEquals("v0.13.1-prod-git.4235a89", rpc.methodMissing("Version", new Object[0]));
      assertThrows(
          RefusedException.class,
          () ->
              rpc.methodMissing(
                  "RemoveSector",
                  JsonMapper.builder().build().createObjectNode().put("Miner", 1000)));
      assertEquals(
          ErrorCode.NOT_FOUND,
          assertThrows(OperatorException.class, () -> rpc.help("Nope")).code());
      OperatorException misspelt =
          assertThrows(OperatorException.class, () -> rpc.call("RemoveSectr", 7));
      assertEquals("it offers no method RemoveSectr", misspelt.what());
      assertTrue(misspelt.next().startsWith("Did you mean RemoveSector"), misspelt.next());
    }
  }
}
