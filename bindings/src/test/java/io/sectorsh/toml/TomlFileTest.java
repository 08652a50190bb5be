package io.sectorsh.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TomlFileTest {
  @TempDir Path directory;
  private Path path;
  private TomlFile file;

  @BeforeEach
  void name() {
    path = directory.resolve("config.toml");
    file = new TomlFile(path, false, new ChangeGuard(Mode.APPLY));
  }

  private TomlChange plan(String word) {
    return file.change(TomlStep.set(TomlPath.parse("plan"), word));
  }

  @Test
  void aMissingFileIsMadeAndTakenAwayAgain() throws IOException {
    assertEquals(Optional.empty(), file.read());
    TomlChange change = plan("rebuild");
    assertTrue(Files.notExists(path));
    assertTrue(change.diff().contains("+plan = \"rebuild\""), change.diff());
    change.write();
    assertEquals("plan = \"rebuild\"\n", Files.readString(path));
    change.reversed().write();
    assertTrue(Files.notExists(path));
  }

  @Test
  void theEarlierContentStaysBesideItAndPermissionsStay() throws IOException {
    Files.writeString(path, "# mine\nplan = \"sealer\"\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    TomlChange change = plan("rebuild");
    change.write();
    assertEquals("# mine\nplan = \"rebuild\"\n", Files.readString(path));
    assertEquals("# mine\nplan = \"sealer\"\n", Files.readString(change.backup()));
    for (Path written : new Path[] {path, change.backup()}) {
      assertEquals(
          "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(written)));
    }
    try (Stream<Path> all = Files.list(directory)) {
      assertEquals(2, all.count());
    }
    change.write();
    assertTrue(plan("rebuild").isEmpty());
    assertEquals("", plan("rebuild").diff());
  }

  @Test
  void whatSomebodyElseWroteMeanwhileIsNotOverwritten() throws IOException {
    Files.writeString(path, "plan = \"sealer\"\n");
    TomlChange change = plan("rebuild");
    Files.writeString(path, "plan = \"snapup\"\n");
    OperatorException refused = assertThrows(OperatorException.class, change::write);
    assertEquals(ErrorCode.IN_USE, refused.code());
    assertEquals("plan = \"snapup\"\n", Files.readString(path));
  }

  @Test
  void aDiffHoldsNoToken() throws IOException {
    Files.writeString(
        path,
        "Token = \"eyJhbGciOi.abc.def\"\nx = 1\n"
            + "Chain = \"eyJhbGciOiJIUzI1NiIs:/ip4/127.0.0.1/tcp/1\"\n");
    String diff = file.change(TomlStep.set(TomlPath.parse("x"), 2)).toString();
    assertTrue(diff.contains("-x = 1\n+x = 2\n"), diff);
    assertTrue(diff.contains("Token = \"<token>\""), diff);
    assertFalse(diff.contains("eyJ"), diff);
  }

  @Test
  void whatIsNoTextIsDamaged() throws IOException {
    Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertEquals(ErrorCode.DAMAGED, assertThrows(OperatorException.class, file::read).code());
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(OperatorException.class, new TomlFile(directory.resolve("no"), true)::require)
            .code());
  }
}
