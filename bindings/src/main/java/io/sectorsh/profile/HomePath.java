package io.sectorsh.profile;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Reads paths as people write them: {@code ~} is the home directory.
 *
 * @param home the directory that it stands for
 */
public record HomePath(Path home) {

  /** For paths that the user of this process types. */
  public static HomePath ofUser() {
    return new HomePath(Path.of(System.getProperty("user.home")));
  }

  /**
   * The path, absolute.
   *
   * @param setting what holds it, for the failure
   * @throws OperatorException BAD_VALUE if the text is no path
   */
  public Path read(String text, String setting) {
    try {
      if (text.equals("~") || text.startsWith("~/")) {
        return home.resolve(text.substring(Math.min(2, text.length()))).normalize();
      }
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException malformed) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE, "this is not a path", setting, "Write an absolute path.", malformed);
    }
  }
}
