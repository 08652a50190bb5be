package io.sectorsh.textfile;

import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.profile.HomePath;
import java.nio.file.Path;

/**
 * What scripts see as {@code files}: text files of this host that are neither TOML nor lotus' own,
 * such as environment files and units of systemd.
 */
public final class TextFiles {
  private final ChangeGuard guard;

  /**
   * The host's files.
   *
   * @param guard asked before one is written
   */
  public TextFiles(ChangeGuard guard) {
    this.guard = guard;
  }

  /** The actions on text files that plans hold. */
  public static ActionKinds kinds() {
    return TextAction.kinds();
  }

  /**
   * A file to be changed; it need not exist yet.
   *
   * @throws io.sectorsh.errors.OperatorException DAMAGED if it is no text, or longer than 4 MiB
   */
  public TextEdit text(Path path) {
    return TextEdit.of(
        new TextFile(path.toAbsolutePath().normalize(), () -> TextView.of(guard)), guard);
  }

  /** As {@link #text(Path)}; the path may begin with {@code ~}. */
  public TextEdit text(String path) {
    return text(HomePath.ofUser().read(path, "files.text"));
  }

  @Override
  public String toString() {
    return "files of this host: files.text(PATH)";
  }
}
