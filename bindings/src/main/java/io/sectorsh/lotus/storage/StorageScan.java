package io.sectorsh.lotus.storage;

import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pass over the entries of one kind in a storage path, in the order of the file system. */
public final class StorageScan implements RowCursor<StorageFile> {
  private static final String UNFINISHED = "fetching";

  private final StoragePath storage;
  private final SectorFileType type;
  private final Path directory;
  private final @Nullable DirectoryStream<Path> stream;
  private final Iterator<Path> entries;
  private @Nullable Path next;

  /** A scan of the files of one kind. */
  public StorageScan(StoragePath storage, SectorFileType type) {
    this.storage = storage;
    this.type = type;
    this.directory = storage.path().resolve(type.directory());
    this.stream = open(directory);
    this.entries = stream == null ? java.util.Collections.emptyIterator() : stream.iterator();
  }

  @SuppressWarnings("StreamResourceLeak") // Closed with the pass.
  private static @Nullable DirectoryStream<Path> open(Path directory) {
    try {
      return Files.newDirectoryStream(directory);
    } catch (NoSuchFileException absent) {
      return null;
    } catch (IOException failure) {
      throw RepoFailures.of(directory, failure);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && entries.hasNext()) {
        Path entry = entries.next();
        next = entry.endsWith(UNFINISHED) ? null : entry;
      }
      return next != null;
    } catch (DirectoryIteratorException failure) {
      throw RepoFailures.of(directory, Objects.requireNonNull(failure.getCause()));
    }
  }

  @Override
  public StorageFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Path entry = Objects.requireNonNull(next);
    next = null;
    return StorageFile.of(storage, type, entry);
  }

  @Override
  public void close() {
    if (stream == null) {
      return;
    }
    try {
      stream.close();
    } catch (IOException failure) {
      throw RepoFailures.of(directory, failure);
    }
  }
}
