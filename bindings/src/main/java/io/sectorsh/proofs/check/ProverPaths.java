package io.sectorsh.proofs.check;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.manager.IndexedFiles;
import io.sectorsh.damocles.manager.PersistStore;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.miner.StoredCopy;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.posix.RealPath;
import io.sectorsh.replica.ReplicaFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which of several copies of a sector's files a prover may take. lotus-miner takes any that its
 * index has, the sealed file and the cache each for itself, and not always the same: the order is
 * that of a map in Go (storage/paths, StorageFindSector and AcquireSector). damocles takes the one
 * that its index names. Where neither has the sector, any copy counts.
 */
final class ProverPaths {
  private final Lotus lotus;
  private final Damocles damocles;
  private final Map<String, Set<Path>> known = new HashMap<>();
  private @Nullable Map<String, Path> local;
  private @Nullable Map<String, Path> stores;

  ProverPaths(Lotus lotus, Damocles damocles) {
    this.lotus = lotus;
    this.damocles = damocles;
  }

  boolean mayTake(SectorId sector, ReplicaFiles files) {
    return mayTake(sector, files.sealed()) && mayTake(sector, files.cache());
  }

  private boolean mayTake(SectorId sector, Path file) {
    Path directory = Optional.ofNullable(file.getParent()).orElseThrow();
    SectorFileType type = SectorFileType.ofDirectory(name(directory)).orElseThrow();
    Set<Path> taken =
        known.computeIfAbsent(type.directory() + sector.number(), any -> taken(sector, type));
    Path store = Optional.ofNullable(directory.getParent()).orElseThrow();
    return taken.isEmpty() || taken.contains(RealPath.of(store));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private Set<Path> taken(SectorId sector, SectorFileType type) {
    Set<Path> taken = new HashSet<>();
    taken.addAll(told(() -> ofIndex(sector, type)).orElseGet(() -> ofRepo(sector, type)));
    told(() -> ofDamocles(sector, type)).ifPresent(taken::addAll);
    return taken;
  }

  /** Empty where there is no such system, or it does not answer. */
  private static <T> Optional<T> told(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (OperatorException untold) {
      return Optional.empty();
    }
  }

  private Set<Path> ofIndex(SectorId sector, SectorFileType type) {
    Map<String, Path> paths = local;
    if (paths == null) {
      paths = lotus.getMiner().getStorage().local();
      local = paths;
    }
    Set<Path> found = new HashSet<>();
    for (StoredCopy copy : lotus.getMiner().getStorage().find(sector, Set.of(type))) {
      Optional.ofNullable(paths.get(copy.id())).map(RealPath::of).ifPresent(found::add);
    }
    return found;
  }

  /** What the index will have once lotus-miner runs. */
  private Set<Path> ofRepo(SectorId sector, SectorFileType type) {
    Set<Path> found = new HashSet<>();
    told(() -> lotus.getRepo().getStoragePaths())
        .ifPresent(
            paths -> {
              for (StoragePath path : paths) {
                Path directory = path.path().resolve(type.directory());
                if (Files.exists(directory.resolve(sector.fileName()))) {
                  found.add(RealPath.of(path.path()));
                }
              }
            });
    return found;
  }

  private Set<Path> ofDamocles(SectorId sector, SectorFileType type) {
    if (!damocles.isConfigured()) {
      return Set.of();
    }
    Map<String, Path> paths = stores;
    if (paths == null) {
      paths = new HashMap<>();
      for (PersistStore store : damocles.getStores()) {
        paths.put(store.name(), store.path());
      }
      stores = paths;
    }
    boolean upgraded = type == SectorFileType.UPDATE || type == SectorFileType.UPDATE_CACHE;
    boolean cache = type == SectorFileType.CACHE || type == SectorFileType.UPDATE_CACHE;
    return damocles
        .getManager()
        .findFiles(upgraded ? IndexedFiles.Kind.UPGRADE : IndexedFiles.Kind.NORMAL, sector)
        .map(files -> cache ? files.cacheDir() : files.sealedFile())
        .map(paths::get)
        .map(path -> Set.of(RealPath.of(path)))
        .orElse(Set.of());
  }
}
