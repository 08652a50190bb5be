package io.sectorsh.toml;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
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
  /** What the copy of the earlier content is called: the file's name and this. */
  public static final String BACKUP = ".sectorsh-before";

  private static final String NEXT = ".sectorsh-next";

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

  /** Whether it changes nothing. */
  public boolean isEmpty() {
    return before.equals(after);
  }

  /** The change that takes this one back. */
  public TomlChange reversed() {
    return new TomlChange(file, List.of(), after, before);
  }

  /** The change as a unified diff with tokens blotted out; empty if it changes nothing. */
  public String diff() {
    return TextDiff.of(path().toString(), before.orElse(""), after.orElse(""));
  }

  /**
   * Writes it: the file has either content at any moment, also after a power cut, and keeps its
   * owner and permissions. The earlier content stays beside it, under the name {@link #backup}.
   *
   * @throws OperatorException IN_USE if somebody has changed the file meanwhile; NO_PERMISSION,
   *     IO_FAILED
   */
  public void write() {
    write(backup());
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
          path().toString(),
          "Look at it, and make the change again.");
    }
  }

  /** As the other method, with the earlier content kept where it is said. */
  void write(Path backup) {
    requireFresh();
    if (file.text().equals(after)) {
      return;
    }
    try {
      if (before.isPresent()) {
        put(backup, before.get());
        Directories.sync(directory());
      }
    } catch (IOException failure) {
      throw TomlFile.failure(path(), "written", failure);
    }
    replace();
  }

  /** Gives the file the new content, or takes it away. */
  void replace() {
    try {
      if (after.isPresent()) {
        put(path(), after.get());
      } else {
        Files.deleteIfExists(path());
      }
      Directories.sync(directory());
    } catch (IOException failure) {
      throw TomlFile.failure(path(), "written", failure);
    }
  }

  /** Where the earlier content is kept. */
  public Path backup() {
    return path().resolveSibling(path().getFileName() + BACKUP);
  }

  private Path directory() {
    return Optional.ofNullable(path().toAbsolutePath().getParent()).orElse(path());
  }

  private void put(Path target, String content) throws IOException {
    Path next = path().resolveSibling("." + target.getFileName() + NEXT);
    Files.deleteIfExists(next);
    try (FileChannel file =
        FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      takeOver(next);
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The new file belongs to whom the old one belonged to, and is no more readable than that. */
  private void takeOver(Path next) throws IOException {
    if (Files.notExists(path())) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(path(), PosixFileAttributes.class);
    Files.setPosixFilePermissions(next, old.permissions());
    PosixFileAttributes made = Files.readAttributes(next, PosixFileAttributes.class);
    if (!made.owner().equals(old.owner()) || !made.group().equals(old.group())) {
      PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
      view.setOwner(old.owner());
      view.setGroup(old.group());
    }
  }

  /** The diff. */
  @Override
  public String toString() {
    return isEmpty() ? path() + ": no change" : diff();
  }
}
