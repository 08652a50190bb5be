package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.lotus.storage.StorageFile;
import io.sectorsh.lotus.storage.StorageFinding;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.lotus.storage.StorageProblem;
import io.sectorsh.lotus.storage.StorageScan;
import io.sectorsh.lotus.storage.StorageSettings;
import io.sectorsh.lotus.storage.StorageSummary;
import io.sectorsh.lotus.storage.StorageTotals;
import io.sectorsh.migration.FileView;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The storage paths of a repository and what lies in them, read from disk whether or not a miner
 * runs. What the miner alone knows (reserved space, which copies it declared while it ran, URLs) is
 * not here: {@link LotusMiner} has it.
 */
public final class RepoStorage {
  private final LotusRepo repo;
  private final StorageEdit edit;

  RepoStorage(LotusRepo repo) {
    this.repo = repo;
    this.edit = new StorageEdit(repo);
  }

  /** The attached paths in the order of {@code storage.json}. */
  public List<StoragePath> getPaths() {
    return repo.getStoragePaths();
  }

  /** The attached paths with what lies in them, by UUID, as {@code lotus-miner storage list}. */
  public List<StorageSummary> getList() {
    return getPaths().stream()
        .sorted(Comparator.comparing(StoragePath::id))
        .map(StorageSummary::of)
        .toList();
  }

  /** All attached paths together; a file system that several share counts once. */
  public StorageTotals getTotals() {
    return StorageTotals.of(getList());
  }

  /**
   * Every file of a sector in every attached path, and every name that is none as a row with its
   * problem. A million files stream.
   */
  public Rows<StorageFile> getFiles() {
    Rows<StorageFile> files = Rows.of(StorageFile.class, List.of());
    for (StoragePath path : getPaths()) {
      for (SectorFileType type : SectorFileType.values()) {
        files = files.then(Rows.of(StorageFile.class, () -> seen(path, type)));
      }
    }
    return files;
  }

  /** The entries of one kind as the session sees them: as they are, but in a sandbox. */
  private RowCursor<StorageFile> seen(StoragePath path, SectorFileType type) {
    FileView view = repo.view();
    Rows<StorageFile> onDisk = Rows.of(StorageFile.class, () -> new StorageScan(path, type));
    List<StorageFile> shown =
        view.shownIn(path.path().resolve(type.directory())).stream()
            .map(entry -> StorageFile.of(path, type, entry))
            .toList();
    return onDisk
        .filter(file -> !view.isChanged(file.path()))
        .then(Rows.of(StorageFile.class, shown))
        .open();
  }

  /**
   * Where the files of a sector of the repository's miner are, as {@code lotus-miner storage find}.
   *
   * @throws OperatorException NOT_FOUND if the metadata does not tell the miner
   */
  public List<StorageFinding> find(long number) {
    return find(new SectorId(minerActor(), number));
  }

  private long minerActor() {
    return repo.getMinerAddress()
        .filter(Address::isId)
        .map(Address::getActorId)
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "the metadata does not say which miner it is of",
                    repo.toString(),
                    "Name miner and sector: find(new SectorId(miner, number))."));
  }

  /** Where the files of any miner's sector are. */
  public List<StorageFinding> find(SectorId sector) {
    List<StorageFinding> findings = new ArrayList<>();
    for (StoragePath path : getPaths()) {
      Set<SectorFileType> types = EnumSet.noneOf(SectorFileType.class);
      for (SectorFileType type : SectorFileType.values()) {
        Path file = path.path().resolve(type.directory()).resolve(sector.fileName());
        if (repo.view().actual(file).filter(Files::exists).isPresent()) {
          types.add(type);
        }
      }
      if (!types.isEmpty()) {
        findings.add(new StorageFinding(sector, path, types, path.canStore()));
      }
    }
    findings.sort(Comparator.comparing(finding -> finding.storage().id()));
    return List.copyOf(findings);
  }

  /**
   * What keeps lotus-miner from opening a path, or from taking all of its settings: unreadable
   * settings, an ID used twice, words that it drops, names that are no sector's.
   */
  public Rows<StorageProblem> getProblems() {
    Rows<StorageProblem> ofSettings =
        Rows.of(
            StorageProblem.class,
            () -> Rows.of(StorageProblem.class, StorageProblem.ofSettings(getPaths())).open());
    return ofSettings.then(
        getFiles()
            .filter(file -> file.problem().isPresent())
            .<StorageProblem>map(StorageProblem::ofFile));
  }

  /**
   * Attaches a path that has a {@code sectorstore.json}, for the miner's next start.
   *
   * @throws OperatorException IN_USE if a miner runs, REFUSED if lotus-miner would not open the
   *     path
   * @throws io.sectorsh.migration.RefusedException if the session's mode does not allow changes
   */
  public StoragePath attach(Path path) {
    return edit.attach(path);
  }

  /** As {@link #attach(Path)}. */
  public StoragePath attach(String path) {
    return attach(Path.of(path));
  }

  /**
   * Makes a directory a storage path with a new UUID and weight 10, and attaches it.
   *
   * @param settings sets at least one of canSeal and canStore: {@code it.canStore(true)}
   * @throws OperatorException REFUSED if it is one already; otherwise as {@link #attach(Path)}
   */
  public StoragePath init(Path path, Consumer<StorageSettings> settings) {
    return edit.init(path, settings);
  }

  /** As {@link #init(Path, Consumer)}. */
  public StoragePath init(String path, Consumer<StorageSettings> settings) {
    return init(Path.of(path), settings);
  }

  /**
   * Detaches a path; its files stay where they are.
   *
   * @param which UUID or path
   * @throws OperatorException NOT_FOUND if it is not attached, IN_USE if a miner runs
   */
  public StoragePath detach(String which) {
    return edit.detach(which);
  }

  /**
   * Changes the settings of an attached path, for the next start of the miner; allowed while it
   * runs, as it only ever reads them.
   *
   * @param which UUID or path
   * @param settings such as {@code it.weight(0).groups(['fast'])}
   */
  public StoragePath change(String which, Consumer<StorageSettings> settings) {
    return edit.change(which, settings);
  }

  /** Repository and number of paths. */
  @Override
  public String toString() {
    return getPaths().size() + " storage paths of " + repo;
  }
}
