package io.sectorsh.lotus.storage;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file or directory of a sector in a storage path, as lotus-miner takes it when it opens the path
 * (storage/paths/local.go).
 *
 * @param storage UUID of the path; empty if unknown
 * @param type what kind of file
 * @param path where it is
 * @param sector whose it is; empty if lotus cannot tell
 * @param primary whether lotus counts the copy as primary when it starts: any on a path that stores
 * @param problem what is wrong with the name, if something is
 */
public record StorageFile(
    String storage,
    SectorFileType type,
    Path path,
    Optional<SectorId> sector,
    boolean primary,
    Optional<OperatorException> problem) {
  /** What lies at a path. */
  public static StorageFile of(StoragePath storage, SectorFileType type, Path path) {
    String name = String.valueOf(path.getFileName());
    Optional<SectorId> sector = SectorId.readByLotus(name);
    Optional<OperatorException> problem =
        sector.isEmpty()
            ? Optional.of(foreign(path))
            : sector.filter(id -> !id.fileName().equals(name)).map(id -> taken(path, id));
    boolean primary = sector.isPresent() && storage.canStore();
    return new StorageFile(storage.id(), type, path, sector, primary, problem);
  }

  private static OperatorException foreign(Path path) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "is not named like a sector; lotus-miner does not start with it there",
        path.toString(),
        "Move it out of that directory.");
  }

  private static OperatorException taken(Path path, SectorId sector) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "lotus-miner takes it for a file of sector " + sector.number(),
        path.toString(),
        "Move it out of that directory, or into fetching/.");
  }
}
