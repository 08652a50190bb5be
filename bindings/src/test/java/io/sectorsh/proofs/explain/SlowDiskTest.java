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
import io.sectorsh.lotus.chain.MinerInfo;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.chain.TipSetHead;
import io.sectorsh.proofs.picture.Window;
import io.sectorsh.replica.FileReads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Measured reads against the time that is left. */
class SlowDiskTest {
  private static final ChainEpoch OPEN = new ChainEpoch(1_000);
  private static final SectorNumbers PARTITION = SectorNumbers.range(1, 2349);

  private static WindowFacts facts(long left, Duration each) {
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
    Path tree = Path.of("/store/cache/s-t01000-9/sc-02-data-tree-r-last-3.dat");
    DiskPace pace =
        new DiskPace(
            Path.of("/store"),
            new FileReads(tree, 5, 160, each.multipliedBy(4), each.multipliedBy(3)),
            PARTITION,
            2349,
            8,
            each);
    return new WindowFacts(
        window,
        Instant.EPOCH,
        chain,
        Fact.notAsked(),
        Fact.notAsked(),
        Fact.notAsked(),
        Fact.notAsked(),
        Fact.notAsked(),
        Fact.of(new FileFacts(List.of(), List.of(), 1, List.of(), 2349, 0, 0, List.of(pace), "")));
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
    Cause cause = new SlowReadsRule().look(facts(30, Duration.ofSeconds(1))).get(0);
    assertEquals(CauseKind.SLOW_READS, cause.kind());
    assertEquals(PARTITION, cause.sectors());
    assertTrue(cause.file().orElseThrow().endsWith("sc-02-data-tree-r-last-3.dat"));
    assertTrue(cause.text().contains("/store is too slow"), cause.text());
    assertTrue(cause.text().contains("takes 39 min, and the window closes in 15 min"));
    assertTrue(cause.evidence().toString().contains("8 of 2349 sectors"), cause.toString());
    assertTrue(cause.confidence() > 85);
  }

  @Test
  void aWindowThatHasBecomeTooShortIsALesserCause() {
    Cause cause = new SlowReadsRule().look(facts(3, Duration.ofMillis(100))).get(0);
    assertTrue(cause.text().contains("takes 3 min, and the window closes in 90 s"), cause.text());
    assertTrue(cause.confidence() < 85);
  }

  @Test
  void aWindowThatWasMissedIsComparedWithItsWholeLength() {
    Cause cause = new SlowReadsRule().look(facts(-5, Duration.ofSeconds(1))).get(0);
    assertTrue(cause.text().contains("a window has 30 min"), cause.text());
    assertEquals(List.of(), new SlowReadsRule().look(facts(-5, Duration.ofMillis(700))));
  }

  @Test
  void readsThatAreDoneInTimeAreNone() {
    assertEquals(List.of(), new SlowReadsRule().look(facts(3, Duration.ofMillis(30))));
    assertEquals(List.of(), new SlowReadsRule().look(facts(50, Duration.ofMillis(600))));
    assertEquals(List.of(), new SlowReadsRule().look(facts(70, Duration.ofSeconds(9))));
  }

  @Test
  void theBudgetIsForAllSectorsAtTheMeasuredPace() {
    Budget budget = Budget.of(facts(3, Duration.ofMillis(100)));
    assertEquals(2349, budget.sectors());
    assertEquals(Optional.of(Duration.ofMillis(100)), budget.read());
    assertEquals(Optional.of(Duration.ofMillis(234_900)), budget.needed());
    assertEquals(Duration.ofSeconds(90), budget.left());
  }
}
