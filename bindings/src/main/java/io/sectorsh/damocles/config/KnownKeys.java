package io.sectorsh.damocles.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.NearNames;
import io.sectorsh.toml.TomlDocument;
import io.sectorsh.toml.TomlPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys that a program reads. Both programs pass over keys that they do not know: what a
 * mistyped one says is without effect.
 */
final class KnownKeys {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Set<String> known = new HashSet<>();
  private final Set<String> free = new HashSet<>();
  private final boolean anyCase;

  /**
   * @param keys dotted, places in arrays left out; a table whose keys are free ends with {@code .*}
   */
  KnownKeys(boolean anyCase, String keys) {
    this.anyCase = anyCase;
    for (String key : BLANKS.splitAsStream(keys.strip()).toList()) {
      boolean any = key.endsWith(".*");
      String path = any ? key.substring(0, key.length() - 2) : key;
      (any ? free : known).add(folded(path));
      for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
        known.add(folded(path.substring(0, dot)));
      }
      known.add(folded(path));
    }
  }

  private String folded(String key) {
    return anyCase ? key.toLowerCase(Locale.ROOT) : key;
  }

  /** One finding for each key that is not known. */
  List<ConfigFinding> unknown(TomlDocument document) {
    List<ConfigFinding> findings = new ArrayList<>();
    walk(document, document.tree(), TomlPath.ROOT, "", findings);
    return findings;
  }

  private void walk(
      TomlDocument document,
      JsonNode node,
      TomlPath path,
      String table,
      List<ConfigFinding> findings) {
    if (node.isArray()) {
      for (int at = 0; at < node.size(); at++) {
        walk(document, node.get(at), path.at(at), table, findings);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = table.isEmpty() ? member.getKey() : table + "." + member.getKey();
      TomlPath inner = path.key(member.getKey());
      if (free.contains(folded(key))) {
        continue;
      }
      if (known.contains(folded(key))) {
        walk(document, member.getValue(), inner, key, findings);
      } else {
        findings.add(
            ConfigFinding.warning(
                document.place(inner), "nothing reads the key " + inner, hint(key, table)));
      }
    }
  }

  private String hint(String key, String table) {
    String prefix = table.isEmpty() ? "" : folded(table) + ".";
    List<String> siblings =
        known.stream()
            .filter(one -> one.startsWith(prefix) && one.indexOf('.', prefix.length()) < 0)
            .map(one -> one.substring(prefix.length()))
            .toList();
    List<String> near = NearNames.of(folded(key.substring(prefix.length())), siblings);
    return near.isEmpty()
        ? "Remove it, or look up what it should be called."
        : "Did you mean " + String.join(" or ", near) + "?";
  }
}
