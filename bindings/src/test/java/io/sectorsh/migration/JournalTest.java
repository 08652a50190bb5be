package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path home;

  private Journal open() {
    return new Journal(JournalPlace.usual(Map.of(), home), Clock.systemUTC());
  }

  @Test
  void lookingForMigrationsWithoutAJournalMakesNone() throws IOException {
    try (Migrations migrations =
        new Migrations(
            JournalPlace.usual(Map.of(), home), ActionKinds.none(), new ChangeGuard(Mode.APPLY))) {
      assertEquals(0, migrations.list().count());
      assertTrue(migrations.find("any").isEmpty());
    }
    assertFalse(Files.exists(home.resolve(".local")));
  }

  @Test
  void placesFollowTheStateDirectory() {
    assertEquals(
        Path.of("/s/sectorsh/journal.db"),
        JournalPlace.usual(Map.of("XDG_STATE_HOME", "/s"), home).database());
    JournalPlace other = JournalPlace.at(Path.of("/j/a.db"), Map.of(), home);
    assertEquals(home.resolve(".local/state/sectorsh/locks"), other.locks());
  }

  @Test
  void aNewerJournalIsRefused() {
    try (Journal journal = open()) {
      journal.run("PRAGMA user_version = 99");
    }
    try (Journal journal = open()) {
      OperatorException refused =
          assertThrows(OperatorException.class, () -> journal.number("SELECT 1"));
      assertEquals(ErrorCode.BAD_VALUE, refused.code());
    }
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndLeftAlone() {
    Path file = home.resolve("other.db");
    try (JournalConnection other = JournalConnection.open(file)) {
      other.execute("CREATE TABLE notes (text)");
    }
    try (Journal journal = new Journal(JournalPlace.at(file, Map.of(), home), Clock.systemUTC())) {
      OperatorException refused =
          assertThrows(OperatorException.class, () -> journal.number("SELECT 1"));
      assertEquals(ErrorCode.NOT_A_REPO, refused.code());
    }
    try (JournalConnection other = JournalConnection.open(file)) {
      assertEquals(1, other.number("SELECT count(*) FROM sqlite_schema"));
    }
  }

  @Test
  void everyCommitIsOnDiskBeforeItReturns() {
    try (Journal journal = open()) {
      assertEquals(2, journal.number("PRAGMA synchronous"));
      assertEquals("wal", journal.one("PRAGMA journal_mode", row -> row.getString(1)).get());
    }
  }

  @Test
  void aStatementThatFoundNoRoomWorksWhenThereIsSome() {
    String sql = "INSERT INTO timings (kind, actions, bytes, nanoseconds) VALUES (?, 0, 0, 0)";
    String large = "x".repeat(1 << 20);
    try (Journal journal = open()) {
      assertEquals(1, journal.run(sql, "copy"));
      journal.number("PRAGMA max_page_count = 1"); // No more than there are.
      OperatorException full = assertThrows(OperatorException.class, () -> journal.run(sql, large));
      assertEquals(ErrorCode.NO_SPACE, full.code());
      journal.number("PRAGMA max_page_count = 1000000");
      assertEquals(1, journal.run(sql, large));
      assertEquals(2, journal.number("SELECT count(*) FROM timings"));
    }
  }

  @Test
  void aLargeImageIsKeptBesideTheJournalAndComesBack() throws IOException {
    Path file = Files.createDirectory(home.resolve("files")).resolve("large");
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) 'x');
    Files.write(file, large);
    JournalPlace place = JournalPlace.usual(Map.of(), home);
    try (Migrations migrations =
        new Migrations(
            place,
            ActionKinds.none().with(SetText.KIND, SetText::read),
            new ChangeGuard(Mode.APPLY))) {
      Migration migration =
          migrations.plan("large", recorder -> recorder.add(new SetText(file, "small")));
      migration.apply();
      assertEquals(200_000, Files.size(place.images().resolve("1").resolve("1")));
      migration.rollback();
      assertArrayEquals(large, Files.readAllBytes(file));
    }
  }

  @Test
  void aPlanWhoseRecordingFailedLeavesNothing() {
    try (Migrations migrations =
        new Migrations(
            JournalPlace.usual(Map.of(), home), ActionKinds.none(), new ChangeGuard(Mode.APPLY))) {
      assertThrows(
          IllegalStateException.class,
          () ->
              migrations.plan(
                  "broken",
                  recorder -> {
                    recorder.add(new Gate().pass(1));
                    throw new IllegalStateException("in the script");
                  }));
      assertEquals(0, migrations.list().count());
    }
  }

  @Test
  void aDamagedDatabaseIsToldAsSuch() throws IOException {
    Path database = JournalPlace.usual(Map.of(), home).database();
    try (Journal journal = open()) {
      journal.number("SELECT count(*) FROM migrations");
    }
    byte[] bytes = Files.readAllBytes(database);
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
    Files.write(database, bytes);
    try (Journal journal = open()) {
      OperatorException damaged =
          assertThrows(
              OperatorException.class, () -> journal.number("SELECT count(*) FROM migrations"));
      assertEquals(ErrorCode.DAMAGED, damaged.code());
    }
  }
}
