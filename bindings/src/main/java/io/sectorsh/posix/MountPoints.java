package io.sectorsh.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where file systems and parts of them are mounted, as this process sees it (proc(5) mountinfo).
 */
public final class MountPoints {
  private static final Path LIST = Path.of("/proc/self/mountinfo");
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");
  private static final int PLACE = 4;

  private MountPoints() {}

  /**
   * The mount points at a directory and below it; empty also where the system does not tell.
   *
   * @param directory its real path
   */
  public static List<Path> within(Path directory) throws IOException {
    if (Files.notExists(LIST)) {
      return List.of();
    }
    return new String(Files.readAllBytes(LIST), StandardCharsets.UTF_8)
        .lines()
        .map(mount -> mount.split(" "))
        .filter(fields -> fields.length > PLACE)
        .map(fields -> Path.of(unescaped(fields[PLACE])))
        .filter(place -> place.startsWith(directory))
        .sorted()
        .toList();
  }

  private static String unescaped(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 8))));
  }
}
