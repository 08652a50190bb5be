package io.sectorsh.lotus.miner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.Lotuses;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Against answers of lotus-miner 1.36.2-dev on a 2 KiB network. */
final class LotusMinerTest {
  private static final String PATH = "347c6677-927a-48f3-bb32-62f8bf0ea08d";

  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private ReplayServer server;
  private Lotus lotus;
  private LotusMiner miner;

  @BeforeEach
  void serveRecordings() throws IOException {
    server = Recording.serve(Recording.load(Recording.resource(Lotuses.class, "rpc.ndjson")));
    lotus = new Lotus(profile(Optional.of(server.url())), guard);
    miner = lotus.getMiner();
  }

  private static Profile profile(Optional<String> api) {
    return new Profile(
        "test",
        false,
        Optional.empty(),
        api,
        api,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsItsVersionAndMiner() {
    assertEquals("1.5.0", miner.version().api());
    assertEquals(Address.parse("t01000"), miner.actorAddress());
  }

  @Test
  void theMinerOfTheProfileIsAskedForOnce() {
    assertEquals(Address.parse("t01000"), lotus.getMinerAddress());
    lotus.getMinerAddress();
    assertEquals(1, server.asked().size());
    assertEquals(Address.parse("t01000"), lotus.getNode().getMinerAddress());
  }

  @Test
  void listsSectors() {
    assertEquals(SectorNumbers.range(0, 19), miner.sectorsList());
    assertEquals(SectorNumbers.EMPTY, miner.sectorsListInStates(List.of()));
    assertEquals(
        Map.of("FailedUnrecoverable", 1L, "Proving", 17L, "Removed", 2L), miner.sectorsSummary());
  }

  @Test
  void findsASector() {
    SectorStatus sector = miner.sectorsStatus(11, true).orElseThrow();
    assertEquals("Proving", sector.getState());
    assertEquals(11, sector.getSectorNumber());
    assertEquals(192, sector.getProof().orElseThrow().length());
    assertEquals(2048, sector.getPieces().get(0).size());
    assertTrue(sector.getReplicaUpdateMessage().isPresent());
    assertEquals(new ChainEpoch(1550074), sector.getExpiration());
    assertEquals(new ChainEpoch(0), miner.sectorsStatus(1, false).orElseThrow().getExpiration());
    assertEquals(Optional.empty(), miner.sectorsStatus(777777, false));
  }

  @Test
  void tellsHowNumbersAreGivenOut() {
    NumberAssignment numbers = miner.numberAssignment();
    assertEquals(20, numbers.next());
    assertEquals(SectorNumbers.range(0, 19), numbers.allocated());
    assertEquals(
        Map.of("myres", SectorNumbers.parse("100-109,200"), "r3", SectorNumbers.range(300, 304)),
        miner.numberReservations());
  }

  @Test
  void tellsWhereFilesAre() {
    List<IndexedSector> sectors = miner.getStorage().list();
    assertTrue(
        sectors.contains(
            new IndexedSector(
                PATH,
                new SectorId(1000, 11),
                EnumSet.of(
                    SectorFileType.UNSEALED,
                    SectorFileType.CACHE,
                    SectorFileType.UPDATE,
                    SectorFileType.UPDATE_CACHE))));
    assertEquals(Path.of("/srv/devnet/miner"), miner.getStorage().local().get(PATH));
    assertEquals(10, miner.getStorage().info(PATH).weight());
    assertEquals(270553174016L, miner.getStorage().stat(PATH).capacity());
  }

  @Test
  void tellsWhichSectorsCouldNotBeProven() {
    assertEquals(
        Map.of(777777L, "getting commR: No state for /777777: datastore: key not found"),
        miner.checkProvable(
            PoStProof.ofNumber(5), Map.of(new SectorId(1000, 777777), SealProof.V1_1_2KIB)));
  }

  @Test
  void writesAreRefusedInObserveModeAndElseAsTheDaemonSays() {
    OperatorException failure =
        assertThrows(OperatorException.class, () -> miner.call("SectorsUpdate", 1, "Proving"));
    assertEquals(ErrorCode.NOT_AUTHORIZED, failure.code());
    guard.setMode(Mode.OBSERVE);
    assertThrows(RefusedException.class, () -> miner.call("SectorsUpdate", 1, "Proving"));
    assertThrows(RefusedException.class, () -> miner.call("ComputeWindowPoSt", 1, null));
  }

  @Test
  void theLotusOfAnotherProfileIsUnderTheSameGuard() {
    Lotus here = new Lotus(profile(Optional.empty()), this::named, guard);
    Lotus other = here.as("other");
    assertEquals(SectorNumbers.range(0, 19), other.getMiner().sectorsList());
    assertEquals("other", other.getProfile().name());
    assertEquals("test", other.as("test").getProfile().name());
    guard.setMode(Mode.OBSERVE);
    assertThrows(RefusedException.class, () -> other.getMiner().call("PledgeSector"));
    OperatorException missing = assertThrows(OperatorException.class, () -> other.as("nowhere"));
    assertEquals(ErrorCode.NOT_CONFIGURED, missing.code());
  }

  private Profile named(String name) {
    if (name.equals("nowhere")) {
      throw new OperatorException(ErrorCode.NOT_CONFIGURED, "no such profile", name, "Write it.");
    }
    Profile served = profile(Optional.of(server.url()));
    return new Profile(
        name,
        false,
        served.miner(),
        served.fullNodeApi(),
        served.minerApi(),
        served.lotusMinerRepo(),
        served.damoclesApi(),
        served.damoclesHome());
  }

  @Test
  void whatIsNotConfiguredIsSaidSo() {
    Lotus nothing = new Lotus(profile(Optional.empty()), guard);
    for (Executable use :
        List.<Executable>of(
            nothing::getNode, nothing::getMiner, nothing::getMinerAddress, nothing::getRepo)) {
      assertEquals(ErrorCode.NOT_CONFIGURED, assertThrows(OperatorException.class, use).code());
    }
  }
}
