package io.sectorsh.stores;

import io.sectorsh.damocles.config.ConfiguredStore;
import io.sectorsh.damocles.manager.PersistStore;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.posix.RealPath;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A directory that holds sector files in the layout that lotus and damocles share.
 *
 * @param name damocles' name for it, else lotus' UUID, else the path
 * @param path as configured, which may be a path on another host
 * @param systems who keeps files there
 * @param accepting whether files of new sectors may go there
 * @param total bytes of its file system, if known
 * @param free bytes left on its file system, if known
 */
public record Store(
    String name,
    Path path,
    Set<StoreSystem> systems,
    boolean accepting,
    OptionalLong total,
    OptionalLong free) {
  /** Makes the set unchangeable. */
  public Store {
    systems = Set.copyOf(systems);
  }

  static Store of(StoragePath path) {
    return measured(
        path.id().isEmpty() ? path.path().toString() : path.id(),
        path.path(),
        Set.of(StoreSystem.LOTUS),
        path.canStore() && path.weight() > 0);
  }

  static Store ofMiner(String id, Path path, boolean accepting) {
    return measured(id, path, Set.of(StoreSystem.LOTUS), accepting);
  }

  static Store of(PersistStore store) {
    return new Store(
        store.name(),
        store.path(),
        Set.of(StoreSystem.DAMOCLES),
        !store.readOnly(),
        OptionalLong.of(store.total()),
        OptionalLong.of(store.free()));
  }

  static Store of(ConfiguredStore store) {
    return measured(store.name(), store.path(), Set.of(StoreSystem.DAMOCLES), !store.readOnly());
  }

  static Store at(Path path) {
    return measured(path.toString(), path, Set.of(), false);
  }

  private static Store measured(
      String name, Path path, Set<StoreSystem> systems, boolean accepting) {
    try {
      FileStore disk = Files.getFileStore(path);
      return new Store(
          name,
          path,
          systems,
          accepting,
          OptionalLong.of(disk.getTotalSpace()),
          OptionalLong.of(disk.getUsableSpace()));
    } catch (IOException elsewhere) {
      return new Store(name, path, systems, accepting, OptionalLong.empty(), OptionalLong.empty());
    }
  }

  /** The same directory as another system has it; that system's name for it is taken. */
  Store with(Store other) {
    Set<StoreSystem> both = EnumSet.copyOf(systems);
    both.addAll(other.systems);
    return new Store(other.name, path, both, accepting || other.accepting, other.total, other.free);
  }

  /** Whether the directory is on this machine. */
  public boolean isHere() {
    return Files.isDirectory(path);
  }

  /** What tells one directory from another, whatever links lead to it. */
  Path identity() {
    return RealPath.of(path);
  }

  @Override
  public String toString() {
    return name.equals(path.toString()) ? name : name + " (" + path + ")";
  }
}
