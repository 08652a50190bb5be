package io.sectorsh.toml;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.textfile.TextFile;
import io.sectorsh.textfile.TextView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A TOML file on this host.
 *
 * @param path the file; it need not exist yet
 * @param anyCase see {@link TomlDocument#parse}
 * @param guard asked before the file is written
 */
public record TomlFile(Path path, boolean anyCase, ChangeGuard guard) {
  /** A file that may only be looked at. */
  public TomlFile(Path path, boolean anyCase) {
    this(path, anyCase, new ChangeGuard(Mode.OBSERVE));
  }

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
    return file().text();
  }

  /** The file as a text. */
  TextFile file() {
    return new TextFile(path, () -> TextView.of(guard));
  }
}
