package io.sectorsh.damocles.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A persist store as a manager's configuration has it, or as one of its globs finds it.
 *
 * @param name as configured, or else the path
 * @param path on the manager's host
 * @param strict whether only named miners may use it
 * @param readOnly whether nothing new goes there
 * @param weight how often it is chosen
 * @param allowMiners actor numbers of miners that may use it; empty for all
 * @param denyMiners actor numbers of miners that may not
 * @param scanned whether a glob found it
 * @param where file and line that name it
 */
public record ConfiguredStore(
    String name,
    Path path,
    boolean strict,
    boolean readOnly,
    long weight,
    List<Long> allowMiners,
    List<Long> denyMiners,
    boolean scanned,
    String where) {

  /** Makes the lists unchangeable. */
  public ConfiguredStore {
    allowMiners = List.copyOf(allowMiners);
    denyMiners = List.copyOf(denyMiners);
  }
}
