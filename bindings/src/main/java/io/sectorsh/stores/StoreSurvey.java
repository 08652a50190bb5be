package io.sectorsh.stores;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.config.ConfiguredStore;
import io.sectorsh.damocles.manager.PersistStore;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.miner.StorageEntry;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.profile.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks both systems for their stores; a directory that both have is one store. */
final class StoreSurvey {
  private final Map<Path, Store> stores = new LinkedHashMap<>();
  private final List<OperatorException> failures = new ArrayList<>();

  StoreSurvey(Profile profile, Lotus lotus, Damocles damocles) {
    if (profile.lotusMinerRepo().isPresent()) {
      tolerant(() -> lotus.getRepo().getStoragePaths().forEach(this::add));
    } else if (profile.minerApi().isPresent()) {
      tolerant(() -> ask(lotus.getMiner()));
    }
    if (damocles.isConfigured()) {
      tolerant(() -> damocles.getStores().forEach(this::add));
    }
    boolean told = failures.isEmpty() && damocles.isConfigured();
    if (!told && isConfigured(profile, damocles)) {
      // A manager that is down tells nothing; its configuration names the same directories.
      tolerant(() -> damocles.getConfig().getStores().forEach(this::add));
    }
  }

  private static boolean isConfigured(Profile profile, Damocles damocles) {
    return profile.damoclesHome().isPresent()
        && Files.isReadable(damocles.getConfig().getManager().getPath());
  }

  /** The stores that were told. */
  List<Store> stores() {
    return List.copyOf(stores.values());
  }

  /** Why some were not. */
  List<OperatorException> failures() {
    return failures;
  }

  private void ask(LotusMiner miner) {
    for (Map.Entry<String, Path> local : miner.getStorage().local().entrySet()) {
      StorageEntry entry = miner.getStorage().info(local.getKey());
      add(Store.ofMiner(local.getKey(), local.getValue(), entry.canStore() && entry.weight() > 0));
    }
  }

  /** What is wrong with a directory that is not here at all is told when it is to be read. */
  private void add(StoragePath path) {
    Store store = Store.of(path);
    path.problem().filter(problem -> store.isHere()).ifPresent(failures::add);
    add(store);
  }

  private void add(ConfiguredStore store) {
    add(Store.of(store));
  }

  private void add(PersistStore store) {
    add(Store.of(store));
  }

  private void add(Store store) {
    stores.merge(store.identity(), store, Store::with);
  }

  private void tolerant(Runnable question) {
    try {
      question.run();
    } catch (OperatorException failure) {
      failures.add(failure);
    }
  }
}
