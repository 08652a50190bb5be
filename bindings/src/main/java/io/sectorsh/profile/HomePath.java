package io.sectorsh.profile;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads paths as people write them: {@code ~} is the home directory. */
record HomePath(Path home) {

  /**
   * The path, absolute.
   *
   * @param setting what holds it, for the failure
   */
  Path read(String text, String setting) {
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
