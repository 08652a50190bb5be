package io.sectorsh.scripts.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.scripts.RecordedRecords;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What damocles-manager's own {@code export-to-lotus metadata} wrote for these states, beside what
 * ours writes. Each difference is a fault of that tool that is named here.
 */
class RecordedExportTest {
  /** CIDv0 of the text "undef", which that tool writes for a message that it cannot look up. */
  private static final String MADE_UP = "QmSGwDTT9CSKi1yXveLvqZAgyCCx9maA7qVwjy6WsYxQdN";

  private static Map<Long, SectorInfo> theirs() {
    Map<Long, SectorInfo> records = new TreeMap<>();
    RecordedRecords.ofDamoclesExport().forEach(each -> records.put(each.getSectorNumber(), each));
    return records;
  }

  private static Map<Long, SectorState> states() {
    Map<Long, SectorState> states = new TreeMap<>();
    for (JsonNode json : RecordedRecords.json("/recorded/damocles/offline.json")) {
      SectorState state = SectorState.fromJson(json);
      states.put(state.getNumber(), state);
    }
    return states;
  }

  private static MessageLookup messager() {
    Map<String, Cid> known = RecordedMessages.known();
    return id -> Optional.ofNullable(known.get(id));
  }

  @Test
  void everyDifferenceToTheirRecordsIsOneOfTheirFaults() {
    ToLotus ours = new ToLotus(ChainFacts.UNKNOWN, messager());
    Map<Long, SectorState> states = states();
    Set<String> faults = new TreeSet<>();
    theirs()
        .forEach(
            (number, record) -> {
              SectorState state = states.get(number);
              if (state == null) {
                faults.add("only theirs: " + number);
              } else if (ours.convert(state) instanceof Conversion.Written<SectorInfo> written) {
                record
                    .toJson()
                    .properties()
                    .forEach(
                        member ->
                            compare(
                                state,
                                member.getKey(),
                                member.getValue(),
                                written.sector().toJson().path(member.getKey()),
                                faults));
              } else {
                faults.add("a sector that is not at rest is called Proving");
              }
            });
    assertEquals(
        Set.of(
            "a sector that is not at rest is called Proving",
            "a removed or terminated sector is called Proving",
            "a message that is kept as the chain's is replaced by a made-up one",
            "a precommit message is left out where the commit message is missing",
            "a ticket that only the precommit holds is left out",
            "a sector without data has no piece",
            "a market deal without publish message, proposal and schedule",
            "a direct deal without client and schedule",
            "a filler as a deal",
            "the filler of before an upgrade is missing"),
        faults);
  }

  private static void compare(
      SectorState state, String member, JsonNode theirs, JsonNode ours, Set<String> faults) {
    if (Losses.between(theirs, ours).isEmpty() && Losses.between(ours, theirs).isEmpty()) {
      return;
    }
    String what = state + " " + member + "\n" + theirs + "\n" + ours;
    switch (member) {
      case "State" -> {
        assertEquals("Removed", ours.asText(), what);
        faults.add("a removed or terminated sector is called Proving");
      }
      case "PreCommitMessage", "CommitMessage", "ReplicaUpdateMessage" -> {
        if (theirs.isNull()) {
          assertEquals("PreCommitMessage", member, what);
          assertTrue(state.getMessageInfo().orElseThrow().commitCid().isEmpty(), what);
          faults.add("a precommit message is left out where the commit message is missing");
          return;
        }
        assertEquals(MADE_UP, theirs.path("/").asText(), what);
        faults.add("a message that is kept as the chain's is replaced by a made-up one");
      }
      case "TicketValue", "TicketEpoch" -> {
        assertTrue(state.getTicket().isEmpty() && Losses.isEmpty(theirs), what);
        faults.add("a ticket that only the precommit holds is left out");
      }
      case "CCPieces" -> {
        assertTrue(theirs.isNull() && ours.size() == 1, what);
        faults.add("the filler of before an upgrade is missing");
      }
      case "Pieces" -> pieces(what, theirs, ours, faults);
      default -> faults.add(what);
    }
  }

  private static void pieces(String what, JsonNode theirs, JsonNode ours, Set<String> faults) {
    if (theirs.isNull()) {
      assertTrue(ours.size() == 1 && ours.get(0).path("DealInfo").isNull(), what);
      faults.add("a sector without data has no piece");
      return;
    }
    assertEquals(theirs.size(), ours.size(), what);
    for (int place = 0; place < ours.size(); place++) {
      JsonNode theirDeal = theirs.get(place).path("DealInfo");
      JsonNode ourDeal = ours.get(place).path("DealInfo");
      assertEquals(theirs.get(place).path("Piece"), ours.get(place).path("Piece"), what);
      if (ourDeal.isNull() && !theirDeal.isNull()) {
        assertEquals(0, theirDeal.at("/PieceActivationManifest/VerifiedAllocationKey/ID").asLong());
        faults.add("a filler as a deal");
      } else if (ourDeal.path("DealID").asLong() != 0) {
        assertEquals(theirDeal.path("DealID"), ourDeal.path("DealID"), what);
        assertTrue(theirDeal.path("PublishCid").isNull(), what);
        faults.add("a market deal without publish message, proposal and schedule");
      } else if (!theirDeal.equals(ourDeal)) {
        String key = "/PieceActivationManifest/VerifiedAllocationKey";
        assertEquals(theirDeal.at(key + "/ID"), ourDeal.at(key + "/ID"), what);
        assertEquals(0, theirDeal.at(key + "/Client").asLong(), what);
        assertTrue(ourDeal.at(key + "/Client").asLong() > 0, what);
        faults.add("a direct deal without client and schedule");
      }
    }
  }

  @Test
  void whatTheirToolFailsOnIsWritten() {
    ToLotus ours = new ToLotus(ChainFacts.UNKNOWN, MessageLookup.NONE);
    Set<Long> onlyOurs = new TreeSet<>();
    states()
        .forEach(
            (number, state) -> {
              if (state.getMiner() == 1000
                  && !theirs().containsKey(number)
                  && ours.convert(state) instanceof Conversion.Written<SectorInfo>) {
                onlyOurs.add(number);
              }
            });
    assertTrue(onlyOurs.containsAll(Set.of(505L, 516L)), onlyOurs.toString());
  }
}
