package io.sectorsh.lab;

import java.nio.file.Path;
import java.util.List;

/** Where the lab keeps what, below its directory. */
record StoreLayout(Path root) {
  /** Names of the damocles stores. */
  static final List<String> STORES = List.of("store-a", "store-b");

  /** The damocles store that a sector is in. */
  static String storeOf(long number) {
    return STORES.get((int) (number % 2));
  }

  Path store(String name) {
    return root.resolve("stores").resolve(name);
  }

  /** lotus-miner's long-term storage path, beside the one in its repository. */
  Path lotusStore() {
    return store("lotus-store");
  }

  /** The repository of the lotus-miner that runs. */
  Path lotusRepo() {
    return root.resolve("lotus-miner");
  }

  /** A repository just initialised, whose miner has never run. */
  Path newLotusRepo() {
    return root.resolve("lotus-miner-new");
  }

  Path damoclesHome() {
    return root.resolve("damocles-manager");
  }

  /** Where the manager's sector states are kept between two runs of the lab. */
  Path damoclesStates() {
    return damoclesHome().resolve("sector-states");
  }
}
