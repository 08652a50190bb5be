package io.sectorsh.damocles.manager;

import io.sectorsh.jsonrpc.Members;
import java.util.Locale;
import java.util.Optional;

/**
 * The stores that hold a sector's files, by their names, as the manager's index says.
 *
 * @param sealedFile where the replica is
 * @param cacheDir where its cache is
 */
public record IndexedFiles(String sealedFile, String cacheDir) {
  /** Which files of a sector. */
  public enum Kind {
    /** Those of the first seal: {@code sealed} and {@code cache}. */
    NORMAL,
    /** Those of an upgrade: {@code update} and {@code update-cache}. */
    UPGRADE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Optional<IndexedFiles> of(Members members) {
    return members.flag("Found")
        ? members.object("Instance", IndexedFiles::access)
        : Optional.empty();
  }

  static IndexedFiles access(Members members) {
    return new IndexedFiles(members.text("SealedFile"), members.text("CacheDir"));
  }

  @Override
  public String toString() {
    return sealedFile.equals(cacheDir) ? sealedFile : sealedFile + ", cache in " + cacheDir;
  }
}
