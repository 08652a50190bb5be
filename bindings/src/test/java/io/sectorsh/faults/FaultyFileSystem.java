package io.sectorsh.faults;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The default file system, whose calls fail as a plan says. Its paths read as the real ones. */
public final class FaultyFileSystem extends FileSystem {
  private static final FileSystem REAL = FileSystems.getDefault();

  private final FaultPlan plan;
  private final Predicate<Path> otherDisk;
  private final FaultyProvider provider;

  /** Faults as planned. */
  public FaultyFileSystem(FaultPlan plan) {
    this(plan, real -> false);
  }

  /**
   * @param otherDisk which real paths are on another disk, so that nothing is renamed from there or
   *     to there
   */
  public FaultyFileSystem(FaultPlan plan, Predicate<Path> otherDisk) {
    this.plan = plan;
    this.otherDisk = otherDisk;
    this.provider = new FaultyProvider(this);
  }

  boolean isAcrossDisks(Path real, Path other) {
    return otherDisk.test(real) != otherDisk.test(other);
  }

  /** A real path within this file system. */
  public Path wrap(Path real) {
    return new FaultyPath(this, real);
  }

  static Path real(Path path) {
    return path instanceof FaultyPath wrapped ? wrapped.real() : path;
  }

  FaultPlan plan() {
    return plan;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public Path getPath(String first, String... more) {
    return wrap(REAL.getPath(first, more));
  }

  @Override
  public void close() {}

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return REAL.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return REAL.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return REAL.supportedFileAttributeViews();
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = REAL.getPathMatcher(pattern);
    return path -> matcher.matches(real(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return REAL.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    throw new UnsupportedOperationException();
  }
}
