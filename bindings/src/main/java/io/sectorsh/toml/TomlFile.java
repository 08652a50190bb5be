package io.sectorsh.toml;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A TOML file on this host.
 *
 * @param path the file; it need not exist yet
 * @param anyCase see {@link TomlDocument#parse}
 */
public record TomlFile(Path path, boolean anyCase) {
  private static final long MOST_BYTES = 4 << 20;

  /**
   * What the file says; empty if there is no such file.
   *
   * @throws OperatorException NO_PERMISSION, IO_FAILED, DAMAGED, BAD_VALUE with the line
   */
  public Optional<TomlDocument> read() {
    return text().map(text -> TomlDocument.parse(text, path.toString(), anyCase));
  }

  /**
   * What the file says.
   *
   * @throws OperatorException NOT_FOUND, and as {@link #read}
   */
  public TomlDocument require() {
    return read()
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "there is no such file",
                    path.toString(),
                    "Check the path; a file on another host must be mounted or copied here."));
  }

  /** The change that these steps make; nothing is written. A missing file is empty. */
  public TomlChange change(TomlStep... steps) {
    Optional<String> before = text();
    TomlDocument document = TomlDocument.parse(before.orElse(""), path.toString(), anyCase);
    for (TomlStep step : steps) {
      document = step.in(document);
    }
    return new TomlChange(this, List.of(steps), before, Optional.of(document.text()));
  }

  /** Its content; empty if there is no such file. */
  Optional<String> text() {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new OperatorException(
            ErrorCode.DAMAGED, "far too long for a configuration", path.toString(), "");
      }
      return Optional.of(Files.readString(path));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (CharacterCodingException notText) {
      throw new OperatorException(
          ErrorCode.DAMAGED, "this is not text in UTF-8", path.toString(), "Look at the file.");
    } catch (IOException failure) {
      throw failure(path, "read", failure);
    }
  }

  static OperatorException failure(Path path, String what, IOException failure) {
    boolean denied = failure instanceof AccessDeniedException;
    return new OperatorException(
        denied ? ErrorCode.NO_PERMISSION : ErrorCode.IO_FAILED,
        "cannot be " + what,
        path.toString(),
        denied
            ? "Run sectorsh as the user that the file belongs to."
            : "Look at the disk and its mount, then try again.",
        failure);
  }
}
