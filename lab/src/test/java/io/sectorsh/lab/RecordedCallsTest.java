package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every recorded call of a real manager, made to the lab's with the recorded states in it: it
 * answers with the same status, the same code, and a result where there was one.
 */
class RecordedCallsTest {
  private static final int RECORDED_MINER = 1000;

  /** Where the numbers of the recorded sectors begin here: the lab has sectors of its own. */
  private static final int NUMBERS = 600_000;

  private static final Predicate<JsonNode> SEALED =
      state ->
          state.path("Finalized").asBoolean()
              && state.path("AbortReason").asText().isEmpty()
              && !state.path("Removed").asBoolean()
              && state.at("/TerminateInfo/AddedHeight").asLong() == 0;
  private static final Predicate<JsonNode> UPGRADED = state -> state.path("Upgraded").asBoolean();

  /** Calls of sectors that the chain has: they are made of one of the lab's own. */
  private static final Map<String, Predicate<JsonNode>> OF_SECTORS_ON_CHAIN =
      Map.of(
          "ProvingSectorInfo.2", SEALED.and(UPGRADED.negate()),
          "ProvingSectorInfo.6", SEALED.and(UPGRADED),
          "SectorSetForRebuild.ok", SEALED.and(UPGRADED.negate()),
          "SectorSetForRebuild.snap", SEALED.and(UPGRADED),
          "SectorSetForRebuild.again", state -> state.path("NeedRebuild").asBoolean(),
          "TerminateSector.ok", SEALED.and(UPGRADED.negate()),
          "TerminateSector.precommitted-only",
              state -> state.at("/LatestState/StateChange/Next").asText().equals("PCLanded"));

  /** Recorded before a sector had come to the state that is in the lists; of a second miner. */
  private static final Set<String> OF_OTHER_MOMENTS =
      Set.of(
          "FindSector.fresh",
          "FindSector.online-committed",
          "FindSector.snap-landed",
          "RemoveSector.online",
          "ReportAborted.with-deals",
          "RestoreSector.online",
          "GetMinerConfig.1001");

  /** What only workers call, or only a manager with --worker-prover has. */
  private static final Set<String> NOT_OFFERED =
      new TreeSet<>(
          List.of(
              "AchieveUnsealSector",
              "AcquireDeals",
              "AcquireUnsealDest",
              "AllocateRebuildSector",
              "AllocateSanpUpSector",
              "AllocateSector",
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
              "WdPoStAllJobs",
              "WdPoStAllocateJobs",
              "WdPoStFinishJob",
              "WdPoStHeartbeatJobs",
              "WdPoStRemoveJob",
              "WdPoStResetJob",
              "WorkerPing"));

  private static Running lab;
  private static RpcClient manager;
  private static List<Exchange> calls;

  @BeforeAll
  static void start() throws IOException {
    lab = new Lab().start(Optional.empty(), 1);
    manager = RpcClient.manager(lab.profile());
    calls = Exchange.load("damocles-calls.ndjson.gz");
    for (String store : List.of("online", "offline")) {
      for (JsonNode state : json(named("ListSectors." + store + ".0").response()).path("result")) {
        manager.call("ImportSector", store, here(state), false);
      }
    }
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  private static Exchange named(String name) {
    return calls.stream().filter(call -> call.name().equals(name)).findFirst().orElseThrow();
  }

  private static JsonNode json(String text) {
    return GoJson.first(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  /** The same call of the lab's miner and of the sectors as they are numbered here. */
  private static JsonNode here(JsonNode json) {
    if (json instanceof ArrayNode array) {
      ArrayNode mapped = GoJson.array();
      array.forEach(
          one ->
              mapped.add(
                  one.isInt() && one.intValue() == RECORDED_MINER
                      ? IntNode.valueOf((int) Population.MINER)
                      : here(one)));
      return mapped;
    }
    if (!(json instanceof ObjectNode)) {
      return json;
    }
    ObjectNode mapped = GoJson.object();
    json.properties().forEach(member -> mapped.set(member.getKey(), here(member.getValue())));
    if (json.path("Miner").asInt() == RECORDED_MINER && json.has("Number")) {
      mapped.put("Miner", Population.MINER).put("Number", NUMBERS + json.path("Number").asInt());
    }
    return mapped;
  }

  /** The same call of a sector of the lab that the chain has, too. */
  private static JsonNode onChain(JsonNode request, Predicate<JsonNode> wanted) {
    for (String store : List.of("online", "offline")) {
      for (JsonNode state : manager.call("ListSectors", store, 0)) {
        boolean own =
            state.at("/ID/Miner").asLong() == Population.MINER
                && state.at("/ID/Number").asInt() < NUMBERS;
        if (own && wanted.test(state)) {
          ObjectNode call = request.deepCopy();
          ((ArrayNode) call.path("params")).set(0, state.path("ID"));
          return call;
        }
      }
    }
    throw new AssertionError("the lab has no such sector");
  }

  /** Status, code and message of an error, and what kind of result there is. */
  private static String shape(int status, String body) {
    if (body.isEmpty()) {
      return status + " empty";
    }
    JsonNode answer = json(body);
    JsonNode result = answer.path("result");
    String error = answer.path("error").path("code").asText() + " " + answer.at("/error/message");
    return status
        + (answer.has("error") ? " error " + recorded(error) : "")
        + (result.isMissingNode() ? "" : " " + result.getNodeType());
  }

  /** A text of the lab as if it were of the recorded miner. */
  private static String recorded(String text) {
    String numbers =
        Pattern.compile("60(\\d{4})\\b")
            .matcher(text)
            .replaceAll(found -> "" + Integer.parseInt(found.group(1)));
    return numbers.replace("4079", "1000");
  }

  private static JsonNode request(Exchange call) {
    JsonNode request = here(json(call.request()));
    Predicate<JsonNode> wanted = OF_SECTORS_ON_CHAIN.get(call.name());
    return wanted == null ? request : onChain(request, wanted);
  }

  /** Imports last: they put sectors into the store in which others are said not to be. */
  private static List<Exchange> inOrder() {
    return calls.stream()
        .sorted(Comparator.comparing(call -> call.name().startsWith("ImportSector")))
        .toList();
  }

  @Test
  void eachIsAnsweredInTheSameShape() throws Exception {
    Map<String, String> others = new TreeMap<>();
    Set<String> missing = new TreeSet<>();
    String address = lab.profile().damoclesApi().orElseThrow() + "/rpc/v0";
    for (Exchange call : inOrder()) {
      if (OF_OTHER_MOMENTS.contains(call.name())) {
        continue;
      }
      JsonNode request = request(call);
      Exchange.Reply reply = Exchange.post(address, request.toString());
      String was = shape(call.status(), call.response());
      String is = shape(reply.status(), reply.body());
      if (reply.body().contains("-32601") && !call.response().contains("-32601")) {
        missing.add(request.path("method").asText().replace("Venus.", ""));
      } else if (!is.equals(was)) {
        others.put(call.name(), was + " -> " + is);
      }
    }
    assertEquals(Map.of(), others);
    assertEquals(NOT_OFFERED, missing);
  }
}
