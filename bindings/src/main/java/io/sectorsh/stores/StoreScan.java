package io.sectorsh.stores;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.FileView;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the sector files of one store by the names of lotus' layout.
 *
 * @param store which one
 * @param view what the session sees of files
 */
record StoreScan(Store store, FileView view) {
  /** The kinds that both systems keep; pieces are on their way and belong to no store. */
  private static final List<SectorFileType> TYPES =
      List.of(
          SectorFileType.SEALED,
          SectorFileType.CACHE,
          SectorFileType.UPDATE,
          SectorFileType.UPDATE_CACHE,
          SectorFileType.UNSEALED);

  /** Where lotus keeps transfers that are not finished; it does not look into it. */
  private static final String FETCHING = "fetching";

  /** The files, one part for each kind; fails if the store is not here at all. */
  List<Supplier<RowCursor<StoredFile>>> files() {
    return parts(type -> entries(type).filter(StoreScan::isFile).map(path -> file(type, path)));
  }

  /** The entries that should not be there, one part for each kind. */
  List<Supplier<RowCursor<StrayFile>>> strays() {
    return parts(type -> entries(type).filter(StoreScan::isStray).map(this::stray));
  }

  /** The files of one sector, without reading whole directories. */
  List<Supplier<RowCursor<StoredFile>>> filesOf(SectorId sector) {
    return parts(
        type -> {
          Path path = directory(type).resolve(sector.fileName());
          return Rows.of(
              StoredFile.class,
              view.actual(path)
                  .filter(Files::exists)
                  .map(content -> new StoredFile(store, type, sector, path, content))
                  .map(List::of)
                  .orElse(List.of()));
        });
  }

  private <T> List<Supplier<RowCursor<T>>> parts(Function<SectorFileType, Rows<T>> rows) {
    if (!store.isHere()) {
      return List.of(
          () -> {
            throw StoreFailures.notHere(store);
          });
    }
    return TYPES.stream().<Supplier<RowCursor<T>>>map(type -> rows.apply(type)::open).toList();
  }

  private Rows<Path> entries(SectorFileType type) {
    Path directory = directory(type);
    Rows<Path> onDisk = Rows.of(Path.class, () -> DirectoryScan.open(directory));
    return onDisk
        .filter(path -> !view.isChanged(path))
        .then(Rows.of(Path.class, () -> Rows.of(Path.class, view.shownIn(directory)).open()));
  }

  private Path directory(SectorFileType type) {
    return store.path().resolve(type.directory());
  }

  private StoredFile file(SectorFileType type, Path path) {
    Path content = view.actual(path).orElse(path);
    return new StoredFile(store, type, SectorId.parseFileName(name(path)), path, content);
  }

  private StrayFile stray(Path path) {
    Optional<SectorId> taken = SectorId.readByLotus(name(path));
    return new StrayFile(
        store,
        path,
        taken
            .map(sector -> "lotus takes it for a file of " + sector)
            .orElse("lotus-miner does not start while a storage path holds such a name"));
  }

  private static boolean isFile(Path path) {
    String name = name(path);
    return SectorId.readByLotus(name).filter(id -> id.fileName().equals(name)).isPresent();
  }

  private static boolean isStray(Path path) {
    return !isFile(path) && !name(path).equals(FETCHING);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
