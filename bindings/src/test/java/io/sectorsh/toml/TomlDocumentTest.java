package io.sectorsh.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TomlDocumentTest {
  private static final String MANAGER =
      """
      # kept by hand
      [Common]
      ScanPersistStores = ["/a/*"] # all of them

      [Common.API] # chain
      Chain = "/ip4/127.0.0.1/tcp/3453"
        Token = 'one=two # no comment'

      [[Common.PersistStores]]
      Name = "store-a"
      Path = "/stores/a"
      [Common.PersistStores.Meta]
      SomeKey = "v"
      # the second
      [[Common.PersistStores]]
      Name = "store-b"
      Lines = [
        1, # one
        2,
      ]
      Text = \"\"\"
      [not.a.header]
      key = "no"
      \"\"\"

      [[Miners]]
      Actor = 1000
      Sector.Enabled = true
      headers = { A = "x", "b c" = 2 }
      """;

  private static TomlDocument manager() {
    return TomlDocument.parse(MANAGER, "test.cfg", true);
  }

  private static TomlDocument with(String path, Object value) {
    return manager().with(TomlPath.parse(path), value);
  }

  @ParameterizedTest
  @CsvSource({
    "Common.ScanPersistStores, 3",
    "Common.API, 5",
    "Common.API.Token, 7",
    "Common.PersistStores[0].Name, 10",
    "Common.PersistStores[0].Meta.SomeKey, 13",
    "Common.PersistStores[1], 15",
    "Common.PersistStores[1].Text, 21",
    "common.persiststores[1].name, 16",
    "Miners[0].Actor, 27",
    "Miners[0].headers.A, 29",
    "Nope, 0",
  })
  void knowsTheLineOfEachSetting(String path, int line) {
    assertEquals(line, manager().lineOf(TomlPath.parse(path)));
  }

  @Test
  void replacesAValueAndNothingElse() {
    TomlDocument changed = with("Common.API.Token", "a\"b\\c");
    assertEquals(MANAGER.replace("'one=two # no comment'", "\"a\\\"b\\\\c\""), changed.text());
    assertEquals(
        MANAGER.replace("[\"/a/*\"] #", "[\"/a/*\", \"/b/*\"] #"),
        with("Common.ScanPersistStores", List.of("/a/*", "/b/*")).text());
  }

  @Test
  void matchesKeysInAnyCaseInsteadOfAddingAnother() {
    assertEquals(
        MANAGER.replace("\"store-b\"", "\"store-c\""),
        with("common.persistStores[1].name", "store-c").text());
  }

  @Test
  void addsAKeyBehindTheLastOneOfItsTableWithItsIndent() {
    assertEquals(
        MANAGER.replace("no comment'\n", "no comment'\n  Market = \"m\"\n"),
        with("Common.API.Market", "m").text());
    assertEquals(
        MANAGER.replace("Path = \"/stores/a\"\n", "Path = \"/stores/a\"\nReadOnly = true\n"),
        with("Common.PersistStores[0].ReadOnly", true).text());
    assertEquals(
        MANAGER.replace("Enabled = true\n", "Enabled = true\nSector.Verbose = false\n"),
        with("Miners[0].Sector.Verbose", false).text());
  }

  @Test
  void addsATableInsideTheElementThatItBelongsTo() {
    assertEquals(
        MANAGER.replace(
            "\"\"\"\n\n[[Miners]]", "\"\"\"\n[Common.PersistStores.Meta]\nK = 1\n\n[[Miners]]"),
        with("Common.PersistStores[1].Meta.K", 1).text());
    assertEquals(
        MANAGER + "[Common.DB]\nDriver = \"badger\"\n", with("Common.DB.Driver", "badger").text());
  }

  @Test
  void changesAValueInsideAnInlineTable() {
    assertEquals(
        MANAGER.replace("{ A = \"x\", \"b c\" = 2 }", "{ A = \"y\", \"b c\" = 2 }"),
        with("Miners[0].headers.A", "y").text());
    assertEquals(
        MANAGER.replace("{ A = \"x\", \"b c\" = 2 }", "{ A = \"x\" }"),
        manager().without(TomlPath.parse("Miners[0].headers.\"b c\"")).text());
  }

  @Test
  void removesALineOrAWholeTableButNoCommentOfAnother() {
    assertEquals(
        MANAGER.replace("Path = \"/stores/a\"\n", ""),
        manager().without(TomlPath.parse("Common.PersistStores[0].Path")).text());
    String without = manager().without(TomlPath.parse("Common.PersistStores[0]")).text();
    assertFalse(without.contains("store-a"));
    assertFalse(without.contains("SomeKey"));
    assertTrue(without.contains("# the second\n[[Common.PersistStores]]\nName = \"store-b\""));
    assertEquals(manager().text(), manager().without(TomlPath.parse("Not.There")).text());
  }

  @Test
  void addsAnElementBehindTheOthers() {
    TomlDocument changed =
        manager().withElement(TomlPath.parse("Common.PersistStores"), Map.of("Name", "store-c"));
    assertEquals(
        MANAGER.replace(
            "\"\"\"\n\n[[Miners]]",
            "\"\"\"\n[[Common.PersistStores]]\nName = \"store-c\"\n\n[[Miners]]"),
        changed.text());
    assertEquals(
        Optional.of("store-c"),
        changed.get(TomlPath.parse("Common.PersistStores[2].Name")).map(name -> name.asText()));
  }

  @Test
  void anEmptyFileGetsItsFirstKey() {
    TomlDocument empty = TomlDocument.parse("", "hot", false);
    assertEquals("plan = \"rebuild\"\n", empty.with(TomlPath.parse("plan"), "rebuild").text());
    TomlDocument commented = TomlDocument.parse("# mine\nplan = \"sealer\" # now", "hot", false);
    assertEquals(
        "# mine\nplan = \"rebuild\" # now",
        commented.with(TomlPath.parse("plan"), "rebuild").text());
    assertEquals(
        "# mine\nplan = \"sealer\" # now\nx = 1\n", commented.with(TomlPath.parse("x"), 1).text());
  }

  @Test
  void linesKeepTheirEnds() {
    TomlDocument windows = TomlDocument.parse("a = 1\r\n# c\r\nb = 2\r\n", "w", false);
    assertEquals("a = 1\r\n# c\r\nb = 2\r\nc = 3\r\n", windows.with(TomlPath.parse("c"), 3).text());
    assertEquals("a = 9\r\n# c\r\nb = 2\r\n", windows.with(TomlPath.parse("a"), 9).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = 1; b = | 1",
        "x = 1;y = \"open;z = 1 | 2",
        "a = 1;a = 2 | 2",
        "[t];[t | 2",
      })
  void aMistakeIsToldWithItsLineAndWithoutWhatStandsThere(String lines, int line) {
    OperatorException failure =
        assertThrows(
            OperatorException.class,
            () -> TomlDocument.parse(lines.replace(';', '\n'), "f.cfg", true));
    assertEquals(ErrorCode.BAD_VALUE, failure.code());
    assertTrue(failure.where().startsWith("f.cfg line "), failure.where());
    assertFalse(failure.what().contains("open"));
    assertTrue(line > 0);
  }

  @Test
  void aWayThroughAValueIsNoWay() {
    for (String path : List.of("Common.API.Chain.X", "Common.PersistStores[7].Name", "Miners.X")) {
      assertThrows(OperatorException.class, () -> with(path, 1), path);
    }
    assertThrows(OperatorException.class, () -> with("a", null));
    assertThrows(OperatorException.class, () -> TomlPath.parse("a..b"));
    assertThrows(OperatorException.class, () -> TomlPath.parse(""));
  }
}
