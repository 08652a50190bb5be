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
import io.sectorsh.proofs.explain.Cause;
import io.sectorsh.proofs.explain.Explanation;
import io.sectorsh.proofs.picture.PastWindow;
import io.sectorsh.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each incident is explained as what it is, by looking at the lab from outside only. */
class IncidentTest {
  private static final int DEADLINE = 17;

  /** Name, kind of the surest cause, its sectors, the end of its file's path, has a message. */
  private static final String[][] EXPECTED = {
    {"fee-cap-too-low", "fee-cap-too-low", "22-23", "", "message"},
    {"nonce-gap", "nonce-gap", "22-23", "", "message"},
    {"behind-cheap-message", "behind-other-message", "22-23", "", "message"},
    {"no-balance", "sender-broke", "22-23", "", ""},
    {"out-of-gas", "out-of-gas", "22-23", "", "message"},
    {"invalid-proof", "proof-rejected", "22-23", "", "message"},
    {"reorg", "reorganized", "22-23", "", "message"},
    {"landed-late", "landed-late", "22-23", "", "message"},
    {"not-control-address", "not-control-address", "22-23", "", "message"},
    {"too-many-partitions", "too-many-partitions", "22-23", "", "message"},
    {"fee-debt", "fee-debt", "22", "", "message"},
    {"recovery-too-late", "recovery-failed", "22", "", "message"},
    {"disputed", "disputed", "22-23", "", "message"},
    {"nothing-sent", "nothing-sent", "22-23", "", ""},
    {"miner-down", "miner-down", "22-23", "", ""},
    {"post-disabled", "post-disabled", "22-23", "", ""},
    {"prover-aborted", "prover-failed", "22-23", "", ""},
    {"no-time", "no-time", "22-23", "", ""},
    {"manager-down", "manager-down", "22-23", "", ""},
    {"workers-gone", "workers-gone", "22-23", "", ""},
    {"worker-failed", "prover-failed", "22-23", "", ""},
    {"node-down", "node-down", "none", "", ""},
    {"node-behind", "chain-behind", "none", "", ""},
    {"clock-wrong", "clock-wrong", "none", "", ""},
    {"sealed-missing", "sealed-missing", "22", "lotus-store/sealed/s-t04079-22", ""},
    {
      "tree-missing",
      "cache-missing",
      "22",
      "lotus-store/cache/s-t04079-22/sc-02-data-tree-r-last.dat",
      ""
    },
    {"sealed-short", "wrong-length", "22", "lotus-store/sealed/s-t04079-22", ""},
    {"unreadable", "unreadable", "22", "lotus-store/cache/s-t04079-22/p_aux", ""},
    {"disk-hangs", "unreadable", "22", "lotus-store/cache/s-t04079-22/p_aux", ""},
    {"store-gone", "store-gone", "22-23", "stores/lotus-store", ""},
    {"wrong-p-aux", "wrong-p-aux", "22", "lotus-store/cache/s-t04079-22/p_aux", ""},
    {
      "old-cache-after-upgrade",
      "old-files-after-upgrade",
      "23",
      "lotus-store/update-cache/s-t04079-23/p_aux",
      ""
    },
    {
      "old-files-after-upgrade",
      "old-files-after-upgrade",
      "23",
      "lotus-store/update/s-t04079-23",
      ""
    },
    {
      "wrong-tree",
      "wrong-tree",
      "22",
      "lotus-store/cache/s-t04079-22/sc-02-data-tree-r-last.dat",
      ""
    },
    {"corrupt-replica", "corrupt-replica", "22", "lotus-store/sealed/s-t04079-22", ""},
    {"recovery-not-declared", "recovery-not-declared", "22", "", ""},
    {"unknown-to-sealer", "unknown-to-sealer", "22", "", ""},
    {"skipped-once", "skipped", "22", "", "message"},
  };

  static List<String[]> expected() {
    return Arrays.asList(EXPECTED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expected")
  void theSurestCauseIsTheRightOne(
      String incident, String kind, String sectors, String file, String message) {
    try (Running lab = start(incident, 60)) {
      Explanation explanation = proofs(lab).explain(DEADLINE);
      Cause top = explanation.top().orElseThrow();
      assertEquals(kind, top.kind().toString(), () -> explanation.causes().toString());
      assertEquals(sectors, top.sectors().toString());
      assertTrue(top.file().map(Path::toString).orElse("").endsWith(file), () -> "" + top.file());
      assertEquals(file.isEmpty(), top.file().isEmpty());
      assertTrue(message.isEmpty() || top.message().isPresent());
      assertFalse(top.evidence().isEmpty());
      assertFalse(top.fixes().isEmpty());
    }
  }

  /** What the kernel has to help with is tried in {@link SlowDiskTest}. */
  @Test
  void everyIncidentOfTheLabIsTried() {
    Set<String> tried = new TreeSet<>(Set.of("none", "disk-slow"));
    expected().forEach(row -> tried.add(row[0]));
    assertEquals(tried, new TreeSet<>(new Lab().incidents().keySet()));
  }

  @Test
  void aHealthyProviderHasNoCauseInAnyDeadline() {
    try (Running lab = start("none", 60)) {
      Proofs proofs = proofs(lab);
      IntStream.range(0, 48)
          .mapToObj(proofs::explain)
          .forEach(
              explanation -> {
                assertEquals(List.of(), explanation.causes(), explanation::verdict);
                assertEquals(List.of(), explanation.notSeen());
              });
      assertEquals(List.of(), proofs.explain(Map.of("sector", 22)).causes());
    }
  }

  @ParameterizedTest(name = "{0} among 2349 sectors")
  @CsvSource({"none, ''", "corrupt-replica, 22", "wrong-p-aux, 22"})
  void aWholePartitionIsExplained(String incident, String sector) {
    try (Running lab = start(incident, 2349)) {
      Explanation explanation = proofs(lab).explain(DEADLINE);
      String found =
          explanation.top().map(cause -> cause.kind() + " " + cause.sectors()).orElse("none ");
      assertEquals(incident + " " + sector, found.stripTrailing() + (sector.isEmpty() ? " " : ""));
      assertEquals(2349, proofs(lab).deadline(DEADLINE).live().count());
    }
  }

  @Test
  void theFileOfADamagedReplicaIsNamedWithThePlace() {
    try (Running lab = start("corrupt-replica", 60)) {
      Explanation explanation = proofs(lab).explain(Map.of("sector", 22));
      assertEquals(SectorNumbers.of(22), explanation.top().orElseThrow().sectors());
      assertTrue(
          proofs(lab).explain(Map.of("sector", 23)).causes().stream()
              .noneMatch(cause -> cause.file().isPresent()));
    }
  }

  @Test
  void thePictureShowsWhatWasPosted() {
    try (Running lab = start("sealed-missing", 60)) {
      var picture = proofs(lab).deadline(DEADLINE);
      assertEquals(SectorNumbers.of(22), picture.faulty());
      assertEquals(SectorNumbers.of(0), picture.submitted());
      assertEquals(SectorNumbers.of(22), picture.posts().get(0).skipped());
      assertEquals("FAULTY", proofs(lab).sector(22).state().name());
      assertEquals("ACTIVE", proofs(lab).sector(23).state().name());
      assertFalse(picture.disputed());
    }
  }

  @Test
  void theHistoryTellsWhenPowerWasLost() {
    try (Running lab = start("landed-late", 60)) {
      PastWindow window = proofs(lab).getHistory().first().orElseThrow();
      assertEquals(DEADLINE, window.deadline());
      assertEquals(SectorNumbers.of(22, 23), window.lost());
      assertEquals(SectorNumbers.of(0), window.missed());
      assertEquals(2 * 2048, window.lostBytes());
      assertEquals(30, proofs(lab).getHistory().count());
    }
  }

  @Test
  void aReportHoldsAllCausesAndNoToken(@TempDir Path directory) throws IOException {
    try (Running lab = start("sealed-missing", 60)) {
      Explanation explanation = proofs(lab).explain(DEADLINE);
      String token = lab.profile().fullNodeApi().orElseThrow().replaceAll(":.*", "");
      for (String name : List.of("night.html", "night.md")) {
        String text = Files.readString(explanation.report(directory.resolve(name)));
        assertTrue(text.contains("sealed-missing"), text);
        assertTrue(text.contains("recover-faults 22"), text);
        assertFalse(text.contains(token));
        OperatorException twice =
            assertThrows(
                OperatorException.class, () -> explanation.report(directory.resolve(name)));
        assertEquals(ErrorCode.REFUSED, twice.code());
      }
    }
  }

  @Test
  void anIncidentIsThereAgainWhenItsDirectoryIsOpenedAgain(@TempDir Path directory) {
    Lab lab = new Lab();
    for (int time = 0; time < 2; time++) {
      try (Running running =
          lab.startIncident(
              Optional.of(directory.resolve("lab")), 1, "wrong-p-aux", OptionalInt.empty())) {
        Explanation explanation = proofs(running).explain(DEADLINE);
        assertEquals("wrong-p-aux", explanation.top().orElseThrow().kind().toString());
      }
    }
  }

  @Test
  void anUnknownIncidentIsRefused() {
    OperatorException refused =
        assertThrows(OperatorException.class, () -> start("earthquake", 60));
    assertEquals(ErrorCode.NOT_FOUND, refused.code());
    assertThrows(OperatorException.class, () -> start("none", 1_000_000));
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
