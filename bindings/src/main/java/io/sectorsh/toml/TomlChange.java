package io.sectorsh.toml;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.textfile.TextChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A new content for a file, made from the one that it has.
 *
 * @param file the file
 * @param steps what is changed; none if an earlier content is brought back
 * @param before its content when the change was made; empty if there was no file
 * @param after its content after the change; empty if the file goes away
 */
public record TomlChange(
    TomlFile file, List<TomlStep> steps, Optional<String> before, Optional<String> after) {
  /** Makes the list unchangeable. */
  public TomlChange {
    steps = List.copyOf(steps);
  }

  /** The file. */
  public Path path() {
    return file.path();
  }

  /**
   * Whether it can be no action of a plan: it writes a token, which no journal may keep, or brings
   * back an earlier content as it was.
   */
  public boolean isForThisHandOnly() {
    return steps.isEmpty() || steps.stream().anyMatch(TomlStep::isSecret);
  }

  private TextChange change() {
    return new TextChange(file.file(), before, after);
  }

  /** Whether it changes nothing. */
  public boolean isEmpty() {
    return change().isEmpty();
  }

  /** The change that takes this one back. */
  public TomlChange reversed() {
    return new TomlChange(file, List.of(), after, before);
  }

  /** The change as a unified diff with tokens blotted out; empty if it changes nothing. */
  public String diff() {
    return change().diff();
  }

  /**
   * Writes it: the file has either content at any moment, also after a power cut, and keeps its
   * owner and permissions. The earlier content stays beside it, under the name {@link #backup}.
   *
   * @throws OperatorException IN_USE if somebody has changed the file meanwhile; NO_PERMISSION,
   *     IO_FAILED
   * @throws io.sectorsh.migration.RefusedException if the session's mode does not allow changes
   */
  public void write() {
    change().write(file.guard(), Optional.of("damocles.config.write(CHANGE)"));
  }

  /**
   * Fails if the file has changed since this was made.
   *
   * @throws OperatorException IN_USE
   */
  public void requireFresh() {
    change().requireFresh();
  }

  /** Where the earlier content is kept. */
  public Path backup() {
    return change().backup();
  }

  /** The diff. */
  @Override
  public String toString() {
    return isEmpty() ? path() + ": no change" : diff();
  }
}
