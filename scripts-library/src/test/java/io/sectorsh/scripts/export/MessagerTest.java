package io.sectorsh.scripts.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoActions;
import io.sectorsh.lotus.repo.RepoEdit;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.MigrationRunner;
import io.sectorsh.scripts.RecordedRecords;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.ScriptSystems;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import io.sectorsh.scripts.chain.Messager;
import io.sectorsh.scripts.chain.Messages;
import io.sectorsh.scripts.conversion.RecordedMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The export asks a messager for the chain's messages, over a real socket. */
class MessagerTest {
  private static final Address MINER = Address.parse("f01000");

  @TempDir Path directory;
  private Path repo;

  @BeforeEach
  void stoppedMiner() throws IOException {
    repo = directory.resolve("repo");
    Files.createDirectories(repo.resolve("keystore"));
    try (RepoEdit edit = RepoEdit.begin(LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)))) {
      edit.put("/miner-address", MINER.toBytes());
      edit.commit();
    }
  }

  private Report export(MessageLookup messages) {
    ChangeGuard guard = new ChangeGuard(Mode.APPLY);
    try (RecordedManager manager = new RecordedManager();
        Migrations migrations =
            new Migrations(
                JournalPlace.at(directory.resolve("journal.db"), Map.of(), directory),
                RepoActions.kinds(guard),
                guard)) {
      return new ExportMetadata(
              manager.client()::getSectors,
              () -> ChainFacts.UNKNOWN,
              messages,
              guard,
              MigrationRunner.unwatched(migrations))
          .run(
              new ExportRequest(
                  MINER, repo, OptionalLong.empty(), false, Optional.empty(), false, Way.APPLY));
    }
  }

  private Map<Long, SectorInfo> written() {
    Map<Long, SectorInfo> written = new TreeMap<>();
    LotusRepo.open(repo, new ChangeGuard(Mode.APPLY))
        .getSectors()
        .forEach(record -> written.put(record.getSectorNumber(), record));
    return written;
  }

  private static Map<String, Optional<Cid>> known() {
    Map<String, Optional<Cid>> known = new HashMap<>();
    RecordedMessages.known().forEach((id, cid) -> known.put(id, Optional.of(cid)));
    return known;
  }

  @Test
  void theMessagersIdsBecomeTheChainsMessages() {
    try (LiveMessager messager = new LiveMessager(known())) {
      assertTrue(export(new Messager(messager.api(LiveMessager.TOKEN))).succeeded());
      assertTrue(messager.asked().size() > 10, messager.asked().toString());
      for (String id : messager.asked()) {
        assertFalse(
            id.startsWith("bafy2b") && !id.contains("-"), "what is the chain's own is kept: " + id);
      }
    }
    Map<Long, SectorInfo> written = written();
    int compared = 0;
    for (SectorInfo theirs : RecordedRecords.ofDamoclesExport()) {
      SectorInfo ours = written.get(theirs.getSectorNumber());
      if (ours != null && theirs.getCommitMessage().filter(Messages::isOnChain).isPresent()) {
        assertEquals(theirs.getPreCommitMessage(), ours.getPreCommitMessage());
        assertEquals(theirs.getCommitMessage(), ours.getCommitMessage());
        compared++;
      }
    }
    assertTrue(compared > 5, "sectors compared: " + compared);
  }

  private static Map<String, Optional<Cid>> many(int count) {
    Cid signed = RecordedMessages.known().values().iterator().next();
    Map<String, Optional<Cid>> many = new TreeMap<>();
    for (int at = 0; at < count; at++) {
      many.put("id-" + at, at % 3 == 0 ? Optional.empty() : Optional.of(signed));
    }
    return many;
  }

  @Test
  void whatIsExpectedIsAskedForInAFewRequestsAtTheSameTime() {
    Map<String, Optional<Cid>> known = many(200);
    try (LiveMessager server = new LiveMessager(known)) {
      server.together = new CountDownLatch(8); // None is answered before eight are under way.
      Messager messager = new Messager(server.api(LiveMessager.TOKEN));
      Set<String> ids = new TreeSet<>(known.keySet());
      ids.add("forgotten");
      messager.expect(ids);
      assertEquals(13, server.requests());
      known.forEach((id, cid) -> assertEquals(cid, messager.onChain(id), id));
      assertEquals(Optional.empty(), messager.onChain("forgotten"));
      assertEquals(13, server.requests());
      messager.expect(Set.of());
      assertEquals(known.get("id-1"), messager.onChain("id-1"));
      assertEquals(14, server.requests());
    }
  }

  @Test
  void oneThatTakesNoBatchIsAskedForEachByItself() {
    Map<String, Optional<Cid>> known = many(40);
    try (LiveMessager server = new LiveMessager(known)) {
      server.takesBatches = false;
      Messager messager = new Messager(server.api(LiveMessager.TOKEN));
      messager.expect(known.keySet());
      int asked = server.requests();
      known.forEach((id, cid) -> assertEquals(cid, messager.onChain(id), id));
      assertEquals(asked, server.requests());
    }
  }

  /** What the script asks when no messager is named. */
  private MessageLookup ofConfiguration(String settings) throws IOException {
    Path home = Files.createDirectories(directory.resolve("damocles"));
    Files.writeString(home.resolve("sector-manager.cfg"), "[Common.API]\n" + settings);
    Profile profile =
        new Profile(
            "test",
            false,
            Optional.of(MINER),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("http://127.0.0.1:1"),
            Optional.of(home));
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    JournalPlace place = JournalPlace.at(directory.resolve("other.db"), Map.of(), directory);
    try (Migrations none = new Migrations(place, RepoActions.kinds(guard), guard)) {
      return new ScriptSystems(
              profile,
              new Lotus(profile, guard),
              new Damocles(profile, guard),
              guard,
              MigrationRunner.unwatched(none))
          .messages(null);
    }
  }

  @Test
  void theManagersOwnMessagerIsAskedWhenNoneIsNamed() throws IOException {
    try (LiveMessager messager = new LiveMessager(known())) {
      String address = messager.api("").substring(1);
      MessageLookup found =
          ofConfiguration(
              "Messager = \"" + address + "\"\nToken = \"" + LiveMessager.TOKEN + "\"\n");
      assertTrue(export(found).succeeded());
      assertTrue(messager.asked().size() > 10, messager.asked().toString());
      assertEquals(Optional.empty(), found.trouble());
    }
    assertEquals(MessageLookup.NONE, ofConfiguration("Chain = \"/ip4/127.0.0.1/tcp/1\"\n"));
  }

  @Test
  void oneOfTheConfigurationThatIsNotThereIsToldAndStopsNothing() throws IOException {
    MessageLookup away = ofConfiguration("Messager = \"SECRET:/ip4/127.0.0.1/tcp/1/http\"\n");
    Report report = export(away);
    assertTrue(report.succeeded());
    String told = report.closing().toString();
    assertTrue(told.contains("the messager of damocles' configuration cannot be asked"), told);
    assertFalse(told.contains("SECRET"), told);
  }

  @Test
  void whatTheMessagerHasForgottenOrNotSignedIsLeftOutAndNothingElse() {
    Map<String, Optional<Cid>> known = known();
    known.replaceAll((id, cid) -> id.hashCode() % 2 == 0 ? cid : Optional.empty());
    known.keySet().removeIf(id -> id.hashCode() % 3 == 0);
    try (LiveMessager messager = new LiveMessager(known)) {
      assertTrue(export(new Messager(messager.api(LiveMessager.TOKEN))).succeeded());
    }
    for (SectorInfo record : written().values()) {
      assertTrue(
          record.getCommitMessage().map(Messages::isOnChain).orElse(true),
          "no id of the messager may pass for a message: " + record.getSectorNumber());
    }
  }

  @Test
  void aRefusedTokenEndsTheExportBeforeItWritesAndIsNotTold() {
    try (LiveMessager messager = new LiveMessager(known())) {
      String wrong = LiveMessager.TOKEN.replace('c', 'd');
      OperatorException refused =
          assertThrows(OperatorException.class, () -> export(new Messager(messager.api(wrong))));
      assertFalse(refused.toString().contains(wrong), refused.toString());
      assertFalse(refused.next().contains(wrong), refused.next());
    }
    assertEquals(Map.of(), written());
  }
}
