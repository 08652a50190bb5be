package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.Proofs;
import io.sectorsh.proofs.check.Forecast;
import io.sectorsh.replica.ProofOutcome;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.ReplicaFinding.Kind;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sector files of the lab against its chain, before anybody has to prove them. */
class SectorCheckTest {
  private static final int DEADLINE = 17;

  @Test
  void everySectorOfAHealthyProviderIsSound() {
    try (Running lab = start("none", 60)) {
      Proofs proofs = proofs(lab);
      SectorNumbers due = proofs.deadline(DEADLINE).live();
      List<SectorCheck> checks = proofs.check(due).toList();
      assertEquals(due.count(), checks.size());
      checks.forEach(check -> assertTrue(check.isSound() && check.isProvable(), check.toString()));
      assertTrue(proofs.checkAll(DEADLINE).await().orElseThrow().willPass());
      assertTrue(proofs.scrub(22).await().orElseThrow().findings().isEmpty());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "corrupt-replica, 22, DAMAGED, LEFT_OUT",
    "wrong-p-aux, 22, OTHER_REPLICA, SPOILS_PARTITION",
    "sealed-missing, 22, MISSING, LEFT_OUT",
    "sealed-short, 22, WRONG_LENGTH, LEFT_OUT",
    "unreadable, 22, UNREADABLE, LEFT_OUT",
    "wrong-tree, 22, DAMAGED, LEFT_OUT",
    "old-cache-after-upgrade, 23, OTHER_REPLICA, SPOILS_PARTITION",
    "old-files-after-upgrade, 23, MISSING, LEFT_OUT",
  })
  void whatIsWrongIsFoundAheadOfTime(
      String incident, long sector, Kind kind, ProofOutcome outcome) {
    try (Running lab = start(incident, 60)) {
      Proofs proofs = proofs(lab);
      SectorCheck check = proofs.check(List.of(sector)).first().orElseThrow();
      assertEquals(kind, check.findings().get(0).kind(), check.toString());
      assertTrue(proofs.check("24-26").stream().allMatch(SectorCheck::isSound));
      if (proofs.deadline(DEADLINE).faulty().isEmpty()) {
        Forecast forecast = proofs.checkAll(DEADLINE).await().orElseThrow();
        assertFalse(forecast.willPass(), forecast.line());
        SectorNumbers bad =
            outcome == ProofOutcome.LEFT_OUT ? forecast.skipped() : forecast.spoiling();
        assertEquals(SectorNumbers.of(sector), bad, forecast.line());
      }
    }
  }

  @Test
  void aChangedByteIsFoundByAnyRandomnessOfASmallSector() {
    try (Running lab = start("corrupt-replica", 60)) {
      String randomness = "07".repeat(32);
      SectorCheck check = proofs(lab).check(22, randomness).first().orElseThrow();
      ReplicaFinding finding = check.findings().get(0);
      assertTrue(finding.file().endsWith("sealed/s-t04079-22"), finding.toString());
      assertTrue(finding.offset() <= 1187 && 1187 < finding.offset() + finding.length());
      assertEquals(finding, proofs(lab).scrub(22).await().orElseThrow().findings().get(0));
      assertEquals(
          List.of(finding),
          proofs(lab)
              .checkFiles(
                  Map.of(
                      "sealed", check.files().sealed(),
                      "cache", check.files().cache().toString(),
                      "commR", check.commR().orElseThrow().getHex(),
                      "sectorSize", "2KiB"))
              .findings());
    }
  }

  @Test
  void everyCopyOfASectorIsChecked() throws IOException {
    try (Running lab = start("corrupt-replica", 60)) {
      Proofs proofs = proofs(lab);
      Path bad = proofs.check(22).first().orElseThrow().files().sealed();
      Path other = bad.getParent().resolveSibling("../store-a/sealed/").normalize();
      byte[] bytes = Files.readAllBytes(bad);
      bytes[1_187] ^= 1;
      Files.write(other.resolve(bad.getFileName()), bytes);
      Map<Path, Boolean> sound = new HashMap<>();
      proofs.check(22).forEach(check -> sound.put(check.files().sealed(), check.isSound()));
      assertEquals(Map.of(bad, false, other.resolve(bad.getFileName()), true), sound);
      assertEquals(bad, proofs.recover(22).check().files().sealed());
    }
  }

  /** Files of sector 22, with a byte changed, in another store; returns the sealed one. */
  private static Path copy(SectorCheck of, Path store, boolean damaged) throws IOException {
    Path cache = store.resolve("cache").resolve(of.files().cache().getFileName());
    Files.createDirectories(cache);
    try (var files = Files.list(of.files().cache())) {
      for (Path file : files.toList()) {
        Files.copy(file, cache.resolve(file.getFileName()));
      }
    }
    Path sealed = store.resolve("sealed").resolve(of.files().sealed().getFileName());
    byte[] bytes = Files.readAllBytes(of.files().sealed());
    bytes[1_187] ^= (byte) (damaged ? 1 : 0);
    return Files.write(sealed, bytes);
  }

  private static Path store(Running lab, String ending) {
    Lotus lotus = new Lotus(lab.profile(), new ChangeGuard(Mode.OBSERVE));
    Damocles damocles = new Damocles(lab.profile(), new ChangeGuard(Mode.OBSERVE));
    return new Stores(lab.profile(), lotus, damocles)
        .getPaths().stream().filter(path -> path.endsWith(ending)).findFirst().orElseThrow();
  }

  @Test
  void aDamagedCopyThatNoProverTakesIsToldAndDoesNotSpoilTheWindow() throws IOException {
    try (Running lab = start("none", 60)) {
      Proofs proofs = proofs(lab);
      SectorCheck good = proofs.check(22).first().orElseThrow();
      copy(good, store(lab, "store-a"), false); // The one that damocles' index names.
      Path bad = copy(good, store(lab, "store-b"), true);
      Forecast forecast = proofs.checkAll(DEADLINE).await().orElseThrow();
      assertTrue(forecast.willPass(), forecast.line());
      assertEquals(SectorNumbers.of(22), forecast.damaged());
      assertEquals(bad, forecast.bad().get(0).files().sealed());
      assertEquals(forecast.sectors(), forecast.checked());
      List<ReplicaFinding> found = proofs.scrub(22).await().orElseThrow().findings();
      assertEquals(List.of(bad), found.stream().map(ReplicaFinding::file).toList());
    }
  }

  @Test
  void aGoodCopyThatNoProverTakesDoesNotSaveTheWindow() throws IOException {
    try (Running lab = start("corrupt-replica", 60)) {
      Proofs proofs = proofs(lab);
      SectorCheck bad = proofs.check(22).first().orElseThrow();
      copy(bad, store(lab, "store-a"), false); // The one that damocles' index names.
      copy(bad, store(lab, "store-b"), true);
      Forecast forecast = proofs.checkAll(DEADLINE).await().orElseThrow();
      assertFalse(forecast.willPass(), forecast.line());
      assertEquals(SectorNumbers.of(22), forecast.skipped());
      assertEquals(SectorNumbers.of(22), forecast.unused());
      assertEquals(2, forecast.bad().size());
    }
  }

  @Test
  void ofCopiesThatLotusMinerHasTheWorstCounts() throws IOException {
    try (Running lab = start("none", 60)) {
      Proofs proofs = proofs(lab);
      SectorCheck good = proofs.check(22).first().orElseThrow();
      Path bad = copy(good, store(lab, "lotus-miner"), true);
      Lotus lotus = new Lotus(lab.profile(), new ChangeGuard(Mode.APPLY));
      lotus.getMiner().getStorage().redeclare(Optional.empty(), false);
      Forecast forecast = proofs.checkAll(DEADLINE).await().orElseThrow();
      assertFalse(forecast.willPass(), forecast.line());
      assertEquals(SectorNumbers.of(22), forecast.skipped());
      assertEquals(SectorNumbers.of(22), forecast.uncertain());
      assertEquals(bad, forecast.bad().get(0).files().sealed());
      assertTrue(forecast.line().contains("nobody can tell which one is taken"), forecast.line());
    }
  }

  @Test
  void sectorsThatAreNowhereAreRows() {
    try (Running lab = start("store-gone", 60)) {
      SectorCheck gone = proofs(lab).check(Map.of("sectors", "22")).first().orElseThrow();
      assertEquals(Kind.MISSING, gone.findings().get(0).kind());
      assertTrue(gone.findings().get(0).text().contains("lotus-store is not there"), "" + gone);
      SectorCheck unknown = proofs(lab).check(900_000).first().orElseThrow();
      assertEquals(Kind.NOT_ON_CHAIN, unknown.findings().get(0).kind());
      assertEquals(
          ErrorCode.NOT_FOUND,
          assertThrows(OperatorException.class, () -> proofs(lab).scrub(22).await()).code());
    }
  }

  private static Running start(String incident, int sectors) {
    return new Lab().startIncident(Optional.empty(), 1, incident, OptionalInt.of(sectors));
  }

  private static Proofs proofs(Running lab) {
    Profile profile = lab.profile();
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    Lotus lotus = new Lotus(profile, guard);
    Damocles damocles = new Damocles(profile, guard);
    return new Proofs(profile, lotus, damocles, new Stores(profile, lotus, damocles).getPaths());
  }
}
