package io.sectorsh.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoresTest {
  @TempDir Path directory;
  private final List<ReplayServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(ReplayServer::close);
  }

  private Path store(String name, String... files) throws IOException {
    Path store = directory.resolve(name);
    Files.createDirectories(store);
    for (String file : files) {
      Files.createDirectories(store.resolve(file).getParent());
      Files.write(store.resolve(file), new byte[10]);
    }
    return store;
  }

  private Path lotus(Path... stores) throws IOException {
    Path repo = directory.resolve("lotusminer");
    Files.createDirectories(repo.resolve("datastore"));
    List<String> paths = new ArrayList<>();
    for (Path store : stores) {
      paths.add("{\"Path\":\"" + store + "\"}");
      if (Files.exists(store)) {
        Files.writeString(
            store.resolve("sectorstore.json"),
            "{\"ID\":\"id-" + store.getFileName() + "\",\"Weight\":10,\"CanStore\":true}");
      }
    }
    Files.writeString(
        repo.resolve("storage.json"), "{\"StoragePaths\":[" + String.join(",", paths) + "]}");
    return repo;
  }

  private String damocles(Path... stores) throws IOException {
    List<String> list = new ArrayList<>();
    for (Path store : stores) {
      list.add("{\"Name\":\"" + store.getFileName() + "\",\"Path\":\"" + store + "\",\"Total\":9}");
    }
    String answer = "{\"jsonrpc\":\"2.0\",\"result\":" + list + ",\"id\":1}";
    ReplayServer server = new ReplayServer(asked -> ReplayServer.Answered.json(answer));
    servers.add(server);
    return server.url();
  }

  private static Stores stores(Optional<Path> repo, Optional<String> damocles) {
    Profile profile =
        new Profile(
            "test",
            false,
            Optional.of(Address.parse("t01000")),
            Optional.empty(),
            Optional.empty(),
            repo,
            damocles,
            Optional.empty());
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    return new Stores(profile, new Lotus(profile, guard), new Damocles(profile, guard));
  }

  private Set<String> names(Rows<StoredFile> files) {
    Set<String> names = new TreeSet<>();
    files.forEach(file -> names.add(directory.relativize(file.getPath()).toString()));
    return names;
  }

  @Test
  void theStoresOfBothSystemsAreListedAndASharedDirectoryOnce() throws IOException {
    Path a = store("a");
    Path b = store("b");
    Path c = store("c");
    List<Store> all =
        stores(Optional.of(lotus(a, b)), Optional.of(damocles(b, c))).getAll().toList();
    assertEquals(List.of("id-a", "b", "c"), all.stream().map(Store::name).toList());
    assertEquals(Set.of(StoreSystem.LOTUS, StoreSystem.DAMOCLES), all.get(1).systems());
    assertTrue(all.get(0).accepting());
    assertTrue(all.get(0).free().isPresent());
    assertEquals(9, all.get(2).total().orElseThrow());
  }

  @Test
  void filesAreFoundByTheirPlaceAndName() throws IOException {
    Path a =
        store(
            "a",
            "sealed/s-t01000-5",
            "cache/s-t01000-5/p_aux",
            "cache/s-t01000-5/t_aux",
            "update/s-t01000-6",
            "update-cache/s-t01000-6/p_aux",
            "unsealed/s-t01000-7",
            "piece/s-t01000-8",
            "sealed/fetching/s-t01000-9",
            "sealed/s-t01000-10.tmp",
            "sealed/.DS_Store",
            "sectorstore.json");
    Stores stores = stores(Optional.of(lotus(a)), Optional.empty());
    assertEquals(
        Set.of(
            "a/sealed/s-t01000-5",
            "a/cache/s-t01000-5",
            "a/update/s-t01000-6",
            "a/update-cache/s-t01000-6",
            "a/unsealed/s-t01000-7"),
        names(stores.getFiles()));
    assertEquals(names(stores.getFiles()), names(stores.files("id-a")));
    assertEquals(names(stores.getFiles()), names(stores.files(stores.at(a))));
    for (StoredFile file : stores.find(5)) {
      assertEquals(new SectorId(1000, 5), file.getSector());
      assertEquals(file.getKind().equals("cache") ? 20 : 10, file.getSize());
      assertEquals("id-a", file.getStore().name());
    }
    assertEquals(2, stores.find(5).count());
    assertEquals(0, stores.find(8).count());
  }

  @Test
  void namesThatLotusStumblesOverAreStrays() throws IOException {
    Path a =
        store(
            "a", "sealed/s-t01000-5.tmp", "cache/.DS_Store", "update/s-f01000-5", "sealed/s-t01-1");
    List<StrayFile> strays = stores(Optional.of(lotus(a)), Optional.empty()).getStrays().toList();
    assertEquals(3, strays.size());
    assertEquals("lotus takes it for a file of s-t01000-5", strays.get(0).problem());
    assertTrue(strays.get(1).problem().contains("does not start"));
  }

  @Test
  void aStoreThatIsNotHereDoesNotHideTheOthersNorItself() throws IOException {
    Path a = store("a", "sealed/s-t01000-5");
    Path gone = directory.resolve("gone");
    Path c = store("c", "sealed/s-t01000-6");
    Stores stores = stores(Optional.empty(), Optional.of(damocles(a, gone, c)));
    List<String> seen = new ArrayList<>();
    OperatorException failure =
        assertThrows(
            OperatorException.class,
            () -> stores.getFiles().forEach(file -> seen.add(file.getStore().name())));
    assertEquals(List.of("a", "c"), seen);
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
    assertTrue(failure.where().contains("gone"));
    assertFalse(stores.store("gone").isHere());
    assertThrows(OperatorException.class, () -> stores.find(99).count());
  }

  @Test
  void aSystemThatIsDownDoesNotHideTheOther() throws IOException {
    Path a = store("a");
    Stores stores = stores(Optional.of(lotus(a)), Optional.of(damocles()));
    servers.get(0).close();
    List<Store> seen = new ArrayList<>();
    OperatorException failure =
        assertThrows(OperatorException.class, () -> stores.getAll().forEach(seen::add));
    assertEquals(1, seen.size());
    assertEquals(ErrorCode.UNREACHABLE, failure.code());
    assertEquals("id-a", stores.store("id-a").name());
    assertEquals(
        ErrorCode.UNREACHABLE,
        assertThrows(OperatorException.class, () -> stores.store("x")).code());
  }

  @Test
  void aManagerThatIsDownIsReplacedByItsConfiguration() throws IOException {
    Path a = store("a");
    Path home = Files.createDirectories(directory.resolve("damocles"));
    Files.writeString(
        home.resolve("sector-manager.cfg"),
        "[[Common.PersistStores]]\nName = \"store-a\"\nPath = \"" + a + "\"\n");
    Profile profile =
        new Profile(
            "test",
            false,
            Optional.of(Address.parse("t01000")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("http://127.0.0.1:1"),
            Optional.of(home));
    ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
    Stores stores = new Stores(profile, new Lotus(profile, guard), new Damocles(profile, guard));
    List<Store> seen = new ArrayList<>();
    OperatorException down =
        assertThrows(OperatorException.class, () -> stores.getAll().forEach(seen::add));
    assertEquals(ErrorCode.UNREACHABLE, down.code());
    assertEquals(List.of("store-a"), seen.stream().map(Store::name).toList());
    assertEquals(a, stores.store("store-a").path());
  }

  @Test
  void severalFailuresAreToldTogether() throws IOException {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Stores stores = stores(Optional.empty(), Optional.of(damocles(one, two)));
    OperatorException failure =
        assertThrows(OperatorException.class, () -> stores.getFiles().count());
    assertTrue(failure.where().contains("one") && failure.where().contains("two"));
    assertTrue(failure.what().startsWith("2 parts could not be read"));
  }

  @Test
  void anUnknownStoreIsNotFoundAndASizeOfAFileThatIsGoneToo() throws IOException {
    Path a = store("a", "sealed/s-t01000-5");
    Stores stores = stores(Optional.empty(), Optional.of(damocles(a)));
    assertEquals(
        ErrorCode.NOT_FOUND, assertThrows(OperatorException.class, () -> stores.store("x")).code());
    StoredFile file = stores.getFiles().first().orElseThrow();
    Files.delete(file.getPath());
    assertEquals(ErrorCode.NOT_FOUND, assertThrows(OperatorException.class, file::getSize).code());
  }
}
