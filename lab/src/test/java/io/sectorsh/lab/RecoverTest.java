package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.Proofs;
import io.sectorsh.proofs.recover.Recovery;
import io.sectorsh.proofs.recover.RecoveryActions;
import io.sectorsh.proofs.recover.RecoveryStep;
import io.sectorsh.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cache files that are brought back, and sectors for which only others can do something. */
class RecoverTest {
  private final ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "tree-missing, 22, replica.tree",
    "wrong-tree, 22, replica.tree",
    "old-cache-after-upgrade, 23, replica.tree",
  })
  void aCacheIsMadeWholeAgainAsPlanned(String incident, long sector, String kinds) {
    try (Running lab = start(incident)) {
      Recovery recovery = proofs(lab, guard).recover(Map.of("sector", sector));
      assertEquals(kinds, kinds(recovery));
      assertThrows(RefusedException.class, recovery::submit);
      List<Action> recorded =
          recovery.steps().stream().map(RecoveryStep::action).flatMap(Optional::stream).toList();
      guard.setMode(Mode.APPLY);
      recorded.stream()
          .map(
              action ->
                  RecoveryActions.kinds(() -> new Lotus(lab.profile(), guard))
                      .read(action.kind(), action.parameters()))
          .forEach(guard::submit);
      assertTrue(proofs(lab, guard).check(sector).first().orElseThrow().isSound());
      assertEquals("", kinds(proofs(lab, guard).recover(sector)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "tree-missing, replica.tree",
    "wrong-tree, replica.tree",
    "none, replica.p_aux",
  })
  void aPlanIsRolledBackToWhatWasThere(String incident, String kind, @TempDir Path directory)
      throws IOException {
    try (Running lab = start(incident);
        Migrations migrations = migrations(lab, directory)) {
      Path cache = cache(lab);
      if (incident.equals("none")) {
        Path aux = cache.resolve("p_aux");
        Files.write(aux, Arrays.copyOf(Arrays.copyOf(Files.readAllBytes(aux), 32), 64));
      }
      Map<String, String> before = content(cache);
      Proofs proofs = proofs(lab, guard);
      Migration plan = migrations.plan("repair", none -> proofs.recover(22).submit());
      assertEquals(List.of(kind), plan.getActions().stream().map(action -> action.kind()).toList());
      assertEquals(before, content(cache));
      guard.setMode(Mode.APPLY);
      assertEquals(MigrationState.DONE, plan.apply().state());
      assertTrue(proofs.check(22).first().orElseThrow().isSound());
      assertEquals(MigrationState.ROLLED_BACK, plan.rollback().state());
      assertEquals(before, content(cache));
    }
  }

  @Test
  void aFaultySectorIsDeclaredOnceBeforeItsCutoff(@TempDir Path directory) {
    try (Running lab = new Lab().start(Optional.empty(), 1);
        Migrations migrations = migrations(lab, directory)) {
      Proofs proofs = proofs(lab, guard);
      long sector = declarable(proofs);
      Recovery recovery = proofs.recover(sector);
      RecoveryStep step = recovery.steps().get(recovery.steps().size() - 1);
      long now = proofs.getDeadline().now().epoch().value();
      long until = step.until().orElseThrow().epoch().value();
      assertTrue(until > now && until < now + 2880, until + " after " + now);
      Migration first = migrations.plan("declare", none -> proofs.recover(sector).submit());
      Migration second = migrations.plan("declare", none -> proofs.recover(sector).submit());
      guard.setMode(Mode.APPLY);
      assertEquals(MigrationState.DONE, first.apply().state());
      assertEquals(MigrationState.DONE, second.apply().state());
      assertEquals(1, new Lotus(lab.profile(), guard).getNode().getPool().pending().size());
    }
  }

  /** Faulty, of lotus-miner, with good files and a window that still takes a declaration. */
  private static long declarable(Proofs proofs) {
    return proofs.getFaults().stream()
        .filter(fault -> !fault.recovering())
        .map(fault -> proofs.recover(fault.sector()))
        .filter(recovery -> kinds(recovery).equals("lotus.faults.recover"))
        .filter(recovery -> recovery.check().isSound())
        .findFirst()
        .orElseThrow()
        .sector();
  }

  @Test
  void whatIsTooLateForTheOpenWindowIsSaid() {
    try (Running lab = start("tree-missing")) {
      Recovery recovery = proofs(lab, guard).recover(22);
      RecoveryStep last = recovery.steps().get(recovery.steps().size() - 1);
      assertTrue(last.text().contains("when this window has closed, declare it"), last.text());
      long now = proofs(lab, guard).getDeadline().now().epoch().value();
      long cutoff = proofs(lab, guard).sector(22).faultCutoff().epoch().value();
      long until = last.until().orElseThrow().epoch().value();
      assertEquals(cutoff <= now ? cutoff + 2880 : cutoff, until + 1);
    }
  }

  @Test
  void aStoreThatLotusDoesNotKnowIsAttached(@TempDir Path directory) throws IOException {
    try (Running lab = start("none");
        Migrations migrations = migrations(lab, directory)) {
      Path cache = cache(lab);
      Path from = cache.getParent().getParent();
      Path store = from.resolveSibling("store-a");
      for (String kind : List.of("sealed", "cache")) {
        String name = kind + "/" + cache.getFileName();
        Files.move(from.resolve(name), store.resolve(name));
      }
      Path described = store.resolve("sectorstore.json");
      String description = Files.readString(described);
      Files.delete(described);
      Proofs proofs = proofs(lab, guard);
      Recovery unknown = proofs.recover(22);
      String command = unknown.steps().get(0).command().orElse("");
      assertTrue(command.contains("attach --init"), unknown.steps() + " " + unknown.check());
      Files.writeString(described, description);
      Migration plan = migrations.plan("attach", none -> proofs.recover(22).submit());
      assertEquals(
          List.of("attach " + store + " as a storage path of lotus-miner"),
          plan.getActions().stream().map(action -> action.description()).toList());
      guard.setMode(Mode.APPLY);
      assertEquals(MigrationState.DONE, plan.apply().state());
      assertEquals(List.of(), proofs.recover(22).steps());
      assertEquals(MigrationState.ROLLED_BACK, plan.rollback().state());
    }
  }

  private Migrations migrations(Running lab, Path directory) {
    JournalPlace place = JournalPlace.at(directory.resolve("j.db"), Map.of(), directory);
    Lotus lotus = new Lotus(lab.profile(), guard);
    return new Migrations(
        place, RecoveryActions.kinds(() -> lotus).and(lotus.getActionKinds()), guard);
  }

  private static Path cache(Running lab) {
    return lab.profile()
        .lotusMinerRepo()
        .orElseThrow()
        .resolveSibling("stores")
        .resolve("lotus-store/cache/s-t04079-22");
  }

  private static Map<String, String> content(Path cache) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        content.put(
            String.valueOf(file.getFileName()), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"corrupt-replica, 22", "sealed-missing, 22", "wrong-p-aux, 22"})
  void whatOnlyACopyCanSaveIsSaid(String incident, long sector) {
    try (Running lab = start(incident)) {
      Recovery recovery = proofs(lab, guard).recover(sector);
      assertEquals("", kinds(recovery));
      assertTrue(recovery.steps().get(0).command().isPresent(), recovery.steps().toString());
    }
  }

  @Test
  void aSoundSectorNeedsNothing() {
    try (Running lab = start("none")) {
      assertEquals(List.of(), proofs(lab, guard).recover(22).steps());
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
