package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Overlay;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What code in a sandbox has changed in a lotus-miner: states of sectors, reserved numbers, paths.
 */
final class MinerView {
  private final Map<Long, String> states = new TreeMap<>();
  private final Map<String, Optional<SectorNumbers>> reservations = new TreeMap<>();

  private final Map<Path, Boolean> paths = new TreeMap<>();

  static MinerView of(Overlay overlay, LotusMiner miner) {
    String key = "lotus-miner:" + miner.getEndpoint().getUrl();
    return overlay.view(key, MinerView.class, MinerView::new);
  }

  static Optional<MinerView> in(ChangeGuard guard, LotusMiner miner) {
    return guard.overlay().map(overlay -> of(overlay, miner));
  }

  synchronized void setState(long number, String state) {
    states.put(number, state);
  }

  synchronized void setReservation(String name, Optional<SectorNumbers> numbers) {
    reservations.put(name, numbers);
  }

  synchronized void setPath(Path directory, boolean attached) {
    paths.put(directory, attached);
  }

  /** Local storage paths by UUID; one that is taken in has the UUID that lies in it. */
  synchronized Map<String, Path> overPaths(Map<String, Path> told) {
    Map<String, Path> seen = new LinkedHashMap<>(told);
    paths.forEach(
        (directory, attached) -> {
          seen.values().removeIf(directory::equals);
          if (attached) {
            seen.put(id(directory), directory);
          }
        });
    return seen;
  }

  private static String id(Path directory) {
    String id = StoragePaths.readStore(directory).id();
    return id.isEmpty() ? directory.toString() : id;
  }

  /** Where a storage path that was taken in here lies, by its UUID. */
  synchronized Optional<Path> attached(String id) {
    return paths.entrySet().stream()
        .filter(path -> path.getValue() && id(path.getKey()).equals(id))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A status as the sandbox has it. */
  synchronized SectorStatus over(long number, SectorStatus told) {
    String state = states.get(number);
    if (state == null) {
      return told;
    }
    ObjectNode json = told.toJson();
    return SectorStatus.of(json.put("State", state));
  }

  synchronized Map<String, SectorNumbers> over(Map<String, SectorNumbers> told) {
    Map<String, SectorNumbers> seen = new LinkedHashMap<>(told);
    reservations.forEach(
        (name, numbers) ->
            numbers.ifPresentOrElse(set -> seen.put(name, set), () -> seen.remove(name)));
    return seen;
  }
}
