package io.sectorsh.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Puts SQLite's native part where only this user can write, once for each version, instead of into
 * the temporary directory at every start. A {@code org.sqlite.lib.path} or {@code
 * org.sqlite.tmpdir} that is set already is left alone.
 */
final class NativeSqlite {
  private static final String DIRECTORY = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";

  private NativeSqlite() {}

  /** Where it cannot be put, SQLite's own way stays: the temporary directory. */
  static synchronized void prepare(Path directory) {
    if (System.getProperty(DIRECTORY) != null || System.getProperty("org.sqlite.tmpdir") != null) {
      return;
    }
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (InputStream content = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (content == null) {
        return;
      }
      Path file = file(directory);
      put(content.readAllBytes(), file);
      System.setProperty(DIRECTORY, directory.toString());
      System.setProperty(NAME, String.valueOf(file.getFileName()));
    } catch (IOException notThere) {
      System.clearProperty(DIRECTORY);
    }
  }

  private static Path file(Path directory) {
    return JournalPlace.privateDirectory(directory)
        .resolve(
            "sqlite-"
                + SQLiteJDBCLoader.getVersion()
                + "-"
                + System.getProperty("os.arch")
                + "-"
                + LibraryLoaderUtil.getNativeLibName());
  }

  private static void put(byte[] content, Path file) throws IOException {
    if (Files.isRegularFile(file) && Arrays.equals(content, Files.readAllBytes(file))) {
      return;
    }
    Path written = Files.createTempFile(file.getParent(), "sqlite", ".new");
    Files.write(written, content);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
