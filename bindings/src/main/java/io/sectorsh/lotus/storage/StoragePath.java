package io.sectorsh.lotus.storage;

import io.sectorsh.errors.OperatorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A storage path of lotus-miner, as {@code storage.json} and its own {@code sectorstore.json} have
 * it.
 *
 * @param path the directory
 * @param id UUID by which lotus knows it; empty if unknown
 * @param weight share of new files; 0 for none
 * @param canSeal whether sealing may use it
 * @param canStore whether finished sectors are kept there
 * @param maxStorage bytes; 0 for no limit
 * @param groups groups that it belongs to
 * @param allowTo groups to which data may move from here; empty for any
 * @param allowTypes kinds of files that may be here; empty for any
 * @param denyTypes kinds of files that may not
 * @param allowMiners miners whose files may be here; empty for any
 * @param denyMiners miners whose files may not
 * @param problem why {@code sectorstore.json} could not be read, if so
 */
public record StoragePath(
    Path path,
    String id,
    long weight,
    boolean canSeal,
    boolean canStore,
    long maxStorage,
    List<String> groups,
    List<String> allowTo,
    List<String> allowTypes,
    List<String> denyTypes,
    List<String> allowMiners,
    List<String> denyMiners,
    Optional<OperatorException> problem) {
  /** Makes the lists unchangeable. */
  public StoragePath {
    groups = List.copyOf(groups);
    allowTo = List.copyOf(allowTo);
    allowTypes = List.copyOf(allowTypes);
    denyTypes = List.copyOf(denyTypes);
    allowMiners = List.copyOf(allowMiners);
    denyMiners = List.copyOf(denyMiners);
  }
}
