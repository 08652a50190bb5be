package io.sectorsh.proofs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.lotus.MinerInfo;
import io.sectorsh.lotus.Partition;
import io.sectorsh.lotus.TipSetHead;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.proofs.explain.FileFacts.SectorFiles;
import io.sectorsh.proofs.picture.Window;
import io.sectorsh.replica.ProofOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Measured reads against the time that is left; no disk can be made slow for a test. */
class SlowDiskTest {
  private static final ChainEpoch OPEN = new ChainEpoch(1_000);
  private static final SectorNumbers PARTITION = SectorNumbers.range(1, 2349);

  private static WindowFacts facts(long left, Duration read) {
    ChainEpoch close = OPEN.plus(60);
    Window window =
        new Window(
            7,
            ChainClock.MAINNET,
            close.minus(left),
            OPEN,
            close,
            OPEN.minus(20),
            OPEN.minus(70),
            2_880);
    SectorNumbers none = SectorNumbers.EMPTY;
    List<Partition> partitions =
        List.of(new Partition(7, 0, PARTITION, none, none, PARTITION, PARTITION));
    TipSetHead head = new TipSetHead(List.of(), window.head(), Instant.EPOCH, TokenAmount.ZERO);
    ChainFacts chain =
        new ChainFacts(
            head, miner(), partitions, partitions, partitions, none, Map.of(), true, new byte[32]);
    List<SectorFiles> files =
        LongStream.rangeClosed(1, 8)
            .mapToObj(
                number ->
                    new SectorFiles(
                        number,
                        Path.of("/store/sealed/s-t01000-" + number),
                        true,
                        Optional.empty(),
                        List.of(),
                        false,
                        Depth.CHALLENGES,
                        ProofOutcome.PROVES,
                        read))
            .toList();
    return new WindowFacts(
        window,
        Instant.EPOCH,
        chain,
        Fact.notAsked(),
        Fact.notAsked(),
        Fact.notAsked(),
        Fact.notAsked(),
        Fact.notAsked(),
        Fact.of(new FileFacts(List.of(), List.of(), 1, files, 2349, 0, 0, "")));
  }

  private static MinerInfo miner() {
    Address owner = Address.parse("t01001");
    return new MinerInfo(
        owner,
        owner,
        Optional.empty(),
        List.of(),
        new ChainEpoch(-1),
        Optional.empty(),
        PoStProof.ofNumber(8),
        SectorSize.ofBytes(32L << 30),
        2349,
        new ChainEpoch(-1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void readsThatTakeLongerThanTheWindowIsOpenAreACause() {
    List<Cause> causes = new TimeRule().look(facts(3, Duration.ofSeconds(2)));
    assertEquals(CauseKind.NO_TIME, causes.get(0).kind());
    assertEquals(PARTITION, causes.get(0).sectors());
    assertTrue(
        causes.get(0).evidence().toString().contains("2349 sectors are to be read"),
        causes.toString());
  }

  @Test
  void readsThatAreDoneInTimeAreNone() {
    assertEquals(List.of(), new TimeRule().look(facts(3, Duration.ofSeconds(1))));
    assertEquals(List.of(), new TimeRule().look(facts(30, Duration.ofSeconds(2))));
  }

  @Test
  void theBudgetIsForAllSectorsWithSoManyReadAtOnce() {
    Budget budget = Budget.of(facts(3, Duration.ofSeconds(2)));
    assertEquals(2349, budget.sectors());
    assertEquals(Optional.of(Duration.ofSeconds(2)), budget.read());
    assertEquals(146, budget.needed().orElseThrow().toSeconds());
    assertEquals(Duration.ofSeconds(90), budget.left());
  }
}
