package io.sectorsh.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoStorage;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Difference;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.Trial;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What code in a sandbox sees of files that it only pretends to move, copy and remove. */
final class SandboxedFilesTest {
  private static final SectorId SECTOR = new SectorId(1000, 5);

  @TempDir Path directory;
  private Path a;
  private Path b;
  private Path c;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private Stores stores;
  private Map<String, String> before;

  @BeforeEach
  void writeStores() throws IOException {
    a = Files.createDirectory(directory.resolve("a"));
    b = Files.createDirectory(directory.resolve("b"));
    c = Files.createDirectory(directory.resolve("c"));
    SectorFiles.write(a, SECTOR);
    SectorFiles.write(a, new SectorId(1000, 6));
    before = SectorFiles.contents(directory);
    Profile profile =
        new Profile(
            "test",
            false,
            Optional.of(Address.parse("t01000")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    stores = new Stores(profile, new Lotus(profile, guard), new Damocles(profile, guard), guard);
  }

  private List<Long> in(Path store) {
    return stores.files(stores.at(store)).stream().map(StoredFile::getNumber).sorted().toList();
  }

  private SectorFileSet set(Path store) {
    return stores.sector(5, store.toString());
  }

  @Test
  void movedFilesAreInTheOtherStoreForTheLinesAfterItAndNowhereElse() {
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              long bytes = set(a).bytes();
              stores.move(set(a), b.toString());
              assertEquals(List.of(6L, 6L, 6L, 6L), in(a));
              assertEquals(List.of(5L, 5L, 5L, 5L), in(b));
              assertEquals(bytes, set(b).bytes());
              assertEquals(
                  bytes, stores.files(stores.at(b)).stream().mapToLong(StoredFile::getSize).sum());
              assertEquals(List.of(), set(b).problems(SectorSize.KIB_2));
              assertTrue(set(a).kinds().isEmpty());
              assertTrue(set(b).files().stream().allMatch(file -> file.startsWith(b)));
              stores.move(set(b), c.toString());
              assertEquals(List.of(), in(b));
            });
    assertEquals(before, SectorFiles.contents(directory));
    assertEquals(List.of(), in(c));
    assertEquals(8, trial.getDiff().size(), trial.getDiff().toString());
    assertTrue(
        trial.getDiff().contains(difference(c.resolve("sealed/s-t01000-5"), "absent", "2,048 B")));
    assertTrue(
        trial.getDiff().contains(difference(a.resolve("sealed/s-t01000-5"), "2,048 B", "absent")));
  }

  private static Difference difference(Path path, String old, String now) {
    return new Difference(path.toString(), "", old, now);
  }

  @Test
  void aCopyLetsItsSourceBeRemovedAndThePlanOfItDoesSo() {
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              stores.copy(set(a), b.toString());
              assertEquals(List.of(5L, 5L, 5L, 5L), in(b));
              stores.removeSource(set(a), b.toString());
              assertEquals(List.of(6L, 6L, 6L, 6L), in(a));
            });
    assertEquals(before, SectorFiles.contents(directory));
    try (Migrations migrations =
        new Migrations(
            JournalPlace.usual(Map.of(), directory.resolve("home")), FileActions.kinds(), guard)) {
      assertEquals(MigrationState.DONE, migrations.plan("tried", trial::planInto).apply().state());
    }
    assertEquals(List.of(5L, 5L, 5L, 5L), in(b));
    assertEquals(List.of(6L, 6L, 6L, 6L), in(a));
  }

  @Test
  void whatIsPutAwayCanBeEmptiedAndWhatGoesAndComesBackIsNoDifference() {
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              SectorFileSet set = set(a);
              stores.delete(set, "old");
              assertEquals(List.of(6L, 6L, 6L, 6L), in(a));
              stores.emptyTrash(set, "old");
            });
    assertEquals(4, trial.getDiff().size(), trial.getDiff().toString());
    assertTrue(trial.getDiff().stream().allMatch(each -> each.after().equals("absent")));
    Trial there =
        Trial.of(
            guard,
            recorder -> {
              stores.move(set(a), b.toString());
              stores.move(set(b), a.toString());
            });
    assertEquals(List.of(), there.getDiff());
    assertEquals(before, SectorFiles.contents(directory));
  }

  @Test
  void aRepositorysOwnViewOfItsStorageFollows() throws IOException {
    Path path = Files.createDirectories(directory.resolve("repo/keystore")).getParent();
    for (Path store : List.of(a, b)) {
      Files.writeString(
          store.resolve("sectorstore.json"),
          "{\"ID\":\"%s\",\"CanStore\":true}".formatted(store.getFileName()));
    }
    Files.writeString(
        path.resolve("storage.json"),
        "{\"StoragePaths\":[{\"Path\":\"%s\"},{\"Path\":\"%s\"}]}".formatted(a, b));
    RepoStorage storage = LotusRepo.open(path, guard).getStorage();
    Trial.of(
        guard,
        recorder -> {
          stores.move(set(a), b.toString());
          assertEquals("b", storage.find(SECTOR).get(0).storage().id());
          assertEquals(4, storage.getFiles().filter(file -> file.storage().equals("b")).count());
          assertEquals(8, storage.getFiles().count());
        });
    assertEquals("a", storage.find(SECTOR).get(0).storage().id());
    assertEquals(0, storage.getFiles().filter(file -> file.storage().equals("b")).count());
  }

  @Test
  void anotherFileInTheWayIsAConflictThere() throws IOException {
    SectorFiles.write(c, SECTOR);
    Files.writeString(c.resolve("sealed/s-t01000-5"), "another");
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              stores.move(set(a), b.toString());
              stores.move(set(b), c.toString());
            });
    assertTrue(trial.getChanges().get(1).seen() instanceof Inspection.Conflict);
    assertEquals(8, trial.getDiff().size());
  }
}
