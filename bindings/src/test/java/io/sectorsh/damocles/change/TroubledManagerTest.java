package io.sectorsh.damocles.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.faults.MemoryDirectory;
import io.sectorsh.jsonrpc.TroubledProxy.Trouble;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.TroubledCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans of changes in a manager while one of its calls is spoilt. */
final class TroubledManagerTest {
  private static final String CHANGES =
      "(?s).*Venus\\.(ImportSector|FinalizeSector|ReportAborted|RestoreSector|RemoveSector"
          + "|TerminateSector|SectorSetForRebuild|StoreReleaseReserved)\".*";

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void aSpoiltCallIsDoneOrToldAndNeverDoneTwice(Trouble trouble) throws IOException {
    trial(TroubledManagerTest::changeAll).applying(trouble);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void aSpoiltCallOfARollbackIsFollowedByAnother(Trouble trouble) throws IOException {
    trial(TroubledManagerTest::changeBack).rollingBack(trouble);
  }

  private TroubledCalls trial(Consumer<SectorChanges> changes) {
    return new TroubledCalls(directory, () -> new Manager(changes), body -> body.matches(CHANGES));
  }

  private static void changeAll(SectorChanges changes) {
    changes.rebuild(1);
    changes.finalizeSector(2);
    changes.abort(3, "no disk");
    changes.restore(4);
    changes.remove(5);
    changes.terminate(6);
    changes.release(7);
    changes.importState(state("offline-500-imported-lotus-proving-cc", 8));
    changes.importState(Map.of("override", true), replaced(9));
  }

  private static void changeBack(SectorChanges changes) {
    changes.restore(4);
    for (long number : new long[] {9, 6, 5, 1}) {
      changes.importState(Map.of("override", true), replaced(number));
    }
  }

  private static SectorState replaced(long number) {
    ObjectNode json = json("offline-2-cc-finalized-after-rebuild", number);
    json.withObject("/MessageInfo").put("NeedSend", true);
    return SectorState.fromJson(json);
  }

  private static SectorState state(String shape, long number) {
    return SectorState.fromJson(json(shape, number));
  }

  private static ObjectNode json(String shape, long number) {
    try {
      ObjectNode json =
          (ObjectNode) AnsweredSystems.JSON.readTree(AnsweredSystems.shape(shape).toFile());
      json.withObject("/ID").put("Number", number);
      return json;
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static final class Manager implements TroubledCalls.Daemon {
    private final Consumer<SectorChanges> changes;
    private final AnsweredSystems systems = new AnsweredSystems();
    private final TreeSet<String> reserved = new TreeSet<>(List.of("s-t01000-7"));
    private final List<String> effects = new ArrayList<>();

    Manager(Consumer<SectorChanges> changes) throws IOException {
      this.changes = changes;
      for (long number : new long[] {1, 5, 6, 9}) {
        systems.put("offline", json("offline-2-cc-finalized-after-rebuild", number));
      }
      systems.put("online", json("online-2-cc-proof-submitted", 2));
      systems.put("online", json("online-1-ticket-only", 3));
      systems.put("offline", json("offline-17-aborted-fresh", 4));
      JsonNode replica = json("offline-2-cc-finalized-after-rebuild", 1).at("/Pre/CommR");
      for (long number : new long[] {1, 2, 6}) {
        systems.land(number, replica, AnsweredSystems.JSON.nullNode());
      }
      systems.others = this::answer;
    }

    private synchronized Object answer(String method, JsonNode params) {
      switch (method) {
        case "StoreList":
          return List.of(store());
        case "ImportSector":
          return imported(params.get(0).asText(), params.get(1), params.get(2).asBoolean());
        case "StoreReleaseReserved":
          return reserved.remove("s-t01000-" + params.get(0).get("Number"))
              && effect(method, params);
        case "TerminateSector":
          change(method, params, "offline", "offline");
          return Map.of("Res", 1, "Desc", "");
        case "RemoveSector":
          change(method, params, "offline", "offline");
          break;
        case "RestoreSector", "SectorSetForRebuild":
          change(method, params, "offline", "online");
          return method.equals("RestoreSector") ? AnsweredSystems.JSON.nullNode() : true;
        default:
          change(method, params, "online", "offline");
      }
      return AnsweredSystems.JSON.nullNode();
    }

    private Map<String, Object> store() {
      Map<String, Object> store = new TreeMap<>(Map.of("Name", "store-a", "Path", "/store-a"));
      store.putAll(Map.of("Strict", false, "ReadOnly", false, "Weight", 1, "Meta", Map.of()));
      store.putAll(Map.of("Type", "local", "Total", 1, "Free", 1, "Used", 0, "UsedPercent", 0));
      store.put("Reserved", 0);
      store.put(
          "ReservedBy",
          reserved.stream().map(by -> Map.of("By", by, "Size", 1, "At", 1_600_000_000)).toList());
      return store;
    }

    private boolean imported(String store, JsonNode state, boolean override) {
      JsonNode before = systems.states.get(store + state.path("ID"));
      if (before != null && !override) {
        return false;
      }
      if (!state.equals(before)) {
        effects.add("ImportSector " + state.path("ID"));
      }
      systems.put(store, state);
      return true;
    }

    private boolean effect(String method, JsonNode params) {
      return effects.add(method + " " + params.get(0));
    }

    private void change(String method, JsonNode params, String from, String to) {
      JsonNode before = systems.states.get(from + params.get(0));
      if (before == null) {
        throw new AnsweredSystems.Failed("load state from " + from + ": key not found");
      }
      ObjectNode after = before.deepCopy();
      switch (method) {
        case "TerminateSector" -> after.withObject("/TerminateInfo").put("AddedHeight", 20_100);
        case "RemoveSector" -> after.put("Removed", true);
        case "RestoreSector" -> after.put("Finalized", false).put("AbortReason", "");
        case "SectorSetForRebuild" -> after.put("Finalized", false).put("NeedRebuild", true);
        case "FinalizeSector" -> after.put("Finalized", true);
        default -> after.put("Finalized", true).put("AbortReason", params.get(1).asText());
      }
      if (!after.equals(before)) {
        effect(method, params);
      }
      systems.states.remove(from + params.get(0));
      systems.put(to, after);
    }

    @Override
    public String url() {
      return systems.manager.url();
    }

    @Override
    public Map<String, String> kept() {
      Map<String, String> kept = new TreeMap<>();
      systems.states.forEach(
          (key, state) ->
              kept.put("s-t01000-" + state.at("/ID/Number"), key.replaceAll("\\{.*", " ") + state));
      reserved.forEach(by -> kept.put(by, "reserved"));
      return kept;
    }

    @Override
    public List<String> effects() {
      return List.copyOf(effects);
    }

    @Override
    public String nameOf(String description) {
      return description.replaceAll(".*?(s-t01000-\\d+).*", "$1");
    }

    @Override
    public ActionKinds kinds(String url, ChangeGuard guard) {
      return systems.damocles(url, guard).getActionKinds();
    }

    @Override
    public void change(String url, ChangeGuard guard) {
      changes.accept(systems.damocles(url, guard).getChanges());
    }

    @Override
    public void close() {
      systems.close();
    }
  }
}
