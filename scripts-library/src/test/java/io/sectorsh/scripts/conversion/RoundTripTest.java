package io.sectorsh.scripts.conversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.scripts.DealsChain;
import io.sectorsh.scripts.RecordedRecords;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every recorded sector goes to the other system and comes back; what differs is told. */
class RoundTripTest {
  private static final long MINER = 1000;

  /** What damocles has no place for, of all that was ever recorded. */
  private static final Set<String> ONLY_LOTUS =
      Set.of(
          "CreationTime",
          "Log",
          "PreCommit1Out",
          "PreCommitDeposit",
          "PreCommitTipSet",
          "State",
          "Pieces",
          "InvalidProofs",
          "PreCommit2Fails");

  /** What lotus has no place for. */
  private static final Set<String> ONLY_DAMOCLES =
      Set.of(
          "Deals",
          "LatestState",
          "MessageInfo",
          "Pieces",
          "Removed",
          "TerminateInfo",
          "UpgradeLandedEpoch",
          "UpgradeMessageID",
          "UpgradePublic",
          "UpgradedInfo");

  private static List<SectorInfo> lotus() {
    List<SectorInfo> all = new ArrayList<>(RecordedRecords.ofLotus());
    SectorInfo sealed = numbered(all, 14);
    SectorInfo snapped = numbered(all, 11);
    all.add(sealed.toBuilder(700).state("Available").build());
    all.add(sealed.toBuilder(701).state("FinalizeSector").build());
    all.add(
        sealed.toBuilder(702)
            .preCommitMessage(Optional.empty())
            .commitMessage(Optional.empty())
            .build());
    all.add(snapped.toBuilder(703).state("UpdateActivating").build());
    all.add(snapped.toBuilder(704).state("ReleaseSectorKey").build());
    all.add(snapped.toBuilder(705).replicaUpdateMessage(Optional.empty()).build());
    all.add(
        sealed.toBuilder(706).pieces(numbered(RecordedMarket.records(), 300).getPieces()).build());
    return all;
  }

  private static SectorInfo numbered(List<SectorInfo> all, long number) {
    return all.stream().filter(each -> each.getSectorNumber() == number).findFirst().orElseThrow();
  }

  private static DealsChain chain(List<SectorInfo> all) {
    DealsChain chain = new DealsChain();
    all.stream().filter(each -> !each.getState().equals("Removed")).forEach(chain::with);
    return chain;
  }

  @Test
  void lotusToDamoclesToLotusKeepsAllButWhatIsListed() {
    List<SectorInfo> all = lotus();
    DealsChain chain = chain(all);
    Map<Long, String> leftOut = new TreeMap<>();
    for (SectorInfo sector : all) {
      Conversion<SectorState> there = new ToDamocles(MINER, chain).convert(sector);
      if (there instanceof Conversion.LeftOut<SectorState> none) {
        leftOut.put(sector.getSectorNumber(), none.reason());
        continue;
      }
      Conversion.Written<SectorState> written = (Conversion.Written<SectorState>) there;
      SectorInfo back = toLotus(written.sector(), chain, Optional.empty());
      Set<String> differing = differing(sector.toJson(), back.toJson());
      String what = "sector " + sector.getSectorNumber() + " " + sector.getState();
      assertEquals(differing, firstWords(written.lost()), what);
      assertTrue(ONLY_LOTUS.containsAll(differing), what + ": " + differing);
      assertEquals(
          Optional.of(sector.getState()).filter(word -> word.equals("Removed")).orElse("Proving"),
          back.getState());
      assertStable(back, chain);
    }
    assertEquals(Set.of(0L, 1L, 12L), leftOut.keySet(), leftOut.toString());
    assertTrue(leftOut.get(0L).startsWith("incomplete: no ticket"), leftOut.get(0L));
    assertTrue(leftOut.get(12L).startsWith("FailedUnrecoverable"), leftOut.get(12L));
  }

  @Test
  void overTheOldRecordALotusSectorComesBackByteByByte() {
    List<SectorInfo> all = lotus();
    DealsChain chain = chain(all);
    for (SectorInfo sector : all) {
      if (new ToDamocles(MINER, chain).convert(sector)
              instanceof Conversion.Written<SectorState> written
          && !written.lost().contains("State")
          && written.lost().stream().noneMatch(lost -> lost.startsWith("Pieces"))) {
        SectorInfo back = toLotus(written.sector(), chain, Optional.of(sector));
        assertEquals(sector.toJson(), back.toJson());
        assertArrayEquals(sector.encode(), back.encode());
      }
    }
  }

  private static SectorInfo toLotus(
      SectorState state, ChainFacts chain, Optional<SectorInfo> replaced) {
    Conversion<SectorInfo> back = new ToLotus(chain, MessageLookup.NONE).convert(state, replaced);
    return assertInstanceOf(
                    Conversion.Written.class,
                    back,
                    () -> state + " " + ((Conversion.LeftOut<?>) back).reason())
                .sector()
            instanceof SectorInfo record
        ? record
        : SectorInfo.builder(0).build();
  }

  /** A second trip changes nothing any more. */
  private static void assertStable(SectorInfo record, ChainFacts chain) {
    Conversion.Written<SectorState> again =
        (Conversion.Written<SectorState>) new ToDamocles(MINER, chain).convert(record);
    assertEquals(Set.of(), again.lost());
    assertArrayEquals(record.encode(), toLotus(again.sector(), chain, Optional.empty()).encode());
  }

  @Test
  void damoclesToLotusToDamoclesKeepsAllButWhatIsListed() {
    List<Long> carried = new ArrayList<>();
    for (JsonNode json : RecordedRecords.json("/recorded/damocles/offline.json")) {
      SectorState state = SectorState.fromJson(json);
      if (new ToLotus(ChainFacts.UNKNOWN, MessageLookup.NONE).convert(state)
          instanceof Conversion.Written<SectorInfo> written) {
        carried.add(state.getNumber());
        Conversion<SectorState> back =
            new ToDamocles(state.getMiner(), ChainFacts.UNKNOWN).convert(written.sector());
        String what = state.toString();
        if (back instanceof Conversion.LeftOut<SectorState> none) {
          // lotus' record of it is whole; without a node damocles would not take it on trust.
          assertTrue(none.reason().contains("the chain does not vouch"), what + none.reason());
          continue;
        }
        SectorState returned = ((Conversion.Written<SectorState>) back).sector();
        Set<String> differing = differing(json, returned.toJson());
        assertEquals(differing, firstWords(written.lost()), what);
        assertTrue(ONLY_DAMOCLES.containsAll(differing), what + ": " + differing);
      }
    }
    assertTrue(carried.size() >= 18, carried.toString());
  }

  private static Set<String> firstWords(Set<String> names) {
    return names.stream()
        .map(name -> name.split("\\.")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Top members that say something and come back otherwise, found without {@link Losses}. */
  private static Set<String> differing(JsonNode before, JsonNode after) {
    Set<String> names = new TreeSet<>();
    before
        .properties()
        .forEach(
            member -> {
              String one = normal(member.getValue());
              if (!one.isEmpty() && !isWithin(member.getValue(), after.path(member.getKey()))) {
                names.add(member.getKey());
              }
            });
    return names;
  }

  private static boolean isWithin(JsonNode part, JsonNode whole) {
    if (normal(part).isEmpty()) {
      return true;
    }
    if (part.isObject()) {
      return part.properties().stream()
          .allMatch(member -> isWithin(member.getValue(), whole.path(member.getKey())));
    }
    if (part.isArray()) {
      if (part.size() != whole.size()) {
        return false;
      }
      for (int place = 0; place < part.size(); place++) {
        if (!isWithin(part.get(place), whole.path(place))) {
          return false;
        }
      }
      return true;
    }
    return normal(part).equals(normal(whole));
  }

  /** As text, with nothing as empty, and the prefix of a test network as the main one's. */
  private static String normal(JsonNode node) {
    String text = node.isContainerNode() ? node.toString() : node.asText("");
    if (node.isNull()
        || node.isMissingNode()
        || Set.of("0", "false", "[]", "<empty>").contains(text)) {
      return "";
    }
    return text.replaceFirst("^t([0-4])", "f$1");
  }
}
