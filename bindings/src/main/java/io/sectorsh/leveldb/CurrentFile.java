package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the MANIFEST that counts, as goleveldb does. */
final class CurrentFile {
  private static final Pattern CONTENT = Pattern.compile("MANIFEST-\\d{1,18}\n");

  private CurrentFile() {}

  /**
   * The MANIFEST that CURRENT names, or a newer one of a {@code CURRENT.NUMBER} that its writer had
   * no time to rename.
   */
  static Path manifest(Path directory) {
    Path current = current(directory);
    try (DirectoryStream<Path> pending = Files.newDirectoryStream(directory, "CURRENT.[0-9]*")) {
      for (Path file : pending) {
        Path other = pending(directory, file).orElse(current);
        if (number(other) > number(current) && Files.exists(other)) {
          current = other;
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw DatabaseFile.failed(directory, Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw DatabaseFile.failed(directory, failure);
    }
    return current;
  }

  private static long number(Path manifest) {
    return FileNames.number(FileNames.MANIFEST, String.valueOf(manifest.getFileName())).orElse(-1);
  }

  private static Path current(Path directory) {
    Path file = directory.resolve(FileNames.CURRENT);
    try {
      return named(directory, file)
          .orElseThrow(() -> DatabaseFile.damaged(file, "names no MANIFEST file at offset 0"));
    } catch (NoSuchFileException missing) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "no LevelDB database: the file CURRENT is missing",
          directory.toString(),
          "Give the directory that holds CURRENT, MANIFEST-... and *.ldb files.",
          missing);
    } catch (IOException failure) {
      throw DatabaseFile.failed(file, failure);
    }
  }

  /** Empty if it has been renamed meanwhile, or is not finished. */
  private static Optional<Path> pending(Path directory, Path file) {
    try {
      return named(directory, file);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<Path> named(Path directory, Path file) throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    return CONTENT.matcher(content).matches()
        ? Optional.of(directory.resolve(content.strip()))
        : Optional.empty();
  }
}
