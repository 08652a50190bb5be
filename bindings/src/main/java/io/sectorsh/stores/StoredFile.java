package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A file of a sector, or the directory that stands for one of its caches. Immutable. */
public final class StoredFile {
  private final Store store;
  private final SectorFileType type;
  private final SectorId sector;
  private final Path path;
  private final Path content;

  /**
   * @param path its name
   * @param content where its bytes really are: in a sandbox, that may be elsewhere
   */
  StoredFile(Store store, SectorFileType type, SectorId sector, Path path, Path content) {
    this.store = store;
    this.type = type;
    this.sector = sector;
    this.path = path;
    this.content = content;
  }

  /** Where it is. */
  public Store getStore() {
    return store;
  }

  /** Which of the sector's files it is. */
  public SectorFileType getType() {
    return type;
  }

  /** The same in a word, which is the name of the directory that it is in. */
  public String getKind() {
    return type.directory();
  }

  /** Whose it is. */
  public SectorId getSector() {
    return sector;
  }

  /** The sector's number. */
  public long getNumber() {
    return sector.number();
  }

  /** The number of the miner's actor. */
  public long getMiner() {
    return sector.miner();
  }

  /** Its path. */
  public Path getPath() {
    return path;
  }

  /**
   * Its length in bytes, of a cache the sum of its files; measured at each call, since that takes
   * much longer than finding it.
   *
   * @throws OperatorException NOT_FOUND if it has gone, IO_FAILED if it cannot be read
   */
  public long getSize() {
    try {
      return Files.isDirectory(content) ? directorySize() : Files.size(content);
    } catch (IOException failure) {
      throw StoreFailures.unreadable(path, failure);
    } catch (DirectoryIteratorException | UncheckedIOException failure) {
      throw new OperatorException(
          ErrorCode.IO_FAILED, "it cannot be read", path.toString(), "", failure);
    }
  }

  private long directorySize() throws IOException {
    long size = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(content)) {
      for (Path file : files) {
        size += Files.size(file);
      }
    }
    return size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredFile that && path.equals(that.path) && store.equals(that.store);
  }

  @Override
  public int hashCode() {
    return Objects.hash(store, path);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
