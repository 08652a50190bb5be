package io.sectorsh.textfile;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A new content for a file in the place of the one that it has.
 *
 * @param file the file
 * @param before its content when the change was made; empty if there was no file
 * @param after its content after the change; empty if the file goes away
 */
public record TextChange(TextFile file, Optional<String> before, Optional<String> after) {
  /** What the copy of the earlier content is called: the file's name and this. */
  public static final String BACKUP = ".sectorsh-before";

  /** Whether it changes nothing. */
  public boolean isEmpty() {
    return before.equals(after);
  }

  /** The change as a unified diff with tokens blotted out; empty if it changes nothing. */
  public String diff() {
    return TextDiff.of(file.path().toString(), before.orElse(""), after.orElse(""));
  }

  /** Where the earlier content is kept. */
  public Path backup() {
    return file.path().resolveSibling(file.path().getFileName() + BACKUP);
  }

  /**
   * Fails if the file has changed since this was made.
   *
   * @throws OperatorException IN_USE
   */
  public void requireFresh() {
    Optional<String> now = file.text();
    if (!now.equals(before) && !now.equals(after)) {
      throw new OperatorException(
          ErrorCode.IN_USE,
          "somebody has changed this file meanwhile",
          file.path().toString(),
          "Look at it, and make the change again.");
    }
  }

  /**
   * Writes it, if a session may change something. The earlier content stays beside it, under the
   * name {@link #backup}.
   *
   * @param planned see {@link ChangeGuard#requireApply(String, Optional)}
   * @throws OperatorException IN_USE if somebody has changed the file meanwhile; NO_PERMISSION,
   *     IO_FAILED
   * @throws io.sectorsh.migration.RefusedException if it may not
   */
  public void write(ChangeGuard guard, Optional<String> planned) {
    guard.requireApply("write " + file.path(), planned);
    write(backup());
  }

  /**
   * Writes it.
   *
   * @param kept where the earlier content stays
   * @throws OperatorException IN_USE if somebody has changed the file meanwhile; NO_PERMISSION,
   *     IO_FAILED
   */
  void write(Path kept) {
    requireFresh();
    if (file.text().equals(after)) {
      return;
    }
    before.ifPresent(content -> file.keep(kept, content));
    file.replace(after);
  }
}
