package io.sectorsh.damocles.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.jsonrpc.ReplayServer;
import java.io.IOException;
import java.net.InetAddress;
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

  @Test
  void aValueThatCannotBeReadIsToldWithWhatItShouldBe() throws IOException {
    add(
        managerFile,
        """
        [Miners.Sector]
        Enabled = "true"
        InitNumber = -1
        [Miners.SnapUp]
        Senders = "t0101"
        GasFeeCap = "5 nanoFIL"
        MaxFeeCap = ""
        [Miners.SnapUp.Retry]
        PollInterval = 30
        APIFailureWait = "3 minutes"
        LocalFailureWait = "1h1.5m2s"
        [Miners.PoSt]
        GasOverEstimation = 1
        GasFeeCap = "5 nano"
        """);
    assertEquals(
        List.of(
            "14: the value of Miners[0].Sector.Enabled is none that can be read",
            "15: the value of Miners[0].Sector.InitNumber is none that can be read",
            "17: the value of Miners[0].SnapUp.Senders is none that can be read",
            "21: the value of Miners[0].SnapUp.Retry.PollInterval is none that can be read",
            "22: the value of Miners[0].SnapUp.Retry.APIFailureWait is none that can be read",
            "26: the value of Miners[0].PoSt.GasFeeCap is none that can be read"),
        manager());
    ConfigFinding duration = new ManagerConfig(managerFile).check().get(4);
    assertEquals("Write a duration such as \"1h30m\" or \"2s\", in quotes.", duration.next());
  }

  @Test
  void valuesOfAWorkerAreReadAsTheWorkerReadsThem() throws IOException {
    add(
        workerFile,
        """
        [sealing]
        seal_interval = "5min"
        recover_interval = "1h 30m"
        rpc_polling_interval = "soon"
        min_deal_space = "8GiB"
        allowed_sizes = ["32GiB", 64]
        max_deals = "3"
        """);
    List<String> findings = worker();
    assertEquals(3, findings.size(), findings + "");
    assertTrue(findings.get(0).contains("sealing.rpc_polling_interval"), findings + "");
    assertTrue(findings.get(1).contains("sealing.allowed_sizes"), findings + "");
    assertTrue(findings.get(2).contains("sealing.max_deals"), findings + "");
  }

  @Test
  void aTokenWithinAnAddressIsOneToo() throws IOException {
    write(
        managerFile,
        Files.readString(managerFile)
            .replace(
                "[Common.API]",
                "[Common.API]\nMessager = \"/ip4/127.0.0.1/tcp/1\"\n"
                    + "Gateway = [\"/ip4/1.1.1.1/tcp/1\", \"my-secret:/ip4/1.2.3.4/tcp/5\"]\n"
                    + "Market = \"http://127.0.0.1:41235\""));
    Files.setPosixFilePermissions(managerFile, PosixFilePermissions.fromString("rw-r--r--"));
    List<ConfigFinding> findings = new ManagerConfig(managerFile).check();
    assertEquals(1, findings.size(), findings + "");
    assertTrue(findings.get(0).what().startsWith("a token stands in Common.API.Gateway"));
    assertFalse(findings.toString().contains("my-secret"));
  }

  @Test
  void aManagerThatOthersReachIsTold() throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    InetAddress there = InetAddress.getByName("127.0.0.2");
    ReplayServer.Answered version =
        ReplayServer.Answered.json("{\"jsonrpc\":\"2.0\",\"result\":\"v0.13.1\",\"id\":1}");
    try (ReplayServer manager = new ReplayServer(asked -> version)) {
      ApiExposure exposure = new ApiExposure(manager.url());
      assertEquals(List.of(), exposure.check(List.of()));
      assertEquals(List.of(), exposure.check(List.of(there)));
      List<ConfigFinding> open = exposure.check(List.of(here, there));
      assertEquals(1, open.size(), open + "");
      assertEquals(manager.url(), open.get(0).where());
      assertTrue(open.get(0).next().contains("--listen 127.0.0.1:"), open + "");
    }
  }
}
