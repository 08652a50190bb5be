package io.sectorsh.lotus.miner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.Lotuses;
import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.migration.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No call that names a sector goes out before the sector was seen. */
final class SectorCheckTest {
  private static final String CID =
      "{\"/\":\"bafy2bzacecnamqgqmifpluoeldx7zzglxcljo6oja4vrmtj7432rphldpdmm2\"}";
  private static final String SEEN =
      "{\"SectorID\":3,\"State\":\"Proving\",\"CommD\":{\"/\":\"x\"},\"Pieces\":[]}";
  private static final String PHANTOM =
      "{\"SectorID\":77,\"State\":\"Removed\",\"CommD\":null,\"Ticket\":{\"Value\":null},"
          + "\"Pieces\":[]}";

  private final Map<String, String> results = new HashMap<>();
  private ReplayServer server;
  private LotusMiner miner;

  @BeforeEach
  void start() throws IOException {
    results.put("SectorsStatus\",\"params\":[3,false]", SEEN);
    results.put("SectorsStatus\",\"params\":[77,false]", PHANTOM);
    results.put("SectorsList\"", "[3,0,0]");
    server = new ReplayServer(this::answer);
    miner = Lotuses.at(server.url()).getMiner();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ReplayServer.Answered answer(ReplayServer.Asked asked) {
    for (Map.Entry<String, String> result : results.entrySet()) {
      if (asked.body().contains("Filecoin." + result.getKey())) {
        return ReplayServer.Answered.json("{\"id\":1,\"result\":" + result.getValue() + "}");
      }
    }
    return ReplayServer.Answered.json(
        asked.body().contains("SectorsStatus")
            ? "{\"id\":1,\"error\":{\"code\":1,\"message\":\"No state for /5: datastore: key not"
                + " found\"}}"
            : asked.body().contains("SectorsList")
                ? "{\"id\":1,\"error\":{\"code\":1,\"message\":\"unmarshaling: bad CBOR\"}}"
                : "{\"id\":1,\"result\":null}");
  }

  private List<String> changes() {
    return server.asked().stream()
        .map(ReplayServer.Asked::body)
        .filter(body -> !body.contains("SectorsStatus") && !body.contains("SectorsList"))
        .toList();
  }

  private void refused(ErrorCode code, Executable call) {
    OperatorException failure = assertThrows(OperatorException.class, call);
    assertEquals(code, failure.code(), failure.toString());
    assertEquals(List.of(), changes());
  }

  @Test
  void aSectorThatIsThereIsChangedOnce() {
    miner.sectorRemove(3);
    miner.sectorsUpdate(3, "Proving");
    miner.getRpc().call("Filecoin.SectorTerminate", 3);
    assertEquals(3, changes().size());
    assertTrue(changes().get(0).contains("\"Filecoin.SectorRemove\",\"params\":[3]"));
  }

  @Test
  void aNumberWithoutARecordIsNotFound() {
    for (Executable call :
        List.<Executable>of(
            () -> miner.sectorRemove(5),
            () -> miner.sectorTerminate(5),
            () -> miner.sectorsUpdate(5, "Proving"),
            () -> miner.sectorStartSealing(5),
            () -> miner.sectorAbortUpgrade(5),
            () -> miner.sectorMarkForUpgrade(5),
            () -> miner.sectorUnseal(5),
            () -> miner.call("SectorRemove", 5),
            () -> miner.call("Filecoin.SectorRemove", "5"),
            () -> miner.getRpc().methodMissing("SectorRemove", new Object[] {5}),
            () -> miner.call("RecoverFault", List.of(3, 5)),
            () -> miner.call("RecoverFault", (Object) new long[] {3, 5}),
            () -> miner.call("RecoverFault", SectorNumbers.range(3, 7)))) {
      refused(ErrorCode.NOT_FOUND, call);
    }
  }

  @Test
  void aSectorIsReceivedOnlyWhereLotusTakesAllOfItIn() {
    results.put("ActorAddress\"", "\"t01000\"");
    SectorInfo sealed = RecordedSectors.of("/sectors/12").decode();
    SectorInfo snapped = sealed.toBuilder(5).ccUpdate(true).build();
    refusedToReceive(ErrorCode.BAD_VALUE, sealed.toBuilder(5).build(), "WaitSeed");
    refusedToReceive(ErrorCode.REFUSED, sealed.toBuilder(3).build(), "Proving");
    refusedToReceive(ErrorCode.REFUSED, snapped, "Proving");
    miner.sectorReceive(sealed.toBuilder(5).build(), "Proving");
    String sent = changes().get(changes().size() - 1);
    assertTrue(
        sent.contains("\"State\":\"Proving\",\"Sector\":{\"Miner\":1000,\"Number\":5}"), sent);
    assertTrue(sent.contains("\"DataSealed\":{\"Local\":true"), sent);
    assertTrue(sent.contains(sealed.getCommR().orElseThrow().toString()), sent);
  }

  private void refusedToReceive(ErrorCode code, SectorInfo sector, String state) {
    OperatorException failure =
        assertThrows(OperatorException.class, () -> miner.sectorReceive(sector, state));
    assertEquals(code, failure.code());
    assertTrue(changes().stream().noneMatch(body -> body.contains("SectorReceive")));
  }

  @Test
  void anAmountIsNamedWhereZeroWouldMeanAll() {
    results.put("ActorWithdrawBalance\",\"params\":[\"5000000000000000000\"]", CID);
    results.put("BeneficiaryWithdrawBalance\",\"params\":[\"1\"]", CID);
    MinerFunds funds = miner.getFunds();
    refused(ErrorCode.BAD_VALUE, () -> funds.withdraw(TokenAmount.ZERO));
    refused(ErrorCode.BAD_VALUE, () -> funds.withdrawByBeneficiary(TokenAmount.ofAtto(-1)));
    assertTrue(CID.contains(funds.withdraw(TokenAmount.ofFil("5")).toString()));
    assertTrue(CID.contains(funds.withdrawByBeneficiary(TokenAmount.ofAtto(1)).toString()));
  }

  @Test
  void aRecordThatAnEarlierMistakeMadeIsNotFoundEither() {
    refused(ErrorCode.NOT_FOUND, () -> miner.sectorRemove(77));
  }

  @Test
  void whereTheListCannotBeReadARealSectorIsToldByWhatItHas() {
    results.remove("SectorsList\"");
    refused(ErrorCode.NOT_FOUND, () -> miner.sectorRemove(77));
    miner.sectorRemove(3);
    assertEquals(1, changes().size());
  }

  @Test
  void aStateThatLotusDoesNotKnowIsRefused() {
    refused(ErrorCode.BAD_VALUE, () -> miner.sectorsUpdate(3, "Provign"));
    refused(ErrorCode.BAD_VALUE, () -> miner.call("SectorsUpdate", 3, "proving"));
  }

  @Test
  void whatIsNoNumberIsRefused() {
    refused(ErrorCode.BAD_VALUE, () -> miner.call("SectorRemove", "all"));
    refused(ErrorCode.BAD_VALUE, () -> miner.call("SectorRemove", 3.5));
  }

  @Test
  void faultsAreDeclaredRecoveredOnlyWhereThatCanHelp() {
    results.put("ChainHead\"", "{\"Cids\":[],\"Blocks\":[],\"Height\":100}");
    results.put("StateMinerFaults\"", "[3,2]");
    results.put("StateMinerRecoveries\"", "[4,1]");
    results.put("StateSectorPartition\"", "{\"Deadline\":20,\"Partition\":0}");
    results.put("StateMinerProvingDeadline\"", deadline(100));
    results.put("StateMinerSectors\"", "[]");
    results.put(
        "StateMinerInfo\"",
        "{\"Owner\":\"t01\",\"Worker\":\"t01\",\"WindowPoStProofType\":5,\"SectorSize\":2048}");
    results.put("CheckProvable\"", "{}");
    results.put("RecoverFault\"", "[]");
    Lotus lotus = Lotuses.at(server.url());
    assertThrows(RefusedException.class, () -> lotus.recoverFaults(SectorNumbers.of(9)));
    assertThrows(RefusedException.class, () -> lotus.recoverFaults(SectorNumbers.of(4)));
    results.put("CheckProvable\"", "{\"3\":\"generating vanilla proof: sector not found\"}");
    assertThrows(RefusedException.class, () -> lotus.recoverFaults(SectorNumbers.of(3)));
    results.put("CheckProvable\"", "{}");
    results.put("StateMinerProvingDeadline\"", deadline(1150));
    assertThrows(RefusedException.class, () -> lotus.recoverFaults(SectorNumbers.of(3)));
    assertTrue(changes().stream().noneMatch(body -> body.contains("RecoverFault")));
    results.put("StateMinerProvingDeadline\"", deadline(1100));
    lotus.recoverFaults(SectorNumbers.of(3));
    assertEquals(1, changes().stream().filter(body -> body.contains("RecoverFault")).count());
  }

  @ParameterizedTest
  @CsvSource({
    "'MaxPartitionsPerRecoveryMessage = 2', true",
    "'MaxPartitionsPerRecoveryMessage = 2\nMaxPartitionsPerPoStMessage = 3', false",
    "'MaxPartitionsPerPoStMessage = 3', false"
  })
  void lotusIsNotSentIntoTheLoopThatItNeverLeaves(
      String settings, boolean loops, @TempDir Path repo) throws IOException {
    Files.writeString(repo.resolve("config.toml"), "[Proving]\n" + settings + "\n");
    results.put("ChainHead\"", "{\"Cids\":[],\"Blocks\":[],\"Height\":100}");
    results.put("StateMinerFaults\"", "[0]");
    Lotus lotus = Lotuses.at(server.url(), Optional.of(repo));
    RefusedException refused =
        assertThrows(RefusedException.class, () -> lotus.recoverFaults(SectorNumbers.of(9)));
    assertEquals(loops, refused.getMessage().contains("never ends this call"));
    assertEquals(loops, server.asked().isEmpty());
  }

  /** Deadline 20 opens at 1200; its cutoff is at 1130. */
  private static String deadline(long now) {
    return "{\"CurrentEpoch\":"
        + now
        + ",\"PeriodStart\":0,\"Index\":1,\"Open\":60,\"Close\":120,\"Challenge\":40,"
        + "\"FaultCutoff\":0,\"WPoStPeriodDeadlines\":48,\"WPoStProvingPeriod\":2880,"
        + "\"WPoStChallengeWindow\":60,\"WPoStChallengeLookback\":20,"
        + "\"FaultDeclarationCutoff\":70}";
  }
}
