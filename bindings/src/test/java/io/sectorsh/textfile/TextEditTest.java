package io.sectorsh.textfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Difference;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.migration.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of environment files and units, planned, applied and taken back. */
final class TextEditTest {
  private static final String BEFORE =
      "# of lotus\nLOTUS_PATH=/data/lotus\nMINER_API_INFO=eyJhbGciOiJIUzI1.e30.x:/ip4/127.0.0.1\n";

  @TempDir Path directory;
  private Path path;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private final TextFiles files = new TextFiles(guard);
  private Migrations migrations;

  @BeforeEach
  void write() throws IOException {
    path = directory.resolve("lotus.env");
    Files.writeString(path, BEFORE);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    migrations =
        new Migrations(
            JournalPlace.usual(Map.of(), directory.resolve("home")), TextFiles.kinds(), guard);
  }

  @AfterEach
  void close() {
    migrations.close();
  }

  private Migration plan() {
    return migrations.plan(
        "move", recorder -> files.text(path).replace("/data/lotus", "/mnt/lotus").write());
  }

  @Test
  void aPieceIsReplacedAndEveryByteComesBack() throws IOException {
    Migration migration = plan();
    assertEquals(BEFORE, Files.readString(path));
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals(BEFORE.replace("/data/lotus", "/mnt/lotus"), Files.readString(path));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    assertEquals(BEFORE, Files.readString(path));
  }

  @Test
  void aFileThatSomebodyChangedMeanwhileIsLeftAsItIs() throws IOException {
    Migration migration = plan();
    Files.writeString(path, BEFORE + "MORE=1\n");
    OperatorException stale = assertThrows(OperatorException.class, migration::apply);
    assertEquals(ErrorCode.STALE, stale.code());
    assertEquals(BEFORE + "MORE=1\n", Files.readString(path));
  }

  @Test
  void whatSomebodyWroteAfterItIsNotTakenBack() throws IOException {
    Migration migration = plan();
    migration.apply();
    Files.writeString(path, "all new\n");
    assertEquals(MigrationState.ROLLBACK_STOPPED, migration.rollback().state());
    assertEquals("all new\n", Files.readString(path));
  }

  @Test
  void aNewFileIsWrittenAndGoesAway() throws IOException {
    Path unit = directory.resolve("lotus-miner.service");
    Migration migration =
        migrations.plan("unit", recorder -> files.text(unit).put("[Service]\nNice=5\n").write());
    migration.apply();
    assertEquals("[Service]\nNice=5\n", Files.readString(unit));
    migration.rollback();
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(0, left.filter(file -> file.toString().contains("service")).count());
    }
  }

  @Test
  void aLinkStaysOneAndWhatItLeadsToIsChanged() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), path);
    files.text(link).replace("/data/lotus", "/mnt/lotus").write();
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(path).contains("/mnt/lotus"));
  }

  @Test
  void aPieceThatIsNotThereOnceIsNotReplaced() {
    TextEdit edit = files.text(path);
    for (String piece : List.of("lotus", "nowhere", "")) {
      OperatorException unfit =
          assertThrows(OperatorException.class, () -> edit.replace(piece, "x"));
      assertEquals(ErrorCode.BAD_VALUE, unfit.code());
    }
  }

  @Test
  void severalReplacementsAreOneAction() throws IOException {
    TextEdit edit = files.text(path).replace("/data/lotus", "/mnt/l").replace("# of", "# for");
    Migration migration = migrations.plan("two", recorder -> edit.write());
    assertEquals(1, migration.getPlan().actions());
    migration.apply();
    assertTrue(Files.readString(path).startsWith("# for lotus\nLOTUS_PATH=/mnt/l\n"));
  }

  @Test
  void tokensAreNeitherShownNorKeptInAPlan() {
    TextEdit edit = files.text(path).replace("# of lotus\n", "API_TOKEN=abcdefgh\n");
    assertFalse(edit.getDiff().contains("abcdefgh"), edit.getDiff());
    assertFalse(edit.getDiff().contains("eyJhb"), edit.getDiff());
    assertThrows(RefusedException.class, () -> migrations.plan("token", recorder -> edit.write()));
    String parameters = plan().getActions().first().orElseThrow().parameters();
    assertFalse(parameters.contains("eyJ"), parameters);
  }

  @Test
  void aTokenIsWrittenByHandInApplyModeOnly() throws IOException {
    TextEdit edit = files.text(path).put("API_TOKEN=abcdefgh\n");
    guard.setMode(Mode.OBSERVE);
    assertThrows(RefusedException.class, edit::write);
    guard.setMode(Mode.APPLY);
    edit.write();
    assertEquals("API_TOKEN=abcdefgh\n", Files.readString(path));
  }

  @Test
  void aSandboxReadsWhatItWroteAndTellsTheLines() throws IOException {
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              files.text(path).replace("/data/lotus", "/mnt/lotus").write();
              files.text(path).replace("/mnt/lotus", "/mnt/l").write();
              assertTrue(files.text(path).getContent().orElseThrow().contains("=/mnt/l\n"));
            });
    assertEquals(BEFORE, Files.readString(path));
    assertEquals(
        List.of(
            new Difference(
                path.toString(), "line 2", "LOTUS_PATH=/data/lotus", "LOTUS_PATH=/mnt/l")),
        trial.getDiff());
    assertEquals(MigrationState.DONE, migrations.plan("tried", trial::planInto).apply().state());
    assertEquals(BEFORE.replace("/data/lotus", "/mnt/l"), Files.readString(path));
  }
}
