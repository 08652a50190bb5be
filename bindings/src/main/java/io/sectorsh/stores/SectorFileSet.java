package io.sectorsh.stores;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.FileView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The files of one sector in one store that go together, as kinds: which of them are there is
 * looked up at each question. Immutable.
 */
public final class SectorFileSet {
  private final Path store;
  private final SectorId sector;
  private final Set<SectorFileType> kinds;
  private final Supplier<FileView> view;

  /**
   * A set on the disk.
   *
   * @param store the store's directory
   * @param sector whose files
   * @param kinds which kinds belong to the set
   */
  public SectorFileSet(Path store, SectorId sector, Set<SectorFileType> kinds) {
    this(store, sector, kinds, FileView::new);
  }

  private SectorFileSet(
      Path store, SectorId sector, Set<SectorFileType> kinds, Supplier<FileView> view) {
    this.store = Objects.requireNonNull(store);
    this.sector = Objects.requireNonNull(sector);
    // In the order of the kinds.
    this.kinds = Collections.unmodifiableSet(kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds));
    this.view = view;
  }

  /** The store's directory. */
  public Path store() {
    return store;
  }

  /** Whose files. */
  public SectorId sector() {
    return sector;
  }

  /** Which kinds belong to the set. */
  public Set<SectorFileType> kinds() {
    return kinds;
  }

  /** The same set as a session sees it. */
  SectorFileSet seenBy(Supplier<FileView> eyes) {
    return new SectorFileSet(store, sector, kinds, eyes);
  }

  /** Where the content of a path really is; empty if nothing is there. */
  Optional<Path> actual(Path path) throws IOException {
    Optional<Path> real = view.get().actual(path);
    return real.isPresent() && DurableTree.isThere(real.get()) ? real : Optional.empty();
  }

  /** Where the content of a kind really is; empty if the store has none. */
  Optional<Path> actual(SectorFileType kind) {
    try {
      return actual(path(kind));
    } catch (IOException failure) {
      throw StoreFailures.unreadable(path(kind), failure);
    }
  }

  /** The files of a kind, where they really are. */
  List<Path> filesOf(SectorFileType kind) {
    Optional<Path> real = actual(kind);
    try {
      return real.isPresent() ? DurableTree.filesAt(real.get()) : List.of();
    } catch (IOException failure) {
      throw StoreFailures.unreadable(path(kind), failure);
    }
  }

  /** The bytes of a kind. */
  long bytesOf(SectorFileType kind) {
    long bytes = 0;
    for (Path file : filesOf(kind)) {
      try {
        bytes += Files.size(file);
      } catch (IOException failure) {
        throw StoreFailures.unreadable(file, failure);
      }
    }
    return bytes;
  }

  /**
   * Every kind of the sector that the store has.
   *
   * @throws OperatorException if it cannot be looked at
   */
  public static SectorFileSet present(Path store, SectorId sector) {
    return present(store, sector, FileView::new);
  }

  /** As the other method, as a session sees it. */
  static SectorFileSet present(Path store, SectorId sector, Supplier<FileView> eyes) {
    SectorFileSet all = new SectorFileSet(store, sector, Set.of(), eyes);
    Set<SectorFileType> found = EnumSet.noneOf(SectorFileType.class);
    StoreLayout.ORDER.stream().filter(kind -> all.actual(kind).isPresent()).forEach(found::add);
    return new SectorFileSet(store, sector, found, eyes);
  }

  /**
   * What proofs of the sector read, and the unsealed copy if the store has one.
   *
   * @param snapped whether the chain has it as upgraded: then the proofs read {@code update} and
   *     {@code update-cache}
   */
  public static SectorFileSet proven(Path store, SectorId sector, boolean snapped) {
    Set<SectorFileType> kinds = EnumSet.copyOf(provenKinds(snapped));
    if (isThere(new StoreLayout(store).place(SectorFileType.UNSEALED, sector))) {
      kinds.add(SectorFileType.UNSEALED);
    }
    return new SectorFileSet(store, sector, kinds);
  }

  private static boolean isThere(Path path) {
    try {
      return DurableTree.isThere(path);
    } catch (IOException failure) {
      throw StoreFailures.unreadable(path, failure);
    }
  }

  private static List<SectorFileType> provenKinds(boolean snapped) {
    return snapped
        ? List.of(SectorFileType.UPDATE_CACHE, SectorFileType.UPDATE)
        : List.of(SectorFileType.CACHE, SectorFileType.SEALED);
  }

  /** The same kinds of the same sector in another store. */
  public SectorFileSet in(Path other) {
    return new SectorFileSet(other, sector, kinds, view);
  }

  /** Whether the set has an upgraded replica. */
  public boolean isSnapped() {
    return kinds.contains(SectorFileType.UPDATE);
  }

  /** Where a kind belongs in the store, whether or not it is there. */
  public Path path(SectorFileType kind) {
    return new StoreLayout(store).place(kind, sector);
  }

  /**
   * Every regular file of the set that is there, of a cache all that it holds.
   *
   * @throws OperatorException if a directory cannot be read
   */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (SectorFileType kind : StoreLayout.ORDER) {
      if (kinds.contains(kind)) {
        Path named = path(kind);
        actual(kind).ifPresent(real -> addFiles(kind, real, named, files));
      }
    }
    return files;
  }

  private void addFiles(SectorFileType kind, Path real, Path named, List<Path> into) {
    for (Path file : filesOf(kind)) {
      into.add(file.equals(real) ? named : named.resolve(real.relativize(file)));
    }
  }

  /**
   * The bytes of all its files, as long as they are.
   *
   * @throws OperatorException if one cannot be looked at
   */
  public long bytes() {
    return kinds.stream().mapToLong(this::bytesOf).sum();
  }

  /**
   * What keeps the sector from being proven from these files: missing or unreadable ones, wrong
   * lengths, an unreadable p_aux. Empty if all is there. Reads little; whether the content is right
   * is a matter of proofs.
   */
  public List<FileProblem> problems(SectorSize size) {
    return new SectorFileCheck(this, size, Optional.empty()).problems();
  }

  /**
   * As {@link #problems(SectorSize)}, and p_aux must make this CommR, which the chain has.
   *
   * @param commR of the replica that is proven: after an upgrade the new one
   */
  public List<FileProblem> problems(SectorSize size, Commitment commR) {
    return new SectorFileCheck(this, size, Optional.of(commR)).problems();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SectorFileSet that
        && store.equals(that.store)
        && sector.equals(that.sector)
        && kinds.equals(that.kinds);
  }

  @Override
  public int hashCode() {
    return Objects.hash(store, sector, kinds);
  }

  @Override
  public String toString() {
    return sector + " in " + store;
  }
}
