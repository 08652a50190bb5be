package io.sectorsh.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.picture.HeatMap;
import io.sectorsh.proofs.picture.HeatMap.Heat;
import io.sectorsh.stores.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node answers as one did at epoch 3779, when deadline 3 had just been missed. */
class ProofsTest {
  private final List<Recording> recordings =
      Recording.load(Recording.resource(ProofsTest.class, "missed-deadline.ndjson"));
  private ReplayServer node;
  private Proofs proofs;

  @BeforeEach
  void startNode() throws IOException {
    node = new ReplayServer(this::answer);
    Profile profile =
        new Profile(
            "test",
            false,
            Optional.of(Address.parse("t01000")),
            Optional.of(node.url()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    Lotus lotus = new Lotus(profile, guard);
    Damocles damocles = new Damocles(profile, guard);
    proofs = new Proofs(profile, lotus, damocles, new Stores(profile, lotus, damocles).getPaths());
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  /** Deadlines that were not recorded had no sectors. */
  private ReplayServer.Answered answer(ReplayServer.Asked asked) {
    JsonNode call = json(asked.body());
    return recordings.stream()
        .filter(recording -> recording.call().path("method").equals(call.path("method")))
        .filter(
            recording ->
                recording.call().path("params").equals(call.path("params"))
                    || recording.name().endsWith("dl47-empty"))
        .findFirst()
        .map(found -> ReplayServer.Answered.json(found.answer()))
        .orElse(new ReplayServer.Answered(404, "text/plain", "not recorded"));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  @Test
  void nothingIsAskedBeforeItIsNeeded() {
    assertTrue(proofs.toString().startsWith("proofs of test, t01000: .deadline, "));
    proofs.getDeadlines();
    proofs.getFaults();
    assertEquals(List.of(), node.asked());
  }

  @Test
  void theCurrentDeadlineSaysWhenItCloses() {
    CurrentDeadline deadline = proofs.getDeadline();
    assertEquals(4, deadline.deadline());
    assertTrue(deadline.open());
    assertEquals(new ChainEpoch(3778), deadline.opens().epoch());
    assertEquals(new ChainEpoch(3838), deadline.closes().epoch());
    assertEquals(new ChainEpoch(3758), deadline.challenge().epoch());
    assertEquals(new ChainEpoch(3708), deadline.faultCutoff().epoch());
    assertEquals(Duration.ofSeconds(59 * 4), deadline.timeLeft());
    assertEquals(
        Duration.ofSeconds(60 * 4),
        Duration.between(deadline.opens().time(), deadline.closes().time()));
    assertEquals(1, deadline.partitions());
    assertEquals(SectorNumbers.EMPTY, deadline.submitted());
  }

  @Test
  void deadlinesCountTheirSectors() {
    List<DeadlineRow> rows = proofs.getDeadlines().toList();
    assertEquals(48, rows.size());
    DeadlineRow missed = rows.get(3);
    assertFalse(missed.current());
    assertEquals(1, missed.partitions());
    assertEquals(2, missed.live());
    assertEquals(2, missed.faulty());
    assertEquals(0, missed.recovering());
    assertEquals(new ChainEpoch(3538 + 3 * 60 + 2880), missed.opens().epoch());
    assertTrue(rows.get(4).current());
    assertEquals(new ChainEpoch(3778), rows.get(4).opens().epoch());
    assertEquals(new ChainEpoch(3838), rows.get(5).opens().epoch());
    assertEquals(0, rows.get(47).partitions());
  }

  @Test
  void deadlinesAreAskedForWhileTheyAreRead() {
    proofs.getDeadlines().limit(2).toList();
    long asked =
        node.asked().stream().filter(call -> call.body().contains("StateMinerPartitions")).count();
    assertTrue(asked <= 3, asked + " calls");
  }

  @Test
  void partitionsListTheirSectors() {
    List<PartitionRow> rows = proofs.partitions(2);
    assertEquals(1, rows.size());
    PartitionRow partition = rows.get(0);
    assertEquals(SectorNumbers.of(4, 5), partition.live());
    assertEquals(SectorNumbers.of(5), partition.faulty());
    assertEquals(SectorNumbers.of(4), partition.toProve());
    assertEquals(SectorNumbers.EMPTY, partition.unproven());
    assertEquals(List.of(), proofs.partitions(47));
  }

  @Test
  void aDeadlineThatDoesNotExistIsRefused() {
    OperatorException refused = assertThrows(OperatorException.class, () -> proofs.partitions(48));
    assertEquals(ErrorCode.BAD_VALUE, refused.code());
    assertThrows(OperatorException.class, () -> proofs.partitions(-1));
  }

  @Test
  void theHeatMapHasADeadlineInEachColumn() {
    HeatMap map = proofs.getHeatMap();
    assertEquals(4, map.current());
    assertEquals(
        List.of(
            Heat.SOME_FAULTY, Heat.FINE, Heat.SOME_FAULTY, Heat.ALL_FAULTY, Heat.FINE, Heat.FINE),
        map.cells().subList(0, 6).stream().map(HeatMap.Cell::heat).toList());
    assertEquals(48, map.cells().size());
    assertEquals(Heat.EMPTY, map.cells().get(6).heat());
  }

  @Test
  void faultsHaveTheirPlace() {
    List<FaultRow> faults = proofs.getFaults().toList();
    assertEquals(List.of(0L, 5L, 6L, 7L), faults.stream().map(FaultRow::sector).toList());
    FaultRow first = faults.get(1);
    assertEquals(2, first.deadline());
    assertEquals(0, first.partition());
    assertFalse(first.recovering());
    assertEquals(new ChainEpoch(3538 + 2 * 60 + 2880), first.opens().epoch());
  }
}
