package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.Proofs;
import io.sectorsh.proofs.recover.Recovery;
import io.sectorsh.proofs.recover.RecoveryActions;
import io.sectorsh.proofs.recover.RecoveryStep;
import io.sectorsh.stores.Stores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cache files that are brought back, and sectors for which only others can do something. */
class RecoverTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "tree-missing, 22, replica.tree",
    "wrong-tree, 22, replica.tree",
    "old-cache-after-upgrade, 23, replica.tree",
  })
  void aCacheIsMadeWholeAgainAsPlanned(String incident, long sector, String kinds) {
    try (Running lab = start(incident)) {
      ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
      Recovery recovery = proofs(lab, guard).recover(Map.of("sector", sector));
      assertEquals(kinds, kinds(recovery));
      assertThrows(RefusedException.class, recovery::submit);
      List<Action> recorded =
          recovery.steps().stream().map(RecoveryStep::action).flatMap(Optional::stream).toList();
      guard.setMode(Mode.APPLY);
      recorded.stream()
          .map(action -> RecoveryActions.kinds().read(action.kind(), action.parameters()))
          .forEach(guard::submit);
      assertTrue(proofs(lab, guard).check(sector).first().orElseThrow().isSound());
      assertEquals("", kinds(proofs(lab, guard).recover(sector)));
    }
  }

  @Test
  void aFaultySectorIsToBeDeclaredBeforeItsCutoff() {
    try (Running lab = start("tree-missing")) {
      Recovery recovery = proofs(lab, new ChangeGuard(Mode.OBSERVE)).recover(22);
      RecoveryStep last = recovery.steps().get(recovery.steps().size() - 1);
      assertTrue(last.command().orElse("").startsWith("lotus.recoverFaults("), last.toString());
      var sector = proofs(lab, new ChangeGuard(Mode.OBSERVE)).sector(22);
      long now = proofs(lab, new ChangeGuard(Mode.OBSERVE)).getDeadline().now().epoch().value();
      long until = last.until().orElseThrow().epoch().value();
      assertTrue(until > now, until + " after " + now);
      long nextCutoff = sector.faultCutoff().epoch().value();
      assertEquals(nextCutoff <= now ? nextCutoff + 2880 : nextCutoff, until + 1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"corrupt-replica, 22", "sealed-missing, 22", "wrong-p-aux, 22"})
  void whatOnlyACopyCanSaveIsSaid(String incident, long sector) {
    try (Running lab = start(incident)) {
      Recovery recovery = proofs(lab, new ChangeGuard(Mode.OBSERVE)).recover(sector);
      assertEquals("", kinds(recovery));
      assertTrue(recovery.steps().get(0).command().isPresent(), recovery.steps().toString());
    }
  }

  @Test
  void aSoundSectorNeedsNothing() {
    try (Running lab = start("none")) {
      assertEquals(List.of(), proofs(lab, new ChangeGuard(Mode.OBSERVE)).recover(22).steps());
    }
  }

  private static String kinds(Recovery recovery) {
    return String.join(
        " ",
        recovery.steps().stream()
            .map(RecoveryStep::action)
            .flatMap(Optional::stream)
            .map(Action::kind)
            .toList());
  }

  private static Running start(String incident) {
    return new Lab().startIncident(Optional.empty(), 1, incident, OptionalInt.of(60));
  }

  private static Proofs proofs(Running lab, ChangeGuard guard) {
    Profile profile = lab.profile();
    Lotus lotus = new Lotus(profile, guard);
    Damocles damocles = new Damocles(profile, guard);
    Stores stores = new Stores(profile, lotus, damocles);
    return new Proofs(profile, lotus, damocles, stores.getPaths(), guard);
  }
}
