package io.sectorsh.lotus.storage;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of one sector in one storage path, as {@code lotus-miner storage find} tells it.
 *
 * @param sector whose files
 * @param storage the path and its settings
 * @param types which kinds of files are there
 * @param primary whether lotus counts the copies as primary when it starts
 */
public record StorageFinding(
    SectorId sector, StoragePath storage, Set<SectorFileType> types, boolean primary) {
  /** Makes the set unchangeable; its order stays that of lotus. */
  public StorageFinding {
    types = java.util.Collections.unmodifiableSet(java.util.EnumSet.copyOf(types));
  }

  /** The lines of {@code lotus-miner storage find}, without the URLs that the miner serves. */
  @Override
  public String toString() {
    return "In "
        + storage.id()
        + " ("
        + types.stream().map(StorageFinding::word).collect(Collectors.joining(", "))
        + ")\n\tSealing: "
        + storage.canSeal()
        + "; Storage: "
        + storage.canStore()
        + "\n\tLocal ("
        + storage.path()
        + ")\n";
  }

  private static String word(SectorFileType type) {
    return switch (type) {
      case UNSEALED -> "Unsealed";
      case SEALED -> "Sealed";
      case CACHE -> "Cache";
      case UPDATE -> "Update";
      case UPDATE_CACHE -> "UpdateCache";
      case PIECE -> "Piece";
    };
  }
}
