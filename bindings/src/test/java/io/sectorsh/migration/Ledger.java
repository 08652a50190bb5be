package io.sectorsh.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A file of lines {@code key=value} that is replaced as a whole, as a staged database is. */
final class Ledger implements Joint, AutoCloseable {
  private final Path file;
  private final Map<String, String> lines = new TreeMap<>();

  private Ledger(Path file) {
    this.file = file;
  }

  static Ledger open(Path file) {
    Ledger ledger = new Ledger(file);
    try {
      for (String line :
          Files.exists(file) ? Files.readAllLines(file) : java.util.List.<String>of()) {
        String[] parts = line.split("=", 2);
        ledger.lines.put(parts[0], parts[1]);
      }
      return ledger;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(lines.get(key));
  }

  void set(String key, Optional<String> value) {
    value.ifPresentOrElse(text -> lines.put(key, text), () -> lines.remove(key));
  }

  /** Whether a killed process has left what it had begun to write. */
  boolean hasLeftover() {
    return Files.exists(staged());
  }

  private Path staged() {
    return file.resolveSibling(file.getFileName() + ".staged");
  }

  @Override
  public void commit() {
    Path staged = staged();
    StringBuilder text = new StringBuilder();
    lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Files.writeString(staged, text);
      try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {}
}
