package io.sectorsh.shell.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptLineTest {
  @TempDir Path directory;

  @BeforeEach
  void writeScript() throws IOException {
    Files.createDirectories(directory.resolve("count"));
    Files.writeString(directory.resolve("count/sheep.groovy"), "[]");
  }

  private Optional<ScriptLine> read(String text) {
    return ScriptLine.read(text, new ScriptLibrary(List.of(directory)), "damocles"::equals);
  }

  @Test
  void aTailBehindAScriptChoosesTheForm() {
    ScriptLine line = read("count sheep --night 3 | json").orElseThrow();
    assertEquals(Form.JSON, line.form());
    assertEquals(List.of("--night", "3"), line.call().arguments());
  }

  @Test
  void aFlagOfTheScriptsLineChoosesItToo() {
    assertEquals(Form.CSV, read("count sheep --csv").orElseThrow().form());
  }

  @Test
  void anArrowBehindAScriptIsToldHowToDoIt() {
    assertThrows(UsageException.class, () -> read("count sheep >> sheep.csv"));
  }

  @Test
  void otherLinesAreNotScripts() {
    assertEquals(Optional.empty(), read("damocles.sectors | json"));
  }
}
