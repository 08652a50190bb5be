package io.sectorsh.faults;

import static io.sectorsh.faults.FaultyFileSystem.real;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Hands every call on to the real file system, unless the plan lets it fail. */
final class FaultyProvider extends FileSystemProvider {
  private static final FileSystemProvider REAL = FileSystems.getDefault().provider();

  private final FaultyFileSystem system;

  FaultyProvider(FaultyFileSystem system) {
    this.system = system;
  }

  private <T> T run(SystemCall kind, Path path, FaultPlan.Call<T> call) throws IOException {
    return system.plan().run(kind, path.toString(), call);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void step(SystemCall kind, Path path, Step step) throws IOException {
    run(
        kind,
        path,
        () -> {
          step.run();
          return path;
        });
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return system;
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return run(
        SystemCall.OPEN,
        path,
        () ->
            new FaultyChannel(
                system.plan(),
                path.toString(),
                REAL.newFileChannel(real(path), options, attributes)));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return run(
        SystemCall.LIST,
        directory,
        () ->
            new WrappedEntries(
                REAL.newDirectoryStream(
                    real(directory), entry -> filter.accept(system.wrap(entry)))));
  }

  private final class WrappedEntries implements DirectoryStream<Path> {
    private final DirectoryStream<Path> entries;

    WrappedEntries(DirectoryStream<Path> entries) {
      this.entries = entries;
    }

    @Override
    public Iterator<Path> iterator() {
      Iterator<Path> each = entries.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public Path next() {
          return system.wrap(each.next());
        }
      };
    }

    @Override
    public void close() throws IOException {
      entries.close();
    }
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    step(
        SystemCall.MAKE_DIRECTORY,
        directory,
        () -> REAL.createDirectory(real(directory), attributes));
  }

  @Override
  public void delete(Path path) throws IOException {
    step(SystemCall.REMOVE, path, () -> REAL.delete(real(path)));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    step(
        SystemCall.RENAME,
        source,
        () -> {
          if (system.isAcrossDisks(real(source), real(target))) {
            throw Fault.EXDEV.exception(source.toString());
          }
          REAL.move(real(source), real(target), options);
        });
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return run(SystemCall.STAT, path, () -> REAL.isSameFile(real(path), real(other)));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return REAL.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return run(SystemCall.SPACE, path, () -> REAL.getFileStore(real(path)));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    step(SystemCall.STAT, path, () -> REAL.checkAccess(real(path), modes));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    V view = REAL.getFileAttributeView(real(path), type, options);
    return view instanceof PosixFileAttributeView posix
        ? type.cast(new FaultyView(path, posix))
        : view;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return run(SystemCall.STAT, path, () -> REAL.readAttributes(real(path), type, options));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return run(SystemCall.STAT, path, () -> REAL.readAttributes(real(path), names, options));
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    step(SystemCall.SET_ATTRIBUTE, path, () -> REAL.setAttribute(real(path), name, value, options));
  }

  private final class FaultyView implements PosixFileAttributeView {
    private final Path path;
    private final PosixFileAttributeView view;

    FaultyView(Path path, PosixFileAttributeView view) {
      this.path = path;
      this.view = view;
    }

    @Override
    public String name() {
      return view.name();
    }

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
      return run(SystemCall.STAT, path, view::readAttributes);
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created)
        throws IOException {
      step(SystemCall.SET_ATTRIBUTE, path, () -> view.setTimes(modified, accessed, created));
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
      step(SystemCall.SET_ATTRIBUTE, path, () -> view.setPermissions(permissions));
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
      step(SystemCall.SET_ATTRIBUTE, path, () -> view.setGroup(group));
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
      return run(SystemCall.STAT, path, view::getOwner);
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
      step(SystemCall.SET_ATTRIBUTE, path, () -> view.setOwner(owner));
    }
  }
}
