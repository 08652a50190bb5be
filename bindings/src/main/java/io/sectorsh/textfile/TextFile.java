package io.sectorsh.textfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.Reading;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.FullDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A text file in UTF-8 on this host; it need not exist yet.
 *
 * @param path where it is
 * @param view what a sandbox has written
 */
public record TextFile(Path path, Supplier<TextView> view) {
  private static final long MOST_BYTES = 4 << 20;
  private static final String NEXT = ".sectorsh-next";

  /** A file as the disk has it. */
  public TextFile(Path path) {
    this(path, TextView::new);
  }

  /** The same file as a reading sees it. */
  public TextFile in(Reading reading) {
    return new TextFile(path, () -> TextView.of(reading));
  }

  /**
   * Its content; empty if there is no such file.
   *
   * @throws OperatorException NO_PERMISSION, IO_FAILED; DAMAGED if it is no text
   */
  public Optional<String> text() {
    return view.get().text(path, this::onDisk);
  }

  private Optional<String> onDisk() {
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
      throw failure("read", failure);
    }
  }

  /** Gives it a content in the eyes of a sandbox. */
  public void pretend(Overlay overlay, Optional<String> content) {
    TextView.of(overlay).write(path, content);
  }

  /**
   * Gives the file this content, or takes it away: it has the one or the other at any moment, also
   * after a power cut, and keeps its owner and permissions. A link stays one.
   */
  void replace(Optional<String> content) {
    try {
      Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (content.isPresent()) {
        put(real, content.get(), real);
      } else {
        Files.deleteIfExists(real);
      }
      sync(real);
    } catch (IOException failure) {
      throw failure("written", failure);
    }
  }

  /** Writes a file beside it with its owner and permissions, such as its earlier content. */
  void keep(Path beside, String content) {
    try {
      put(beside, content, path);
      sync(beside);
    } catch (IOException failure) {
      throw failure("written", failure);
    }
  }

  private static void put(Path target, String content, Path like) throws IOException {
    Path next = target.resolveSibling("." + target.getFileName() + NEXT);
    Files.deleteIfExists(next);
    try {
      fill(next, content, like);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      removeAfter(failure, next);
      throw failure;
    }
  }

  private static void fill(Path next, String content, Path like) throws IOException {
    try (FileChannel file =
        FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      takeOver(like, next);
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }

  /** What is half written may hold tokens: it does not stay. */
  private static void removeAfter(IOException failure, Path next) {
    try {
      Files.deleteIfExists(next);
    } catch (IOException more) {
      failure.addSuppressed(more);
    }
  }

  /** The new file belongs to whom the old one belonged to, and is no more readable than that. */
  private static void takeOver(Path like, Path next) throws IOException {
    if (Files.notExists(like)) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(like, PosixFileAttributes.class);
    Files.setPosixFilePermissions(next, old.permissions());
    PosixFileAttributes made = Files.readAttributes(next, PosixFileAttributes.class);
    if (!made.owner().equals(old.owner()) || !made.group().equals(old.group())) {
      PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
      view.setOwner(old.owner());
      view.setGroup(old.group());
    }
  }

  private static void sync(Path file) throws IOException {
    Directories.sync(parent(file));
  }

  private static Path parent(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
  }

  /** The directory around it. */
  Path directory() {
    return parent(path);
  }

  private OperatorException failure(String what, IOException failure) {
    boolean denied = failure instanceof AccessDeniedException;
    if (FullDisk.isCause(failure)) {
      return new OperatorException(
          ErrorCode.NO_SPACE,
          "there is no room to write it",
          path.toString(),
          "Make room on its file system, then try again.",
          failure);
    }
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
