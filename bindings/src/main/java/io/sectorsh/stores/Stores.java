package io.sectorsh.stores;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.FileView;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.HomePath;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What scripts see as {@code stores}: the directories where lotus and damocles keep sector files.
 *
 * <p>Lists go on where a system or a store cannot be read: first come all rows that can be had,
 * then the failure. Opens nothing until it is asked for something.
 */
public final class Stores {
  private final Profile profile;
  private final Lotus lotus;
  private final Damocles damocles;
  private final ChangeGuard guard;

  /** The stores of a profile, to be looked at. */
  public Stores(Profile profile, Lotus lotus, Damocles damocles) {
    this(profile, lotus, damocles, new ChangeGuard(Mode.OBSERVE));
  }

  /**
   * The stores of a profile.
   *
   * @param guard asked before files are changed
   */
  public Stores(Profile profile, Lotus lotus, Damocles damocles, ChangeGuard guard) {
    this.guard = Objects.requireNonNull(guard);
    this.profile = Objects.requireNonNull(profile);
    this.lotus = Objects.requireNonNull(lotus);
    this.damocles = Objects.requireNonNull(damocles);
  }

  /**
   * The stores of both systems: lotus' storage paths as the repository has them, or else as the
   * daemon tells, then damocles' persist stores.
   */
  public Rows<Store> getAll() {
    return Rows.of(
        Store.class,
        () -> {
          StoreSurvey survey = survey();
          return new WholePass<>(
              List.of(() -> RowCursor.over(survey.stores().iterator())), survey.failures());
        });
  }

  /** Where the stores are. */
  public Rows<Path> getPaths() {
    return getAll().map(Store::path);
  }

  /**
   * The store of that name; names are damocles' names, lotus' UUIDs, or paths.
   *
   * @throws OperatorException NOT_FOUND if no system has it
   */
  public Store store(String name) {
    StoreSurvey survey = survey();
    for (Store store : survey.stores()) {
      if (store.name().equals(name) || store.path().toString().equals(name)) {
        return store;
      }
    }
    if (!survey.failures().isEmpty()) {
      throw StoreFailures.together(survey.failures());
    }
    throw new OperatorException(
        ErrorCode.NOT_FOUND,
        "neither lotus nor damocles has a store of that name",
        name,
        "stores.all lists them; stores.at takes any directory.");
  }

  /** Any directory of the same layout. */
  public Store at(Path directory) {
    return Store.at(directory.toAbsolutePath().normalize());
  }

  /** Any directory of the same layout, by its path, which may begin with {@code ~}. */
  public Store at(String directory) {
    return at(HomePath.ofUser().read(directory, "stores.at"));
  }

  /**
   * All sector files of all stores. They stream, in the order in which the directories have them.
   */
  public Rows<StoredFile> getFiles() {
    return inAll(StoredFile.class, store -> new StoreScan(store, view()).files());
  }

  /** The sector files of one store. They stream. */
  public Rows<StoredFile> files(Store store) {
    return Rows.of(
        StoredFile.class, () -> new WholePass<>(new StoreScan(store, view()).files(), List.of()));
  }

  /** The sector files of one store, by its name. */
  public Rows<StoredFile> files(String store) {
    return files(store(store));
  }

  /** Where the files of a sector of the profile's miner are. */
  public Rows<StoredFile> find(long number) {
    return find(new SectorId(lotus.getMinerAddress().getActorId(), number));
  }

  /** Where the files of a sector are: each kind of file, in each store that has it. */
  public Rows<StoredFile> find(SectorId sector) {
    return inAll(StoredFile.class, store -> new StoreScan(store, view()).filesOf(sector));
  }

  /**
   * Entries among the sector files that lotus would stumble over: it takes {@code s-t01000-5.tmp}
   * for sector 5, and does not start over a name of another form.
   */
  public Rows<StrayFile> getStrays() {
    return inAll(StrayFile.class, store -> new StoreScan(store, view()).strays());
  }

  /** What a store has of a sector of the profile's miner. */
  public SectorFileSet sector(long number, String store) {
    return SectorFileSet.present(
        path(store), new SectorId(lotus.getMinerAddress().getActorId(), number), this::view);
  }

  /**
   * Copies a sector's files to another store: durable, read back, the source stays.
   *
   * @param to a store's name, or a directory
   */
  public void copy(SectorFileSet files, String to) {
    guard.submit(FileActions.copy(files, path(to)));
  }

  /**
   * Moves a sector's files to another store; across file systems by copying, reading back and
   * removing.
   */
  public void move(SectorFileSet files, String to) {
    guard.submit(FileActions.move(files, path(to)));
  }

  /** Removes a sector's files of which an earlier batch made a copy in another store. */
  public void removeSource(SectorFileSet files, String copy) {
    guard.submit(FileActions.removeSource(files, path(copy)));
  }

  /**
   * Puts a sector's files into the trash of their store.
   *
   * @param label under which they can be fetched back, such as the migration's name
   */
  public void delete(SectorFileSet files, String label) {
    guard.submit(FileActions.delete(files, label));
  }

  /** Removes for good what {@link #delete} put into the trash. */
  public void emptyTrash(SectorFileSet files, String label) {
    guard.submit(FileActions.emptyTrash(files, label));
  }

  private FileView view() {
    return FileView.of(guard);
  }

  /** A directory by its path needs no system that knows it. */
  private Path path(String store) {
    return store.startsWith("/") || store.startsWith("~") ? at(store).path() : store(store).path();
  }

  private <T> Rows<T> inAll(Class<T> rowType, Function<Store, List<Supplier<RowCursor<T>>>> parts) {
    return Rows.of(
        rowType,
        () -> {
          StoreSurvey survey = survey();
          return new WholePass<>(
              survey.stores().stream().flatMap(store -> parts.apply(store).stream()).toList(),
              survey.failures());
        });
  }

  private StoreSurvey survey() {
    return new StoreSurvey(profile, lotus, damocles);
  }

  /** Whose it is, and what to ask it first. */
  @Override
  public String toString() {
    return "stores of " + profile.words() + ": .all, .files, .find(NUMBER), .strays";
  }
}
