package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks of damocles, and sees. */
final class DamoclesTest {
  @TempDir Path directory;

  private static Transcript lab(String... expressions) {
    List<String> arguments = new ArrayList<>(List.of("--lab"));
    for (String expression : expressions) {
      arguments.add("-e");
      arguments.add(expression);
    }
    return Transcript.of(arguments.toArray(String[]::new));
  }

  @Test
  void sectorsAreFilteredByNamedWordsAndEveryRowHasItsProperties() {
    Transcript run =
        lab(
            "damocles.sectors(finalized: false, numbers: '1-100') | count",
            "damocles.unfinalized().findAll { it.safe }*.number.sort()",
            "damocles.unfinalized().findAll { !it.safe && it.onChain }*.reason.first()",
            "damocles.sectors(rebuild: true).collect { it.number }",
            "damocles.sectors(store: 'offline', numbers: '88')*.state",
            "damocles.workers.threads.findAll { it.plan == 'rebuild' }*.worker",
            "damocles.workers.pings*.name.unique()",
            "damocles.config.check() | count",
            "damocles.config.stores*.name");
    assertEquals("", run.err());
    assertEquals(ExitCode.DONE, run.code());
    List<String> lines = run.out().lines().map(String::strip).toList();
    assertEquals("20", lines.get(0));
    assertTrue(lines.containsAll(List.of("incomplete", "worker-03", "worker-gone")), run.out());
    assertTrue(lines.contains("on chain, but its files are being made again"), run.out());
    assertTrue(lines.containsAll(List.of("114", "89", "store-a", "store-b")), run.out());
  }

  @Test
  void oneSectorIsACardWithEachOfItsPartsOnceAndSaysWhyItIsStuck() {
    Transcript run = lab("damocles.sector(114)");
    List<String> titles =
        run.out()
            .lines()
            .map(line -> line.replaceFirst("  .*", "").replace(" ", ""))
            .filter(title -> !title.isEmpty())
            .toList();
    assertTrue(titles.containsAll(List.of("number", "state", "chain", "problems")), run.out());
    assertEquals(
        titles.size(), titles.stream().map(String::toLowerCase).distinct().count(), run.out());
    assertTrue(run.out().contains("no space left on device"), run.out());
    assertTrue(run.out().lines().anyMatch(line -> line.matches("worker +worker-03")), run.out());
    assertTrue(run.out().contains("damocles.workers.thread('worker-03', 0).resume()"), run.out());
  }

  @Test
  void theManagersMethodsAreCalledByName() {
    Transcript run =
        lab(
            "damocles.manager.rpc.Version()",
            "damocles.manager.rpc.StoreList()*.Name",
            "damocles.manager.rpc.methods.keySet().contains('TerminateSector')",
            "damocles.manager.rpc.RemoveSector([Miner: 4079, Number: 70])");
    assertEquals(ExitCode.REFUSED, run.code());
    assertTrue(run.out().startsWith("v0.13.1"), run.out());
    assertTrue(run.out().contains("store-a") && run.out().contains("true"), run.out());
  }

  @Test
  void whatIsWrongWithAConfigurationIsAListWithPlaces() throws IOException {
    Path file = directory.resolve("sector-manager.cfg");
    Files.writeString(file, "[[Miners]]\nActor = 1000\n[Miners.Sector]\nEnabld = true\n");
    Transcript run = Transcript.of("-e", "damocles.config.manager('" + file + "').check()");
    assertEquals("1 row\n", run.err());
    assertTrue(run.out().startsWith("severity  where "), run.out());
    assertTrue(run.out().contains("sector-manager.cfg line 4"), run.out());
    assertTrue(run.out().contains("Did you mean enabled?"), run.out());
    Files.writeString(file, "[[Miners]]\nActor = \n");
    Transcript broken = Transcript.of("-e", "damocles.config.manager('" + file + "').check()");
    assertEquals(ExitCode.FAILED, broken.code());
    assertTrue(broken.err().contains("sector-manager.cfg line 2"), broken.err());
  }

  @Test
  void savedStatesAreReadWithoutAManager() throws IOException {
    Path file = directory.resolve("states.json");
    Files.writeString(
        file,
        "[{\"ID\":{\"Miner\":1000,\"Number\":7},\"SectorType\":5,\"Finalized\":true},"
            + "{\"ID\":{\"Miner\":1000,\"Number\":8},\"SectorType\":5,\"NeedRebuild\":true}]");
    Transcript run =
        Transcript.of(
            "-e",
            "damocles.states('" + file + "').findAll { !it.finalized }.collect { it.number }");
    assertEquals("8\n", run.out());
    assertEquals(ExitCode.DONE, run.code());
  }

  @Test
  void aPlanHoldsASwitchedThreadAnEditAndARebuildAndIsTakenBack() {
    Transcript run =
        lab(
            "guard.setMode(io.sectorsh.migration.Mode.APPLY)",
            "def t = damocles.workers.thread('worker-01', 1); def c = damocles.config; null",
            "def s = damocles.sectors.find { it.state == 'finalized' && !it.upgraded }; null",
            "def before = new File(c.manager.path.toString()).text; null",
            "def m = migration('rebuild one', batch: 2) { t.plan('rebuild').apply();"
                + " c.write(c.manager.set('Common.PersistStores[0].Weight', 7));"
                + " c.write(c.manager.set('Common.PersistStores[1].Weight', 8)) }; null",
            "m.plan",
            "t.now.plan",
            "m.apply(); null",
            "t.plan('rebuild').follow(io.sectorsh.damocles.worker.Pace.OF_A_PLAN).await().get().plan",
            "c.manager.stores*.weight",
            "m.rollback(); null",
            "new File(c.manager.path.toString()).text == before",
            "java.nio.file.Files.exists(t.plan('sealer').file)");
    assertEquals(ExitCode.DONE, run.code(), run.err());
    List<String> lines = run.out().lines().map(String::strip).toList();
    assertTrue(lines.containsAll(List.of("sealer", "rebuild", "7", "8", "true")), run.out());
    assertEquals("false", lines.get(lines.size() - 1), run.out());
    assertTrue(run.out().contains("file.toml"), run.out());
  }

  @Test
  void aManagerThatIsDownIsToldInThreeLines() {
    Transcript run = Transcript.of("-e", "damocles.manager('http://127.0.0.1:1').version");
    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.err().contains("nothing listens at 127.0.0.1:1"), run.err());
    assertEquals(3, run.err().lines().count(), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }
}
