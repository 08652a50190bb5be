package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes lotus-miner's sectors, numbers and paths, mistakes of lotus' included. */
class MinerChangesTest {
  private static final long UNKNOWN = 777_777;

  private Running lab;
  private RpcClient raw;
  private Lotus lotus;
  private LotusRepo repo;

  @BeforeEach
  void start() {
    lab = new Lab().start(Optional.empty(), 1);
    raw = RpcClient.miner(lab.profile());
    lotus = new Lotus(lab.profile(), new ChangeGuard(Mode.APPLY));
    repo = lotus.getRepo();
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private SectorInfo first(String state) {
    return repo.getSectors()
        .filter(sector -> sector.getState().equals(state))
        .first()
        .orElseThrow();
  }

  private boolean hasSealedFile(long number) {
    return !repo.getStorage().find(number).isEmpty();
  }

  @Test
  void aSectorIsRemovedWithItsFilesAndItsRecordStays() {
    long number = first("Proving").getSectorNumber();
    assertTrue(hasSealedFile(number));
    lotus.getMiner().sectorRemove(number);
    assertFalse(hasSealedFile(number));
    assertEquals("Removed", lotus.getMiner().sectorsStatus(number, false).orElseThrow().getState());
    assertTrue(raw.error("SectorsUpdate", number, "Proving").contains("normal shutdown"));
  }

  @Test
  void anUnknownNumberActsOnSectorZeroUnlessThisShellStopsIt() {
    assertTrue(hasSealedFile(0));
    OperatorException stopped =
        assertThrows(OperatorException.class, () -> lotus.getMiner().sectorRemove(UNKNOWN));
    assertEquals(ErrorCode.NOT_FOUND, stopped.code());
    assertTrue(hasSealedFile(0));
    raw.call("SectorRemove", UNKNOWN);
    assertFalse(hasSealedFile(0));
    JsonNode phantom = raw.call("SectorsStatus", UNKNOWN, false);
    assertEquals(UNKNOWN, phantom.path("SectorID").asLong());
    assertEquals("Removed", phantom.path("State").asText());
    long zeros = 0;
    for (JsonNode number : raw.call("SectorsList")) {
      zeros += number.asLong() == 0 ? 1 : 0;
      assertFalse(number.asLong() == UNKNOWN);
    }
    assertEquals(2, zeros);
    assertTrue(repo.check().getFindings().stream().anyMatch(f -> f.where().endsWith("/777777")));
    assertThrows(OperatorException.class, () -> lotus.getMiner().sectorsUpdate(UNKNOWN, "Proving"));
  }

  @Test
  void aTerminationWaitsUntilItIsFlushed() {
    long number = first("Proving").getSectorNumber();
    lotus.getMiner().sectorTerminate(number);
    assertEquals(1, lotus.getMiner().getSealing().terminationsPending().size());
    assertTrue(lotus.getMiner().getSealing().flushTerminations().isPresent());
    assertEquals("TerminateWait", repo.sector(number).getState());
    assertEquals(Optional.empty(), lotus.getMiner().getSealing().flushTerminations());
  }

  @Test
  void anUpgradeIsOfferedAndGivenUp() {
    SectorInfo empty =
        repo.getSectors()
            .filter(s -> s.getState().equals("Proving"))
            .filter(s -> s.getPieces().stream().allMatch(piece -> piece.dealInfo().isEmpty()))
            .first()
            .orElseThrow();
    lotus.getMiner().sectorMarkForUpgrade(empty.getSectorNumber());
    assertEquals("Available", repo.sector(empty.getSectorNumber()).getState());
    lotus.getMiner().sectorAbortUpgrade(empty.getSectorNumber());
    assertEquals("Proving", repo.sector(empty.getSectorNumber()).getState());
    assertEquals(empty.getLog().size() + 2, repo.sector(empty.getSectorNumber()).getLog().size());
  }

  @Test
  void keptNumbersAreNotTheNextOnes() {
    long next = lotus.getMiner().numberAssignment().next();
    SectorNumbers kept = lotus.getMiner().reserveNumbers("moved", 3);
    assertEquals(3, kept.count());
    assertTrue(kept.contains(next));
    assertFalse(kept.contains(lotus.getMiner().numberAssignment().next()));
    lotus.getMiner().reserveNumbers("far", SectorNumbers.range(900_000, 900_004), false);
    assertEquals(repo.getReservations(), lotus.getMiner().numberReservations());
    assertThrows(
        OperatorException.class,
        () -> lotus.getMiner().reserveNumbers("again", SectorNumbers.of(900_002), false));
    lotus.getMiner().freeNumbers("moved");
    assertEquals(next, lotus.getMiner().numberAssignment().next());
  }

  @Test
  void aPathIsAttachedAndLetGoOf(@TempDir Path directory) throws IOException {
    assertThrows(OperatorException.class, () -> lotus.getMiner().getStorage().attach(directory));
    Files.writeString(directory.resolve("sectorstore.json"), "{\"ID\":\"new\",\"CanStore\":true}");
    lotus.getMiner().getStorage().attach(directory);
    Files.writeString(directory.resolve("sealed/s-t04079-999"), "sealed");
    lotus.getMiner().getStorage().redeclare(Optional.of("new"), true);
    assertTrue(
        lotus.getMiner().getStorage().list().stream().anyMatch(file -> file.id().number() == 999));
    assertEquals(
        List.of(directory),
        repo.getStorage().getPaths().stream()
            .map(path -> path.path())
            .filter(directory::equals)
            .toList());
    lotus.getMiner().getStorage().detach(directory);
    assertFalse(lotus.getMiner().getStorage().local().containsKey("new"));
    assertTrue(Files.exists(directory.resolve("sealed/s-t04079-999")));
  }

  @Test
  void manyWritesAreReadBackAndSurviveARestart(@TempDir Path directory) {
    lab.close();
    lab = new Lab().start(Optional.of(directory), 1);
    raw = RpcClient.miner(lab.profile());
    for (int round = 0; round < 60; round++) {
      raw.call("SectorsUpdate", 2, round % 2 == 0 ? "WaitDeals" : "Proving");
    }
    lab.close();
    lab = new Lab().start(Optional.of(directory), 1);
    LotusRepo kept = LotusRepo.open(lab.profile().lotusMinerRepo().orElseThrow());
    assertEquals("Proving", kept.sector(2).getState());
    assertTrue(kept.check().isHealthy(), kept.check().toString());
  }
}
