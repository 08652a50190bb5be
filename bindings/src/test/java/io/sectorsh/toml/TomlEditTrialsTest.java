package io.sectorsh.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files of many shapes, changed in many places: no comment is lost, nothing else is said. */
final class TomlEditTrialsTest {
  private static final int TRIALS = Boolean.getBoolean("long.trials") ? 40_000 : 1_500;
  private static final String[] KEYS = {"a", "b", "Name", "x-y", "\"q r\"", "'s.t'", "_1"};
  private static final String[] VALUES = {
    "1",
    "-2.5",
    "true",
    "\"text # no comment\"",
    "'lit\"eral'",
    "\"esc \\\" \\u00e9\"",
    "\"\"\"\nlong \"\"text\n[x]\n# no\n\"\"\"",
    "'''\nraw\n'''",
    "[1, 2, # inside\n  3]",
    "[]",
    "{ i = 1, j = \"}\" }",
    "[{ k = 1 }, { k = 2 }]",
    "\"\"\"end\"\"\"\"\"",
  };

  private final Random random = new Random(20_261_128);

  private String file() {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(12);
    for (int at = 0; at < count; at++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append("# comment ").append(at).append('\n');
        case 1 -> text.append('\n');
        case 2 -> text.append("[").append(name()).append("] # table ").append(at).append('\n');
        case 3 -> text.append("  [[").append(name()).append("]]\n");
        default ->
            text.append(" ".repeat(random.nextInt(3)))
                .append(name())
                .append(random.nextBoolean() ? " = " : "=")
                .append(VALUES[random.nextInt(VALUES.length)])
                .append(random.nextInt(3) == 0 ? " # behind " + at : "")
                .append('\n');
      }
    }
    String whole = text.toString();
    return random.nextInt(8) == 0 ? whole.replace("\n", "\r\n") : whole;
  }

  private String name() {
    String key = KEYS[random.nextInt(KEYS.length)];
    return random.nextInt(3) == 0 ? key + " . " + KEYS[random.nextInt(KEYS.length)] : key;
  }

  @Test
  void onlyTheSettingChangesAndEveryCommentStays() {
    int changes = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      String text = file();
      TomlDocument document;
      try {
        document = TomlDocument.parse(text, "trial", random.nextBoolean());
      } catch (OperatorException notToml) {
        continue;
      }
      List<TomlPath> paths = new ArrayList<>();
      collect(document.tree(), TomlPath.ROOT, paths);
      paths.add(TomlPath.ROOT.key("fresh"));
      paths.add(TomlPath.ROOT.key("new").key("table").key("key"));
      TomlPath path = paths.get(random.nextInt(paths.size()));
      changes += change(document, path) ? 1 : 0;
    }
    assertTrue(changes > TRIALS / 4, changes + " changes");
  }

  private boolean change(TomlDocument document, TomlPath path) {
    Object value = List.of(7, "new", true, List.of("x"), Map.of("m", 1)).get(random.nextInt(5));
    boolean removal = random.nextInt(3) == 0;
    TomlDocument changed;
    try {
      changed = removal ? document.without(path) : document.with(path, value);
    } catch (OperatorException cannotBeDoneAlone) {
      return false;
    }
    assertEquals(removal, changed.get(path).isEmpty(), document.text());
    if (!removal) {
      assertTrue(TomlTrees.same(TomlText.tree(value), changed.get(path).orElseThrow()));
    }
    for (String line : document.text().split("\\R")) {
      if (line.startsWith("# comment")) {
        assertTrue(changed.text().contains(line), document.text() + "\n--\n" + changed.text());
      }
    }
    TomlDocument back =
        removal || document.get(path).isEmpty()
            ? changed
            : changed.with(path, document.get(path).orElseThrow());
    if (!removal && document.get(path).isPresent()) {
      assertTrue(TomlTrees.same(document.tree(), back.tree()));
    }
    return true;
  }

  private static void collect(JsonNode node, TomlPath path, List<TomlPath> paths) {
    node.properties()
        .forEach(
            member -> {
              TomlPath inner = path.key(member.getKey());
              paths.add(inner);
              collect(member.getValue(), inner, paths);
            });
    if (node.isArray()) {
      for (int at = 0; at < node.size(); at++) {
        collect(node.get(at), path.at(at), paths);
      }
    }
  }

  @Test
  void arbitraryTextIsReadOrRefusedButNeverBreaksTheReader() {
    String letters = "ab=.[]{}\"'#\n\\ ,1\r\té";
    for (int trial = 0; trial < TRIALS; trial++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int at = 0; at < length; at++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        assertEquals(text.toString(), TomlDocument.parse(text.toString(), "t", false).text());
      } catch (OperatorException refused) {
        assertTrue(refused.where().startsWith("t"));
      }
    }
  }
}
