package io.sectorsh.stores;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.Lotus;
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
 * then the failure. Opens nothing until it is asked for something; never changes a file.
 */
public final class Stores {
  private final Profile profile;
  private final Lotus lotus;
  private final Damocles damocles;

  /** The stores of a profile. */
  public Stores(Profile profile, Lotus lotus, Damocles damocles) {
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
    return inAll(StoredFile.class, store -> new StoreScan(store).files());
  }

  /** The sector files of one store. They stream. */
  public Rows<StoredFile> files(Store store) {
    return Rows.of(
        StoredFile.class, () -> new WholePass<>(new StoreScan(store).files(), List.of()));
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
    return inAll(StoredFile.class, store -> new StoreScan(store).filesOf(sector));
  }

  /**
   * Entries among the sector files that lotus would stumble over: it takes {@code s-t01000-5.tmp}
   * for sector 5, and does not start over a name of another form.
   */
  public Rows<StrayFile> getStrays() {
    return inAll(StrayFile.class, store -> new StoreScan(store).strays());
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

  @Override
  public String toString() {
    return "stores of " + profile;
  }
}
