package io.sectorsh.lab.files;

import java.nio.file.Path;
import java.util.List;

/** Where the lab keeps what, below its directory. */
public record StoreLayout(Path root) {
  /** Names of the damocles stores. */
  public static final List<String> STORES = List.of("store-a", "store-b");

  /** The damocles store that a sector is in. */
  public static String storeOf(long number) {
    return STORES.get((int) (number % 2));
  }

  /** The directory of a store by its name. */
  public Path store(String name) {
    return root.resolve("stores").resolve(name);
  }

  /** lotus-miner's long-term storage path, beside the one in its repository. */
  public Path lotusStore() {
    return store("lotus-store");
  }

  /** The repository of the lotus-miner that runs. */
  public Path lotusRepo() {
    return root.resolve("lotus-miner");
  }

  /** A repository just initialised, whose miner has never run. */
  public Path newLotusRepo() {
    return root.resolve("lotus-miner-new");
  }

  /** The manager's piece store. */
  public Path pieces() {
    return root.resolve("pieces");
  }

  /** The home of the damocles manager. */
  public Path damoclesHome() {
    return root.resolve("damocles-manager");
  }

  /** What belongs to a damocles worker: its configuration, the directories of its threads. */
  public Path worker(String name) {
    return root.resolve("workers").resolve(name);
  }

  /** Where the manager's sector states are kept between two runs of the lab. */
  public Path damoclesStates() {
    return damoclesHome().resolve("sector-states");
  }
}
