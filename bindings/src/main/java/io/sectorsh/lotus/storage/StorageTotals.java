package io.sectorsh.lotus.storage;

import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All storage paths of a repository together.
 *
 * @param paths how many there are
 * @param files how many files of each kind are there
 * @param capacity bytes of their file systems, each counted once
 * @param available bytes that are left for lotus on those
 */
public record StorageTotals(
    int paths, Map<SectorFileType, Long> files, long capacity, long available) {
  /** Makes the map unchangeable. */
  public StorageTotals {
    files = Map.copyOf(files);
  }

  /** The sums over some paths. */
  public static StorageTotals of(List<StorageSummary> summaries) {
    Map<SectorFileType, Long> files = new EnumMap<>(SectorFileType.class);
    Set<Object> fileSystems = new HashSet<>();
    long capacity = 0;
    long available = 0;
    for (StorageSummary summary : summaries) {
      summary.files().forEach((type, count) -> files.merge(type, count, Long::sum));
      if (fileSystems.add(fileSystem(summary))) {
        capacity += summary.capacity().orElse(0);
        available += summary.available().orElse(0);
      }
    }
    return new StorageTotals(summaries.size(), files, capacity, available);
  }

  private static Object fileSystem(StorageSummary summary) {
    try {
      return Files.getAttribute(summary.storage().path(), "unix:dev");
    } catch (IOException elsewhere) {
      return summary.storage().path();
    }
  }
}
