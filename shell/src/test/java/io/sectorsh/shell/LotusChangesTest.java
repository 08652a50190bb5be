package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.leveldb.NewLevelDb;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a lotus repository as an operator types them, with and without {@code it}. */
final class LotusChangesTest {
  @TempDir Path path;

  @BeforeEach
  void makeRepo() throws IOException {
    Files.createDirectories(path.resolve("keystore"));
    Files.createDirectories(path.resolve("datastore"));
    Files.writeString(path.resolve("storage.json"), "{\"StoragePaths\":[]}");
    try (NewLevelDb database = NewLevelDb.create(path.resolve("datastore/metadata"))) {
      for (int number = 1; number <= 3; number++) {
        database.put(
            ("/sectors/" + number).getBytes(StandardCharsets.UTF_8),
            SectorInfo.builder(number).state("Packing").build().encode());
      }
      database.finish();
    }
  }

  private void apply(String... lines) {
    String code = "guard.mode = Mode.APPLY; def repo = lotus.repo('" + path + "'); ";
    Transcript done = Transcript.of("-e", code + String.join("; ", lines));
    assertEquals(ExitCode.DONE, done.code(), done.err());
  }

  private Optional<String> state(long number) {
    return LotusRepo.open(path).findSector(number).map(SectorInfo::getState);
  }

  @Test
  void whatIsEditedNeedNotBeNamed() {
    apply(
        "def s = repo.sector(1).toBuilder(7).build()",
        "repo.edit { putSector(s); removeSector(2); [3].each { updateSector(it) { toBuilder()"
            + ".state('Proving') } } }");
    assertEquals(Optional.of("Packing"), state(7));
    assertEquals(Optional.empty(), state(2));
    assertEquals(Optional.of("Proving"), state(3));
  }

  @Test
  void whatIsEditedMayBeNamed() {
    apply(
        "repo.edit { it.removeSector(2) }",
        "repo.edit { e -> e.updateSector(3) { s -> s.toBuilder().state('Proving').build() } }",
        "def n = 1; repo.edit { -> removeSector(n) }");
    assertEquals(Optional.empty(), state(1));
    assertEquals(Optional.empty(), state(2));
    assertEquals(Optional.of("Proving"), state(3));
  }

  @Test
  void theModeIsSetOnTheCommandLineToo() {
    String edit = "lotus.repo('" + path + "').edit { removeSector(2) }; null";
    assertEquals(ExitCode.REFUSED, Transcript.of("-e", edit).code());
    Transcript done = Transcript.of("-e", ":mode apply", "-e", edit);
    assertEquals(ExitCode.DONE, done.code(), done.err());
    assertEquals(Optional.empty(), state(2));
    assertEquals(ExitCode.WRONG_USAGE, Transcript.of("-e", ":help").code());
  }

  @Test
  void aHealthyRepositoryIsSaidToBeSo() {
    Transcript checked = Transcript.of("-e", "lotus.repo('" + path + "').check()");
    assertTrue(checked.out().startsWith(path + ": 3 sectors"), checked.out());
  }

  @Test
  void storageIsSetInBraces() throws IOException {
    Path store = Files.createDirectory(path.resolve("store"));
    apply(
        "repo.storage.init('" + store + "') { canStore(true).weight(20) }",
        "repo.storage.change('" + store + "') { weight(3); groups(['cold']) }");
    String json = Files.readString(store.resolve("sectorstore.json"));
    assertTrue(json.contains("\"Weight\": 3") && json.contains("cold"), json);
  }
}
