package io.sectorsh.leveldb;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the files of a LevelDB directory are called. */
final class FileNames {
  static final String CURRENT = "CURRENT";
  static final String LOCK = "LOCK";
  static final Pattern MANIFEST = Pattern.compile("MANIFEST-(\\d{1,18})");
  static final Pattern LOG = Pattern.compile("(\\d{1,18})\\.log");
  static final Pattern TABLE = Pattern.compile("(\\d{1,18})\\.(?:ldb|sst)");

  private FileNames() {}

  static String table(long number) {
    return padded(number) + ".ldb";
  }

  /** The name before LevelDB 1.14, which leveldbjni still uses. */
  static String oldTable(long number) {
    return padded(number) + ".sst";
  }

  static Path log(Path directory, long number) {
    return directory.resolve(padded(number) + ".log");
  }

  private static String padded(long number) {
    return String.format(java.util.Locale.ROOT, "%06d", number);
  }

  /** The number in a name of that form. */
  static OptionalLong number(Pattern form, String name) {
    Matcher match = form.matcher(name);
    return match.matches() ? OptionalLong.of(Long.parseLong(match.group(1))) : OptionalLong.empty();
  }
}
