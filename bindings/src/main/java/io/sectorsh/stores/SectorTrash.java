package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a sector's files away within their store, from where they can be fetched back until the
 * trash is emptied. Each kind is renamed in one step, so it is at any moment whole in one of the
 * two places; the same call made again goes on. Room is won only by emptying.
 */
final class SectorTrash {
  private final SectorFileSet set;
  private final String label;
  private final StoreLayout layout;

  /**
   * @param set which files
   * @param label under which they are put away, such as a migration's id: a file name
   * @throws OperatorException BAD_VALUE if the label is none
   */
  SectorTrash(SectorFileSet set, String label) {
    if (!label.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "a label for the trash is letters, digits, dots and dashes",
          label,
          "Choose another one.");
    }
    this.set = set;
    this.label = label;
    this.layout = new StoreLayout(set.store());
  }

  /** Where a kind lies when it is put away. */
  Path path(SectorFileType kind) {
    return layout.trash(label, kind, set.sector());
  }

  /**
   * Where each kind is: SOURCE in the store, DESTINATION in the trash, CONFLICT in both.
   *
   * @throws OperatorException if it cannot be looked at
   */
  Map<SectorFileType, FilePlace> places() {
    Map<SectorFileType, FilePlace> places = new EnumMap<>(SectorFileType.class);
    set.kinds().forEach(kind -> places.put(kind, place(kind)));
    return Collections.unmodifiableMap(places);
  }

  private FilePlace place(SectorFileType kind) {
    boolean inStore = set.actual(kind).isPresent();
    boolean inTrash = isThere(path(kind));
    if (inStore) {
      return inTrash ? FilePlace.CONFLICT : FilePlace.SOURCE;
    }
    return inTrash ? FilePlace.DESTINATION : FilePlace.NOWHERE;
  }

  private boolean isThere(Path path) {
    try {
      return set.actual(path).isPresent();
    } catch (IOException failure) {
      throw StoreFailures.unreadable(path, failure);
    }
  }

  /**
   * Puts all kinds away; the replica first.
   *
   * @throws OperatorException CONFLICT if another one lies in the trash, NOT_FOUND if one is
   *     nowhere
   */
  void put() {
    for (SectorFileType kind : ordered(true)) {
      rename(kind, set.path(kind), path(kind), FilePlace.SOURCE);
    }
  }

  /**
   * Fetches all kinds back; the replica last.
   *
   * @throws OperatorException CONFLICT if another one is in the store, NOT_FOUND if one is nowhere
   */
  void restore() {
    for (SectorFileType kind : ordered(false)) {
      rename(kind, path(kind), set.path(kind), FilePlace.DESTINATION);
    }
    removeEmpty();
  }

  private void rename(SectorFileType kind, Path from, Path to, FilePlace wanted) {
    FilePlace place = place(kind);
    if (place == FilePlace.CONFLICT) {
      throw new OperatorException(
          ErrorCode.CONFLICT,
          "it is also in the store, as " + set.path(kind),
          path(kind).toString(),
          "Find out which of the two is right and put the other one away.");
    }
    if (place == FilePlace.NOWHERE) {
      throw StoreFailures.missing(set.path(kind), path(kind));
    }
    try {
      if (place == wanted) {
        DurableTree.makeDirectory(DurableTree.parent(to));
        DurableTree.rename(from, to);
      } else {
        DurableTree.syncRename(from, to);
      }
    } catch (IOException failure) {
      throw StoreFailures.unchangeable(from, failure);
    }
  }

  /** Removes for good what was put away; files in the store stay. Cannot be undone. */
  void empty() {
    for (SectorFileType kind : ordered(true)) {
      try {
        DurableTree.remove(path(kind));
      } catch (IOException failure) {
        throw StoreFailures.unchangeable(path(kind), failure);
      }
    }
    removeEmpty();
  }

  private void removeEmpty() {
    try {
      layout.removeEmptyOwn(label);
    } catch (IOException failure) {
      throw StoreFailures.unchangeable(set.store(), failure);
    }
  }

  private List<SectorFileType> ordered(boolean replicaFirst) {
    List<SectorFileType> kinds =
        new ArrayList<>(StoreLayout.ORDER.stream().filter(set.kinds()::contains).toList());
    if (replicaFirst) {
      Collections.reverse(kinds);
    }
    return kinds;
  }

  @Override
  public String toString() {
    return set + ", trash " + label;
  }
}
