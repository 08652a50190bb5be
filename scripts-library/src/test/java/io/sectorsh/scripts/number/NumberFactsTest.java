package io.sectorsh.scripts.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.scripts.NumberCollector;
import io.sectorsh.scripts.number.NumberFinding.Weight;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberFactsTest {
  private static SectorNumbers set(String text) {
    return SectorNumbers.parse(text);
  }

  private static LotusNumbers lotus(String records, String allocated, String reserved) {
    long next = set(allocated).union(set(reserved)).lowestFree();
    return new LotusNumbers(
        set(records), set(allocated), set(reserved), OptionalLong.empty(), next);
  }

  private static NumberFacts facts(
      String chain, LotusNumbers lotus, String damocles, long from, String files) {
    return new NumberFacts(
        "test",
        Optional.of(set(chain)),
        Optional.of(lotus),
        Optional.of(set(damocles)),
        from < 0 ? OptionalLong.empty() : OptionalLong.of(from),
        set(files));
  }

  private static List<NumberFinding> collisions(NumberFacts facts) {
    return new NumberAudit(4079, facts)
        .findings().stream().filter(found -> found.weight() == Weight.COLLISION).toList();
  }

  @Test
  void holesLieBelowTheHighestThatWasUsedWhateverIsReservedAbove() {
    NumberFacts facts = facts("0-2", lotus("0", "0-2", "50-59"), "5", -1, "7");
    assertEquals(set("3-4,6"), facts.holes());
    assertEquals(set("0-2,5,7,50-59"), facts.used());
  }

  @Test
  void lotusWouldFillHolesThatDamoclesHasUsed() {
    NumberFacts facts = facts("0-2", lotus("0-2", "0-2", "none"), "3-5", -1, "9");
    List<NumberFinding> found = collisions(facts);
    assertEquals(set("3-5,9"), found.get(0).numbers());
    assertEquals("nextid set 9", found.get(0).next());
  }

  @Test
  void damoclesGoesOnAboveItsHighestAndItsConfigurationAndSkipsTheChainOnly() {
    assertEquals(8, facts("6-7", lotus("none", "none", "none"), "0-5", -1, "none").damoclesNext());
    assertEquals(101, facts("0", lotus("none", "none", "none"), "0", 100, "none").damoclesNext());
    NumberFacts ahead = facts("0", lotus("0-9", "0-9", "none"), "0-3", -1, "none");
    assertEquals(set("4-9"), ahead.endangeredByDamocles());
    String next = collisions(ahead).get(0).next();
    assertTrue(next.contains("MinNumber = 9; then: kill -USR1"), next);
    NumberFacts lifted = facts("0", lotus("0-9", "0-9", "none"), "0-3", 9, "none");
    assertTrue(collisions(lifted).isEmpty(), "the advice ends what it is given for");
  }

  @Test
  void whatLotusKeepsBackIsNoCollisionSinceItMayBeKeptForDamocles() {
    NumberFacts facts = facts("0", lotus("0", "0", "5-9"), "0-3", -1, "8");
    assertEquals(set("8"), facts.endangeredByDamocles());
    assertEquals(set("5-7,9"), facts.reservedAheadOfDamocles());
  }

  @Test
  void whatTheChainHasIsInNoDanger() {
    NumberFacts facts = facts("0-9", lotus("none", "none", "none"), "0-4", -1, "0-9");
    assertTrue(collisions(facts).isEmpty());
  }

  @Test
  void nextidWithoutEffectIsTold() {
    LotusNumbers odd = new LotusNumbers(set("0"), set("0-3"), set("none"), OptionalLong.of(9), 4);
    List<NumberFinding> found =
        new NumberAudit(4079, facts("0-3", odd, "none", -1, "none")).findings();
    assertEquals(set("4-9"), found.get(0).numbers());
    assertEquals(Weight.NOTE, found.get(0).weight());
  }

  /** A number is endangered exactly if somebody other than lotus and the chain has it. */
  @Test
  void noEndangeredNumberIsMissed() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      SectorNumbers chain = some(random);
      SectorNumbers allocated = some(random);
      SectorNumbers damocles = some(random);
      SectorNumbers files = some(random);
      LotusNumbers lotus =
          new LotusNumbers(
              SectorNumbers.EMPTY,
              allocated,
              SectorNumbers.EMPTY,
              OptionalLong.empty(),
              allocated.union(chain).lowestFree());
      NumberFacts facts =
          new NumberFacts(
              "test",
              Optional.of(chain),
              Optional.of(lotus),
              Optional.of(damocles),
              OptionalLong.empty(),
              files);
      for (long number = 0; number < 40; number++) {
        boolean others = damocles.contains(number) || files.contains(number);
        boolean safe = allocated.contains(number) || chain.contains(number);
        assertEquals(others && !safe, facts.endangeredByLotus().contains(number));
      }
    }
  }

  private static SectorNumbers some(Random random) {
    return SectorNumbers.of(random.longs(random.nextInt(20), 0, 40).toArray());
  }

  @Test
  void numbersThatComeOneByOneAreAllThere() {
    NumberCollector collector = new NumberCollector();
    for (long number = 0; number < 20_000; number += 2) {
      collector.add(number);
    }
    assertEquals(10_000, collector.all().count());
    assertEquals(OptionalLong.of(19_998), collector.all().last());
  }
}
