package io.sectorsh.stores;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.lotus.SectorFileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one sector in one store that go together, as kinds: which of them are there is
 * looked up at each question.
 *
 * @param store the store's directory
 * @param sector whose files
 * @param kinds which kinds belong to the set
 */
public record SectorFileSet(Path store, SectorId sector, Set<SectorFileType> kinds) {
  /** Makes the set unchangeable, in the order of the kinds. */
  public SectorFileSet {
    kinds = Collections.unmodifiableSet(kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds));
  }

  /**
   * Every kind of the sector that the store has.
   *
   * @throws OperatorException if it cannot be looked at
   */
  public static SectorFileSet present(Path store, SectorId sector) {
    Set<SectorFileType> found = EnumSet.noneOf(SectorFileType.class);
    StoreLayout.ORDER.stream()
        .filter(kind -> isThere(new StoreLayout(store).place(kind, sector)))
        .forEach(found::add);
    return new SectorFileSet(store, sector, found);
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
    return new SectorFileSet(other, sector, kinds);
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
        try {
          files.addAll(DurableTree.filesAt(path(kind)));
        } catch (IOException failure) {
          throw StoreFailures.unreadable(path(kind), failure);
        }
      }
    }
    return files;
  }

  /**
   * The bytes of all its files, as long as they are.
   *
   * @throws OperatorException if one cannot be looked at
   */
  public long bytes() {
    long bytes = 0;
    for (Path file : files()) {
      try {
        bytes += Files.size(file);
      } catch (IOException failure) {
        throw StoreFailures.unreadable(file, failure);
      }
    }
    return bytes;
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
  public String toString() {
    return sector + " in " + store;
  }
}
