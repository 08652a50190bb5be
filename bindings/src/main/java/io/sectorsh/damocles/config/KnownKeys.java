package io.sectorsh.damocles.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.NearNames;
import io.sectorsh.toml.TomlDocument;
import io.sectorsh.toml.TomlPath;
import java.util.ArrayList;
import java.util.HashMap;
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

  private final Map<String, ValueKind> known = new HashMap<>();
  private final Set<String> free = new HashSet<>();
  private final boolean anyCase;

  /**
   * @param keys dotted, places in arrays left out, each with the kind of its value behind a colon;
   *     a table whose keys are free ends with {@code .*}
   */
  KnownKeys(boolean anyCase, String keys) {
    this.anyCase = anyCase;
    for (String word : BLANKS.splitAsStream(keys.strip()).toList()) {
      boolean any = word.endsWith(".*");
      int colon = word.indexOf(':');
      String path = word.substring(0, any ? word.length() - 2 : colon);
      if (any) {
        free.add(folded(path));
      }
      for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
        known.putIfAbsent(folded(path.substring(0, dot)), ValueKind.ANY);
      }
      known.put(
          folded(path),
          any
              ? ValueKind.ANY
              : ValueKind.valueOf(word.substring(colon + 1).toUpperCase(Locale.ROOT)));
    }
  }

  private String folded(String key) {
    return anyCase ? key.toLowerCase(Locale.ROOT) : key;
  }

  /** One finding for each key that is not known, or whose value the program cannot read. */
  List<ConfigFinding> check(TomlDocument document) {
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
      ValueKind kind = known.get(folded(key));
      if (kind != null && !kind.fits(member.getValue())) {
        findings.add(
            ConfigFinding.error(
                document.place(inner),
                "the value of " + inner + " is none that can be read",
                "Write " + kind.words() + "."));
      } else if (kind == ValueKind.ANY) {
        walk(document, member.getValue(), inner, key, findings);
      } else if (kind == null) {
        findings.add(
            ConfigFinding.warning(
                document.place(inner), "nothing reads the key " + inner, hint(key, table)));
      }
    }
  }

  private String hint(String key, String table) {
    String prefix = table.isEmpty() ? "" : folded(table) + ".";
    List<String> siblings =
        known.keySet().stream()
            .filter(one -> one.startsWith(prefix) && one.indexOf('.', prefix.length()) < 0)
            .map(one -> one.substring(prefix.length()))
            .toList();
    List<String> near = NearNames.of(folded(key.substring(prefix.length())), siblings);
    return near.isEmpty()
        ? "Remove it, or look up what it should be called."
        : "Did you mean " + String.join(" or ", near) + "?";
  }
}
