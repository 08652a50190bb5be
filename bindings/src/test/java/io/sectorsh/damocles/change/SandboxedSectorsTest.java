package io.sectorsh.damocles.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.Trial;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a sandbox later reads see what earlier changes would have made of a manager's sectors. */
final class SandboxedSectorsTest {
  private AnsweredSystems systems;
  private Damocles damocles;
  private ChangeGuard guard;

  @BeforeEach
  void start() throws IOException {
    systems = new AnsweredSystems();
    guard = systems.guard;
    guard.setMode(Mode.OBSERVE);
    systems.put(AnsweredSystems.shape("offline-2-cc-finalized-after-rebuild"));
    systems.land(AnsweredSystems.shape("offline-2-cc-finalized-after-rebuild"));
    damocles = systems.damocles();
  }

  @AfterEach
  void stop() {
    systems.close();
  }

  private List<String> sectors() {
    return damocles.getSectors().stream().map(SectorState::toString).toList();
  }

  private long writes() {
    return systems.manager.asked().stream()
        .filter(asked -> asked.body().matches(".*(Import|Rebuild|Restore|Remove)Sector.*"))
        .count();
  }

  @Test
  void aRebuildIsSeenByTheLinesAfterItAndByNobodyElse() {
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              damocles.getChanges().rebuild(2);
              assertEquals("rebuild", damocles.sector(2).state());
              assertTrue(damocles.findSector(2).orElseThrow().isOnline());
              assertEquals(1, damocles.sectors(Map.of("rebuild", true)).count());
              assertEquals(List.of("s-t01000-2 rebuild (online)"), sectors());
              damocles.getChanges().rebuild(2);
            });
    assertEquals(0, writes());
    assertEquals("finalized", damocles.sector(2).state());
    assertEquals(2, trial.getChanges().size());
    assertTrue(trial.getChanges().get(0).seen() instanceof Inspection.NotDone);
    assertTrue(trial.getChanges().get(1).seen() instanceof Inspection.Done);
  }

  @Test
  void anImportedStateIsThereForWhatComesAfter() throws IOException {
    ObjectNode json =
        (ObjectNode)
            AnsweredSystems.JSON.readTree(
                AnsweredSystems.shape("offline-2-cc-finalized-after-rebuild").toFile());
    json.set("ID", json.objectNode().put("Miner", 1000).put("Number", 77));
    SectorState state = SectorState.fromJson((JsonNode) json);
    Trial.of(
        guard,
        recorder -> {
          damocles.getChanges().importState(state);
          assertEquals(77, damocles.findSector(77).orElseThrow().getNumber());
          assertEquals(2, damocles.getSectors().count());
        });
    assertTrue(damocles.findSector(77).isEmpty());
    assertEquals(0, writes());
  }

  @Test
  void eachChangeThatIsPretendedIsThenFoundDone() throws IOException {
    int pretended = 0;
    for (var shape : AnsweredSystems.shapes()) {
      systems.states.clear();
      systems.put(shape);
      long number = AnsweredSystems.JSON.readTree(shape.toFile()).at("/ID/Number").asLong();
      for (int verb = 0; verb < 6; verb++) {
        int chosen = verb;
        Trial twice =
            Trial.of(
                guard,
                recorder -> {
                  change(chosen, number);
                  change(chosen, number);
                });
        if (twice.getChanges().get(0).seen() instanceof Inspection.NotDone) {
          pretended++;
          assertEquals(
              Inspection.done(),
              twice.getChanges().get(1).seen(),
              shape.getFileName() + ": " + twice.getChanges().get(0).action().describe());
        }
      }
    }
    assertTrue(pretended > 10, pretended + " of them were possible");
  }

  private void change(int verb, long number) {
    SectorChanges changes = damocles.getChanges();
    switch (verb) {
      case 0 -> changes.rebuild(number);
      case 1 -> changes.finalizeSector(number);
      case 2 -> changes.abort(number, "no disk");
      case 3 -> changes.restore(Map.of("withDeals", true), number);
      case 4 -> changes.remove(number);
      default -> changes.terminate(number);
    }
  }
}
