package io.sectorsh.stores;

import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** One pass over the entries of a directory, in the order in which the file system has them. */
final class DirectoryScan implements RowCursor<Path> {
  private final Path directory;
  private final DirectoryStream<Path> stream;
  private final Iterator<Path> entries;

  private DirectoryScan(Path directory, DirectoryStream<Path> stream) {
    this.directory = directory;
    this.stream = stream;
    this.entries = stream.iterator();
  }

  /** A pass over a directory; one that is absent has no entries. */
  @SuppressWarnings("StreamResourceLeak") // Closed with the pass.
  static RowCursor<Path> open(Path directory) {
    try {
      return new DirectoryScan(directory, Files.newDirectoryStream(directory));
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return RowCursor.over(List.<Path>of().iterator());
    } catch (IOException failure) {
      throw StoreFailures.unreadable(directory, failure);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      return entries.hasNext();
    } catch (DirectoryIteratorException failure) {
      throw StoreFailures.unreadable(directory, Objects.requireNonNull(failure.getCause()));
    }
  }

  @Override
  public Path next() {
    return entries.next();
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException failure) {
      throw StoreFailures.unreadable(directory, failure);
    }
  }
}
