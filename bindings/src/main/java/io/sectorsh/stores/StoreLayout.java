package io.sectorsh.stores;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where things are in a directory with sector files.
 *
 * <p>lotus reads every name in {@code sealed/}, {@code cache/} and the like, and nothing else below
 * a storage path but {@code sectorstore.json}; damocles looks up the names that it knows. So what
 * is not finished lies in a directory of our own beside them, on the same file system.
 *
 * @param root the store's directory
 */
record StoreLayout(Path root) {
  /**
   * The kinds that belong to a sector, in the order in which they appear in a store: the cache
   * before its replica, so that a replica never stands there without what its proofs need.
   */
  static final List<SectorFileType> ORDER =
      List.of(
          SectorFileType.CACHE,
          SectorFileType.SEALED,
          SectorFileType.UPDATE_CACHE,
          SectorFileType.UPDATE,
          SectorFileType.UNSEALED);

  private static final String OWN = ".sectorsh";

  static boolean isDirectory(SectorFileType kind) {
    return kind == SectorFileType.CACHE || kind == SectorFileType.UPDATE_CACHE;
  }

  /** Where both systems look for it. */
  Path place(SectorFileType kind, SectorId sector) {
    return root.resolve(kind.directory()).resolve(sector.fileName());
  }

  /** Where it lies while it comes in. */
  Path incoming(SectorFileType kind, SectorId sector) {
    return own(kind, "incoming").resolve(sector.fileName());
  }

  /** Where it lies while it is removed. */
  Path leaving(SectorFileType kind, SectorId sector) {
    return own(kind, "leaving").resolve(sector.fileName());
  }

  /** Where it lies after it was put away under a label. */
  Path trash(String label, SectorFileType kind, SectorId sector) {
    return own(kind, "trash/" + label).resolve(sector.fileName());
  }

  /** Removes our own directories as far as nothing is in them. */
  void removeEmptyOwn() throws IOException {
    for (SectorFileType kind : ORDER) {
      removeIfEmpty(own(kind, "incoming"));
      removeIfEmpty(own(kind, "leaving"));
    }
  }

  /** As {@link #removeEmptyOwn()}, those of a label in the trash. */
  void removeEmptyOwn(String label) throws IOException {
    for (SectorFileType kind : ORDER) {
      removeIfEmpty(own(kind, "trash/" + label));
    }
  }

  private static void removeIfEmpty(Path directory) throws IOException {
    Path at = directory;
    boolean more = true;
    while (more) {
      if (Files.isDirectory(at)) {
        if (!DurableTree.filesAt(at).isEmpty()) {
          return;
        }
        Files.delete(at);
      }
      more = !OWN.equals(String.valueOf(at.getFileName()));
      at = DurableTree.parent(at);
    }
  }

  private Path own(SectorFileType kind, String use) {
    return ownRoot(kind).resolve(use).resolve(kind.directory());
  }

  /** Beside what a link leads to, since another disk may be there. */
  private Path ownRoot(SectorFileType kind) {
    Path directory = root.resolve(kind.directory());
    Path beside = root;
    if (Files.isSymbolicLink(directory)) {
      try {
        beside = DurableTree.parent(directory.toRealPath());
      } catch (IOException dangling) {
        beside = root; // Making the directory fails, and says why.
      }
    }
    return beside.resolve(OWN);
  }
}
