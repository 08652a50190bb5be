package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the files of one sector from one store into another.
 *
 * <p>Whatever interrupts it, each kind of file is at any moment whole in at least one of the two
 * stores, under its name or not at all; the same call made again goes on from what it finds. What
 * comes in is copied beside the store's directories, made durable, read back, and only then renamed
 * to its place. Files that are at the destination already are compared byte by byte: equal ones are
 * taken as done, others are a conflict. Not for use by several threads at once.
 */
public final class SectorTransfer {
  private final SectorFileSet from;
  private final SectorFileSet to;
  private final StoreLayout source;
  private final StoreLayout destination;
  private final CopyPace pace;

  /**
   * @param from which files
   * @param to the store that they go to; its directory must be there
   * @param pace how fast
   */
  public SectorTransfer(SectorFileSet from, Path to, CopyPace pace) {
    this.from = from;
    this.to = from.in(to);
    this.source = new StoreLayout(from.store());
    this.destination = new StoreLayout(to);
    this.pace = pace;
  }

  /** The files where they come from. */
  public SectorFileSet getSource() {
    return from;
  }

  /** The files where they go. */
  public SectorFileSet getDestination() {
    return to;
  }

  /**
   * Where each kind is now. Reads both copies wholly where there are two.
   *
   * @throws OperatorException if something cannot be read, or both are the same directory
   */
  public Map<SectorFileType, FilePlace> places() {
    requireTwoStores();
    Map<SectorFileType, FilePlace> places = new EnumMap<>(SectorFileType.class);
    for (SectorFileType kind : kinds()) {
      places.put(kind, place(kind));
    }
    return Collections.unmodifiableMap(places);
  }

  private FilePlace place(SectorFileType kind) {
    Optional<Path> here = from.actual(kind);
    Optional<Path> there = to.actual(kind);
    if (there.isEmpty()) {
      return here.isPresent() ? FilePlace.SOURCE : FilePlace.NOWHERE;
    }
    if (here.isEmpty()) {
      return FilePlace.DESTINATION;
    }
    return here.equals(there)
            || reading(
                from.path(kind),
                () -> new FileContent(here.get(), pace).equalsContentOf(there.get()))
        ? FilePlace.BOTH
        : FilePlace.CONFLICT;
  }

  /**
   * Copies. Afterwards every kind is at the destination, durable and read back; the source is as it
   * was.
   *
   * @throws OperatorException if it cannot be done: NOT_FOUND, CONFLICT, NO_SPACE, NO_PERMISSION,
   *     IO_FAILED, DAMAGED, STOPPED
   */
  void copy() {
    requireStore();
    copy(missing());
    tidy();
  }

  private void copy(List<SectorFileType> missing) {
    changing(to.store(), () -> new FreeSpace(destination, from, missing).require());
    for (SectorFileType kind : missing) {
      bringIn(kind);
    }
    for (SectorFileType kind : missing) {
      changing(to.path(kind), () -> show(kind));
    }
  }

  /** Those that are only at the source; fails where there is nothing to go on with. */
  private List<SectorFileType> missing() {
    List<SectorFileType> missing = new ArrayList<>();
    places()
        .forEach(
            (kind, place) -> {
              if (place == FilePlace.SOURCE) {
                missing.add(kind);
              } else if (place == FilePlace.CONFLICT) {
                throw conflict(kind);
              } else if (place == FilePlace.NOWHERE) {
                throw StoreFailures.missing(from.path(kind), to.path(kind));
              } else {
                changing(to.path(kind), () -> syncWhatWasShown(kind));
              }
            });
    missing.sort(Comparator.comparingInt(StoreLayout.ORDER::indexOf));
    return missing;
  }

  private void bringIn(SectorFileType kind) {
    Path incoming = destination.incoming(kind, from.sector());
    changing(incoming, () -> new IncomingCopy(from.path(kind), incoming, pace).run());
  }

  private void show(SectorFileType kind) throws IOException {
    requireFree(kind);
    makeKindDirectory(kind);
    DurableTree.rename(destination.incoming(kind, from.sector()), to.path(kind));
  }

  private void syncWhatWasShown(SectorFileType kind) throws IOException {
    DurableTree.syncRename(from.path(kind), to.path(kind));
  }

  /**
   * Moves: by renaming within one file system, else by copying all and then removing the source.
   *
   * @throws OperatorException as {@link #copy}, and REFUSED for a symbolic link
   */
  void move() {
    requireStore();
    requireNoLinks();
    List<SectorFileType> missing = missing();
    while (!missing.isEmpty() && renamed(missing.get(0))) {
      missing.remove(0);
    }
    copy(missing);
    removeVerified();
    tidy();
  }

  private boolean renamed(SectorFileType kind) {
    requireFree(kind);
    try {
      makeKindDirectory(kind);
      DurableTree.rename(from.path(kind), to.path(kind));
      return true;
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      return false;
    } catch (IOException failure) {
      throw StoreFailures.unchangeable(to.path(kind), failure);
    }
  }

  /**
   * Removes the source of a copy.
   *
   * @throws OperatorException REFUSED unless every kind is at the destination with the same bytes
   */
  void removeSource() {
    places()
        .forEach(
            (kind, place) -> {
              if (place == FilePlace.SOURCE || place == FilePlace.NOWHERE) {
                throw new OperatorException(
                    ErrorCode.REFUSED,
                    "there is no copy of it in " + to.store() + ", so it is not removed",
                    from.path(kind).toString(),
                    "Copy the sector first.");
              }
              if (place == FilePlace.CONFLICT) {
                throw conflict(kind);
              }
            });
    removeVerified();
    tidy();
  }

  /** The replica goes first, so that it never stands there without what its proofs need. */
  private void removeVerified() {
    List<SectorFileType> kinds = kinds();
    Collections.reverse(kinds);
    for (SectorFileType kind : kinds) {
      changing(from.path(kind), () -> takeOut(source, from, kind));
    }
  }

  /**
   * Removes what {@link #copy} made, and what an interrupted one left. The source must still have
   * the same bytes.
   *
   * @throws OperatorException REFUSED if the source is not whole, CONFLICT if it is not the same
   */
  void undoCopy() {
    places()
        .forEach(
            (kind, place) -> {
              if (place == FilePlace.DESTINATION || place == FilePlace.NOWHERE) {
                throw new OperatorException(
                    ErrorCode.REFUSED,
                    "it is not in " + from.store() + " any more, so its copy is not removed",
                    to.path(kind).toString(),
                    "Move the sector back instead.");
              }
              if (place == FilePlace.CONFLICT) {
                throw conflict(kind);
              }
            });
    List<SectorFileType> kinds = kinds();
    Collections.reverse(kinds);
    for (SectorFileType kind : kinds) {
      changing(to.path(kind), () -> takeOut(destination, to, kind));
    }
    tidy();
  }

  /** Whether an interrupted run, either way, left something beside the stores' directories. */
  public boolean hasLeftovers() {
    return leftovers().stream().anyMatch(SectorTransfer::isThere);
  }

  private List<Path> leftovers() {
    List<Path> leftovers = new ArrayList<>();
    for (SectorFileType kind : kinds()) {
      for (StoreLayout layout : List.of(source, destination)) {
        leftovers.add(layout.incoming(kind, from.sector()));
        leftovers.add(layout.leaving(kind, from.sector()));
      }
    }
    return leftovers;
  }

  /** To be done at the end only: what is leaving may be needed until then. */
  private void tidy() {
    for (Path left : leftovers()) {
      changing(left, () -> DurableTree.remove(left));
    }
    changing(from.store(), source::removeEmptyOwn);
    changing(to.store(), destination::removeEmptyOwn);
  }

  /** Under its name it is there whole or not at all. */
  private static void takeOut(StoreLayout layout, SectorFileSet set, SectorFileType kind)
      throws IOException {
    Path leaving = layout.leaving(kind, set.sector());
    DurableTree.remove(leaving);
    if (isThere(set.path(kind))) {
      DurableTree.makeDirectory(DurableTree.parent(leaving));
      DurableTree.rename(set.path(kind), leaving);
    }
    DurableTree.remove(leaving);
  }

  private List<SectorFileType> kinds() {
    return new ArrayList<>(StoreLayout.ORDER.stream().filter(from.kinds()::contains).toList());
  }

  private static boolean isThere(Path path) {
    return reading(path, () -> DurableTree.isThere(path));
  }

  private void makeKindDirectory(SectorFileType kind) throws IOException {
    DurableTree.makeDirectory(DurableTree.parent(to.path(kind)));
  }

  private void requireFree(SectorFileType kind) {
    if (isThere(to.path(kind))) {
      throw conflict(kind);
    }
  }

  /** A missing directory is most likely a disk that is not mounted: nothing is written then. */
  private void requireStore() {
    if (!Files.isDirectory(to.store())) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "the store's directory is not there",
          to.store().toString(),
          "Mount its disk; if it is to be a new store, make the directory.");
    }
  }

  /** Links and bind mounts may lead to one directory by two names. */
  private void requireTwoStores() {
    for (SectorFileType kind : kinds()) {
      Path here = DurableTree.parent(from.path(kind));
      Path there = DurableTree.parent(to.path(kind));
      if (Files.isDirectory(here)
          && Files.isDirectory(there)
          && reading(here, () -> Files.isSameFile(here, there))) {
        throw new OperatorException(
            ErrorCode.REFUSED,
            "it is the same directory as " + there,
            here.toString(),
            "Name another store.");
      }
    }
  }

  private void requireNoLinks() {
    for (SectorFileType kind : kinds()) {
      if (Files.isSymbolicLink(from.path(kind))) {
        throw new OperatorException(
            ErrorCode.REFUSED,
            "it is a symbolic link, which would lead elsewhere from another place",
            from.path(kind).toString(),
            "Copy the sector, or move what the link leads to.");
      }
    }
  }

  private OperatorException conflict(SectorFileType kind) {
    return new OperatorException(
        ErrorCode.CONFLICT,
        "something else is there already, which differs from " + from.path(kind),
        to.path(kind).toString(),
        "Find out which of the two is right (proofs can tell) and put the other one away.");
  }

  private interface Change {
    void run() throws IOException;
  }

  private static void changing(Path path, Change change) {
    try {
      change.run();
    } catch (IOException failure) {
      throw StoreFailures.unchangeable(path, failure);
    }
  }

  private interface Question {
    boolean ask() throws IOException;
  }

  private static boolean reading(Path path, Question question) {
    try {
      return question.ask();
    } catch (IOException failure) {
      throw StoreFailures.unreadable(path, failure);
    }
  }

  @Override
  public String toString() {
    return from + " to " + to.store();
  }
}
