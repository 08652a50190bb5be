package io.sectorsh.damocles.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCheckTest {
  @TempDir Path directory;
  private Path managerFile;
  private Path workerFile;

  @BeforeEach
  void makeStores() throws IOException {
    for (String store : List.of("a", "b", "scan/s1", "scan/s2")) {
      Files.createDirectories(directory.resolve(store));
    }
    Files.writeString(
        directory.resolve("scan/s1/sectorstore.json"), "{\"id\":\"uuid-1\",\"ReadOnly\":true}");
    managerFile = directory.resolve("sector-manager.cfg");
    workerFile = directory.resolve("worker.toml");
    write(
        managerFile,
        """
        [Common]
        ScanPersistStores = ["DIR/scan/*"]
        [Common.API]
        chain = "/ip4/127.0.0.1/tcp/3453"
        [[Common.PersistStores]]
        Name = "store-a"
        Path = "DIR/a"
        AllowMiners = [1000]
        [Common.PersistStores.Meta]
        Any = "thing"
        [[Miners]]
        Actor = 1000
        """);
    write(
        workerFile,
        """
        [worker]
        rpc_server.host = "127.0.0.1"
        [[sealing_thread]]
        location = "/data/1"
        plan = "rebuild"
        [[sealing_thread]]
        plan = "wdpost"
        [[attached]]
        name = "store-a"
        location = "DIR/a"
        [[attached]]
        name = "uuid-1"
        location = "DIR/scan/s1"
        """);
  }

  private void write(Path file, String text) throws IOException {
    Files.writeString(file, text.replace("DIR", directory.toString()));
  }

  private void add(Path file, String text) throws IOException {
    write(file, Files.readString(file) + text);
  }

  private List<String> manager() {
    return new ManagerConfig(managerFile).check().stream().map(ConfigCheckTest::brief).toList();
  }

  private List<String> worker() {
    return new WorkerConfig(workerFile).check().stream().map(ConfigCheckTest::brief).toList();
  }

  private static String brief(ConfigFinding finding) {
    return finding.where().replaceAll(".* line ", "") + ": " + finding.what();
  }

  @Test
  void aSoundPairHasNoFindings() {
    assertEquals(List.of(), manager());
    assertEquals(List.of(), worker());
    assertEquals(List.of(), new WorkerConfig(workerFile).check(new ManagerConfig(managerFile)));
  }

  @Test
  void storesAreThoseThatAreNamedAndThoseThatAreFound() {
    List<ConfiguredStore> stores = new ManagerConfig(managerFile).getStores();
    assertEquals(List.of("store-a", "uuid-1"), stores.stream().map(ConfiguredStore::name).toList());
    assertEquals(List.of(1000L), stores.get(0).allowMiners());
    assertTrue(stores.get(1).scanned() && stores.get(1).readOnly());
  }

  @Test
  void aMistypedKeyIsToldWithItsLineAndWhatItMayBe() throws IOException {
    add(managerFile, "Sectors.Enabled = true\nSector.Enabld = true\n");
    List<ConfigFinding> findings = new ManagerConfig(managerFile).check();
    assertEquals(2, findings.size(), findings + "");
    assertTrue(findings.get(0).where().endsWith("line 13"), findings + "");
    assertEquals("Did you mean sector?", findings.get(0).next());
    assertEquals("Did you mean enabled?", findings.get(1).next());
  }

  @Test
  void doubledNamesAndMissingDirectoriesAreErrors() throws IOException {
    add(
        managerFile,
        "[[Common.PersistStores]]\nName = \"store-a\"\nPath = \"/nowhere/at/all\"\n"
            + "[[Miners]]\nActor = 1000\n");
    List<ConfigFinding> findings = new ManagerConfig(managerFile).check();
    assertEquals(3, findings.size(), findings + "");
    assertTrue(findings.get(0).what().startsWith("a second store is called store-a"));
    assertTrue(findings.get(1).what().contains("is not here: /nowhere/at/all"));
    assertTrue(findings.get(2).what().contains("miner 1000 stands here twice"));
  }

  @Test
  void aTokenThatOthersMayReadIsToldAndNotRepeated() throws IOException {
    write(
        managerFile,
        Files.readString(managerFile)
            .replace("[Common.API]", "[Common.API]\nToken = \"secret-of-mine\""));
    Files.setPosixFilePermissions(managerFile, PosixFilePermissions.fromString("rw-r--r--"));
    List<ConfigFinding> findings = new ManagerConfig(managerFile).check();
    assertEquals(1, findings.size());
    assertFalse(findings.toString().contains("secret-of-mine"));
    Files.setPosixFilePermissions(managerFile, PosixFilePermissions.fromString("rw-------"));
    assertEquals(List.of(), manager());
  }

  @Test
  void aWorkerThatWouldNotStartOrIsOpenToTheWorldIsTold() throws IOException {
    write(
        workerFile,
        """
        [[sealing_thread]]
        location = "/data/1"
        plan = "niporep"
        [[sealing_thread]]
        location = "/data/1"
        [[sealing_thread]]
        plan = "sealer"
        """);
    List<String> findings = worker();
    assertEquals(5, findings.size(), findings + "");
    assertTrue(findings.get(0).contains("3: workers have no plan niporep"), findings + "");
    assertTrue(findings.get(1).contains("4: thread 1 has the location of thread 0"));
    assertTrue(findings.get(2).contains("6: this thread has no location"));
    assertTrue(findings.get(3).contains("no store is attached"));
    assertTrue(findings.get(4).contains("listens on all interfaces"));
  }

  @Test
  void storesThatOnlyOneSideKnowsAreTold() throws IOException {
    write(workerFile, Files.readString(workerFile).replace("uuid-1", "other"));
    List<ConfigFinding> findings =
        new WorkerConfig(workerFile).check(new ManagerConfig(managerFile));
    assertEquals(2, findings.size(), findings + "");
    assertEquals("the manager has no store called other", findings.get(0).what());
    assertTrue(findings.get(1).what().startsWith("store uuid-1 is not attached by "));
  }
}
