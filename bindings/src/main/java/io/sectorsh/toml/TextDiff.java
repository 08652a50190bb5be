package io.sectorsh.toml;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.regex.Pattern;

/** What a change of a text looks like to a person. */
final class TextDiff {
  private static final int CONTEXT = 3;
  private static final Pattern TOKEN_KEY =
      Pattern.compile("(?i)(\\b\\w*(?:token|password|secret)\\w*\"?\\s*=\\s*)(\"[^\"]*\"|'[^']*')");
  private static final Pattern TOKEN_IN_ADDRESS =
      Pattern.compile("[A-Za-z0-9_.+-]{12,}:(?=/|https?://|wss?://)");

  private TextDiff() {}

  /** A unified diff without the tokens that either text may hold; empty if they are equal. */
  static String of(String name, String before, String after) {
    List<String> old = before.lines().toList();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.isEmpty() ? "/dev/null" : name,
            after.isEmpty() ? "/dev/null" : name,
            old,
            DiffUtils.diff(old, after.lines().toList()),
            CONTEXT);
    StringBuilder diff = new StringBuilder();
    lines.forEach(line -> diff.append(withoutTokens(line)).append('\n'));
    return diff.toString();
  }

  static String withoutTokens(String line) {
    String masked = TOKEN_KEY.matcher(line).replaceAll("$1\"<token>\"");
    return TOKEN_IN_ADDRESS.matcher(masked).replaceAll("<token>:");
  }
}
