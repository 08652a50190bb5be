package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A profile of the configuration file that is marked as production, from outside of the process.
 */
final class ProductionTest {
  @TempDir Path directory;
  private StubMiner miner;

  @BeforeEach
  void start() throws IOException {
    miner = new StubMiner(2);
    miner.answered.countDown();
    Path config = Files.createDirectories(directory.resolve("config/sectorsh"));
    Files.writeString(
        config.resolve("config.toml"),
        """
        default = "main"

        [profile.main]
        production = true
        miner = "t01000"
        miner-api = "%s"
        """
            .formatted(miner.url()));
  }

  @AfterEach
  void stop() {
    miner.close();
  }

  private ProcessBuilder sectorsh(String... arguments) {
    List<String> options =
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Duser.home=" + directory);
    ProcessBuilder builder = new ProcessBuilder(ShellProcess.command(options, List.of(arguments)));
    builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    return builder;
  }

  @Test
  void atATerminalTheMinerIsTypedForApplyModeAndForWhatCannotBeUndone() throws Exception {
    try (Pty pty = Pty.start(sectorsh())) {
      pty.await("observe> ").type("profile.name()").await("main t01000 observe> ");
      pty.type("lotus.miner.changes.remove(1)").await("refused in observe mode");
      pty.await("observe> ").type(":mode apply").await("Type its name to go on: ");
      pty.type("t01001").await("refused: the name was not typed").await("observe> ");
      pty.type(":mode apply").await("Type its name to go on: ");
      pty.type("t01000").await("main t01000 apply> ");
      pty.type("def m = migration('gone') { lotus.miner.changes.remove(1) }").await("apply> ");
      pty.type("m.apply()").await("1 action cannot be undone. Type the id of the miner");
      pty.type("t01001").await("refused: 1 action cannot be undone").await("apply> ");
      assertEquals(Map.of(1L, "Proving", 2L, "Proving"), miner.states());
      pty.type("m.apply()").await("1 action cannot be undone. Type the id of the miner");
      pty.type("t01000").await("done").await("apply> ");
      assertEquals(Map.of(1L, "Removed", 2L, "Proving"), miner.states());
      pty.type("lotus.miner.changes.setState(2, 'FaultedFinal')").await("apply> ");
      assertEquals(Map.of(1L, "Removed", 2L, "FaultedFinal"), miner.states());
      pty.type(":quit");
      assertEquals(0, pty.awaitEnd());
    }
  }

  @Test
  void aMistypedProfileIsToldWithTheNamesThatThereAre() throws Exception {
    String said = piped(2, "", "--profile", "mian", "sectors");
    assertTrue(said.startsWith("error: there is no profile mian in " + directory), said);
    assertTrue(said.endsWith("\nnext: It is one of: main.\n"), said);
  }

  @Test
  void aCallByItsNameAsksForTheMinerAsAnActionThatCannotBeUndoneDoes() throws Exception {
    try (Pty pty = Pty.start(sectorsh())) {
      pty.await("observe> ").type("profile.name()").await("main t01000 observe> ");
      pty.type(":mode apply").await("Type its name to go on: ");
      pty.type("t01000").await("main t01000 apply> ");
      pty.type("lotus.miner.call('SectorsStatus', 1, false)").await("Proving").await("apply> ");
      pty.type("lotus.miner.call('SectorRemove', 1)");
      pty.await("call SectorRemove of the lotus-miner at").await("cannot be undone. Type the id");
      pty.type("t01001").await("and the miner was not named").await("apply> ");
      pty.type("lotus.miner.rpc.SectorRemove(1)").await("cannot be undone. Type the id");
      pty.type("").await("and the miner was not named").await("apply> ");
      assertEquals(Map.of(1L, "Proving", 2L, "Proving"), miner.states());
      pty.type("lotus.miner.call('SectorRemove', 1)").await("cannot be undone. Type the id");
      pty.type("f01000").await("apply> ");
      assertEquals(Map.of(1L, "Removed", 2L, "Proving"), miner.states());
      pty.type(":quit");
      assertEquals(0, pty.awaitEnd());
    }
  }

  @Test
  void whereNobodyCanTypeItACallByItsNameIsRefusedUnlessTheMinerIsNamed() throws Exception {
    String call = "lotus.miner.call('SectorRemove', 1)\n";
    String refused = piped(3, "guard.mode = Mode.APPLY\n" + call + "t01000\n");
    assertTrue(refused.contains("and the miner was not named"), refused);
    assertTrue(refused.contains("sectorsh --miner t01000"), refused);
    String other = piped(3, "1+1\n", "--miner", "t01001");
    assertTrue(other.contains("t01001 was named"), other);
    assertEquals(Map.of(1L, "Proving", 2L, "Proving"), miner.states());
    piped(0, ":mode apply\n" + call, "--miner", "t01000");
    assertEquals(Map.of(1L, "Removed", 2L, "Proving"), miner.states());
    piped(3, "", "-e", "guard.mode = Mode.APPLY", "-e", call.replace('1', '2'));
    assertEquals(Map.of(1L, "Removed", 2L, "Proving"), miner.states());
    piped(0, "", "--miner=t01000", "-e", ":mode apply", "-e", call.replace('1', '2'));
    assertEquals(Map.of(1L, "Removed", 2L, "Removed"), miner.states());
  }

  @Test
  void aScriptThatWasGivenTheMinerMayCallByName() throws Exception {
    Path script = directory.resolve("remove.groovy");
    Files.writeString(
        script,
        """
        @Option(names = '--apply') @Field boolean apply
        @Option(names = '--miner') @Field String miner
        lotus.miner.call('SectorRemove', 1)
        """);
    piped(3, "", "run", script.toString(), "--apply");
    String other = piped(3, "", "run", script.toString(), "--apply", "--miner", "t01001");
    assertTrue(other.contains("and the miner was not named"), other);
    assertEquals(Map.of(1L, "Proving", 2L, "Proving"), miner.states());
    piped(0, "", "run", script.toString(), "--apply", "--miner", "t01000");
    assertEquals(Map.of(1L, "Removed", 2L, "Proving"), miner.states());
  }

  private String piped(int code, String lines, String... arguments) throws Exception {
    Process process =
        sectorsh(arguments)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(lines);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(code, process.exitValue(), said);
    return said;
  }

  @Test
  void fromAPipeNobodyCanTypeItSoItIsRefused() throws Exception {
    String change = "lotus.miner.changes.setState(1, 'FaultedFinal')\n";
    assertTrue(piped(3, change).contains("refused in observe mode"));
    String mode = piped(3, ":mode apply\n" + change);
    assertTrue(mode.contains("refused for a production profile"), mode);
    String plan = "m = migration('gone') { lotus.miner.changes.remove(1) }\n";
    String unnamed = piped(3, "guard.mode = Mode.APPLY\n" + plan + "m.apply()\nt01000\n");
    assertTrue(unnamed.contains("the miner was not named"), unnamed);
    String wrong = piped(3, "guard.mode = Mode.APPLY\n" + plan + "m.apply(miner: 't01001')\n");
    assertTrue(wrong.contains("the miner was not named"), wrong);
    assertEquals(Map.of(1L, "Proving", 2L, "Proving"), miner.states());
    piped(0, "guard.mode = Mode.APPLY\n" + plan + "m.apply(miner: 't01000')\n");
    assertEquals(Map.of(1L, "Removed", 2L, "Proving"), miner.states());
  }
}
