package io.sectorsh.textfile;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.regex.Pattern;

/** What a change of a text looks like to a person. */
public final class TextDiff {
  private static final int CONTEXT = 3;
  private static final Pattern TOKEN_KEY =
      Pattern.compile("(?i)(\\b\\w*(?:token|password|secret)\\w*\"?\\s*=\\s*)(\"[^\"]*\"|'[^']*')");
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i)([\\w-]*(?:token|passw|secret|credential|private[_-]?key)[\\w-]*[\"']?[ \\t]*[=:][ \\t]*)"
              + "(?![\"']?<token>)(\"[^\"]+\"|'[^']+'|[^\\s\"',;]+)");
  private static final Pattern WEB_TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]+)*");
  private static final Pattern TOKEN_IN_ADDRESS =
      Pattern.compile("[A-Za-z0-9_.+-]{12,}:(?=/|https?://|wss?://)");

  private TextDiff() {}

  /** A unified diff without the tokens that either text may hold; empty if they are equal. */
  public static String of(String name, String before, String after) {
    List<String> old = before.lines().toList();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.isEmpty() ? "/dev/null" : name,
            after.isEmpty() ? "/dev/null" : name,
            old,
            DiffUtils.diff(old, after.lines().toList()),
            CONTEXT);
    StringBuilder diff = new StringBuilder();
    lines.forEach(line -> diff.append(withoutSecrets(line)).append('\n'));
    return diff.toString();
  }

  /** A line of TOML without the tokens that it may hold. */
  public static String withoutTokens(String line) {
    String masked = TOKEN_KEY.matcher(line).replaceAll("$1\"<token>\"");
    return TOKEN_IN_ADDRESS.matcher(masked).replaceAll("<token>:");
  }

  /** Any text without the tokens that it may hold; rather too much is taken for one. */
  static String withoutSecrets(String text) {
    String masked = SECRET_KEY.matcher(withoutTokens(text)).replaceAll("$1<token>");
    return WEB_TOKEN.matcher(masked).replaceAll("<token>");
  }

  static boolean isSecret(String text) {
    return !withoutSecrets(text).equals(text);
  }
}
