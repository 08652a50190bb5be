package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.change.ChangeOutcome;
import io.sectorsh.damocles.diagnosis.SectorHealth;
import io.sectorsh.damocles.diagnosis.SectorOverview;
import io.sectorsh.damocles.diagnosis.UnfinalizedSector;
import io.sectorsh.damocles.manager.SnapUps;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.EmbeddedSystems.Running;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes damocles' sectors, against a manager and a chain that answer like real ones. */
class SectorChangesTest {
  private Running lab;
  private Damocles damocles;

  @BeforeEach
  void start() {
    lab = new Lab().start(Optional.empty(), 1);
    damocles = new Damocles(lab.profile(), new ChangeGuard(Mode.APPLY));
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private long first(String state, SectorHealth health) {
    for (SectorState sector : damocles.sectors(Map.of("state", state))) {
      SectorOverview seen = damocles.sector(sector.getNumber());
      if (seen.chain().orElseThrow().health() == health && !sector.isWithDeals()) {
        return sector.getNumber();
      }
    }
    throw new AssertionError("the lab has no " + state + " sector that is " + health);
  }

  private void becomes(String state, ChangeOutcome outcome) {
    assertEquals(ChangeOutcome.Result.DONE, outcome.outcome());
    assertEquals(state, damocles.sector(outcome.number()).state());
  }

  private static void refused(org.junit.jupiter.api.function.Executable change) {
    assertEquals(ErrorCode.REFUSED, assertThrows(OperatorException.class, change).code());
  }

  @Test
  void eachDoesWhatItSaysAndIsDoneTheSecondTime() {
    long active = first("finalized", SectorHealth.ACTIVE);
    becomes("rebuild", damocles.getChanges().rebuild(active));
    becomes("rebuild", damocles.getChanges().rebuild(active));
    long fresh = first("sealing", SectorHealth.NOT_ON_CHAIN);
    becomes("aborted", damocles.getChanges().abort(fresh, "no disk"));
    becomes("aborted", damocles.getChanges().abort(fresh, "no disk"));
    assertEquals("no disk", damocles.sector(fresh).stage());
    becomes("sealing", damocles.getChanges().restore(fresh));
    long over = first("terminated", SectorHealth.GONE);
    becomes("removed", damocles.getChanges().remove(over));
    becomes("removed", damocles.getChanges().remove(over));
    long other = first("finalized", SectorHealth.ACTIVE);
    becomes("terminating", damocles.getChanges().terminate(other));
    becomes("terminating", damocles.getChanges().terminate(other));
  }

  @Test
  void whatIsSafeToFinalizeIsFinalizedAndTheRestIsRefused() {
    List<UnfinalizedSector> rows = damocles.unfinalized().toList();
    List<UnfinalizedSector> safe = rows.stream().filter(UnfinalizedSector::safe).toList();
    assertTrue(safe.size() >= 2, rows.toString());
    assertTrue(rows.size() > safe.size());
    for (UnfinalizedSector row : rows) {
      ChangeOutcome outcome = damocles.getChanges().finalizeSectors("" + row.getNumber()).get(0);
      assertEquals(
          row.safe() ? ChangeOutcome.Result.DONE : ChangeOutcome.Result.REFUSED,
          outcome.outcome(),
          row + ": " + outcome.note());
    }
    assertEquals(rows.size() - safe.size(), damocles.unfinalized().count());
  }

  @Test
  void whatIsOnChainKeepsItsFiles() {
    long active = first("finalized", SectorHealth.ACTIVE);
    refused(() -> damocles.getChanges().remove(active));
    refused(() -> damocles.getChanges().restore(active));
    refused(() -> damocles.getChanges().abort(active, "why"));
    assertEquals(List.of(), damocles.sector(active).problems());
  }

  @Test
  void aStateIsImportedOnceAndReplacedOnlyWhenAsked() {
    SectorState model = damocles.sector(first("finalized", SectorHealth.ACTIVE)).getSector();
    ObjectNode json = model.toJson();
    ((ObjectNode) json.path("ID")).put("Number", 999_001);
    SectorState state = SectorState.fromJson(json);
    becomes("finalized", damocles.getChanges().importState(state));
    becomes("finalized", damocles.getChanges().importState(state));
    assertEquals(
        "it counts as sealed, and is not on chain",
        damocles.sector(999_001).problems().get(0).what());
    SectorState changed = SectorState.fromJson(json.deepCopy().put("Imported", true));
    refused(() -> damocles.getChanges().importState(changed));
    becomes("imported", damocles.getChanges().importState(Map.of("override", true), changed));
  }

  @Test
  void candidatesForUpgradesAreFetchedByDeadline() {
    List<SnapUps.Candidates> all = damocles.getManager().getSnapup().candidates(4079);
    SnapUps.Candidates some = all.get(0);
    SnapUps fetch = damocles.getManager().getSnapup();
    long total = some.numbers().count();
    assertEquals(new SnapUps.Fetched(total, total), fetch.preFetch(4079, some.deadline()));
    assertEquals(new SnapUps.Fetched(total, 0), fetch.preFetch(4079, some.deadline()));
    assertThrows(OperatorException.class, () -> fetch.preFetch(4242, 0));
  }
}
