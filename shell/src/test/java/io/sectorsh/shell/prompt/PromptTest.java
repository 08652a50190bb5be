package io.sectorsh.shell.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.migration.Mode;
import io.sectorsh.shell.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptTest {
  @TempDir Path directory;
  private Path history;
  private Typist typist;

  @BeforeEach
  void sitDown() throws Exception {
    history = directory.resolve("state/history");
    typist = Typist.at(80, 24, history);
    typist.await("observe> ");
  }

  @AfterEach
  void standUp() throws Exception {
    typist.close();
  }

  @Test
  void evaluatesALineAndAsksForTheNext() throws Exception {
    typist.type("6 * 7").await("\n42\n");
    typist.await("observe> ");
  }

  @Test
  void aLineWithAnOpenBraceGoesOnInTheNext() throws Exception {
    typist.type("[1, 2, 3].collect {").await("... ");
    typist.type("it * 11").await("... ");
    typist.type("}.join('-')").await("\n11-22-33\n");
  }

  @Test
  void variablesAndEarlierResultsAreKept() throws Exception {
    typist.type("def x = 40").await("observe> ");
    typist.type("x + 1").await("\n41\n");
    typist.type("_ + 1").await("\n42\n");
    typist.type("\"$_1 $_\"").await("\n41 42\n");
  }

  @Test
  void ctrlCStopsAnEndlessLoopAndTheShellLives() throws Exception {
    typist.type("print 'g' + 'o'; while (true) {}").await("go");
    typist.stop().await("interrupted");
    typist.await("observe> ");
    typist.type("1 + 1").await("\n2\n");
  }

  @Test
  void ctrlCDropsAHalfTypedLine() throws Exception {
    // Once the profile's name is in the prompt, it no longer comes in between the keys.
    typist.type("profile.name()").await("\ndefault\n");
    typist.await("observe> ");
    typist.press("half").await("half");
    typist.press("\u0003").await("observe> ");
    typist.type("3 * 3").await("\n9\n");
  }

  @Test
  void workThatDoesNotStopIsLeftBehind() throws Exception {
    typist.type("new io.sectorsh.shell.prompt.Stubborn().work { print 'de' + 'af' }").await("deaf");
    typist.stop().await("left behind");
    typist.await("observe> ");
    typist.type("1 + 1").await("\n2\n");
    Stubborn.LEAVE.countDown();
  }

  @Test
  void aPipeAtTheEndChoosesTheForm() throws Exception {
    typist.type("[[a: 1, b: 'x']] | json").await("[{\"a\":1,\"b\":\"x\"}]\n");
    typist.type("(1..300) | count").await("\n300\n");
    typist.type("6 | 1").await("\n7\n");
  }

  @Test
  void rowsAreAddedToAFileAndCsvHasOneHeader() throws Exception {
    Path file = directory.resolve("out.csv");
    typist.type("[[a: 1], [a: 2]] >> " + file).await("2 rows added to " + file);
    typist.type("[[a: 3]] >> " + file).await("1 row added to " + file);
    assertEquals("a\n1\n2\n3\n", Files.readString(file));
  }

  @Test
  void aLongListStopsAtEachScreen() throws Exception {
    typist.type("(1..100).collect { [n: it] }").await("-- more");
    typist.press(" ").await("-- more");
    typist.press("q").await("the first 43 rows");
    typist.await("observe> ");
  }

  @Test
  void modesAreChangedAndShown() throws Exception {
    typist.type(":mode").await("observe: nothing can be changed");
    typist.type(":mode apply").await("apply> ");
    assertEquals(Mode.APPLY, typist.session().guard().mode());
    typist.type(":mode observe").await("observe> ");
  }

  @Test
  void anUnknownCommandIsGuessed() throws Exception {
    typist.type(":hepl").await("Did you mean :help?");
    typist.type(":help").await(":mode [observe|plan|apply]");
    typist.type(":help outptu").await("Did you mean :help output?");
  }

  @Test
  void whatOtherShellsCallThemIsUnderstood() throws Exception {
    typist.type(":?").await(":mode [observe|plan|apply]");
    typist.type("help").await(":mode [observe|plan|apply]");
    typist.type("help modes").await("observe> ");
    typist.type("def exit = 6 * 7").await("observe> ");
    typist.type("exit").await("\n42\n");
    typist.type(":exit");
    assertEquals(ExitCode.DONE, typist.awaitEnd());
  }

  @Test
  void theWordExitLeaves() throws Exception {
    typist.type("exit");
    assertEquals(ExitCode.DONE, typist.awaitEnd());
  }

  @Test
  void aTokenNeverReachesTheHistory() throws Exception {
    String token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJBbGxvdyI6WyJyZWFkIl19.abcdefgh";
    typist.type("def api = '" + token + ":/ip4/127.0.0.1/tcp/1234/http'").await("observe> ");
    typist.type("1 + 1").await("\n2\n");
    typist.type(":quit");
    assertEquals(ExitCode.DONE, typist.awaitEnd());
    String kept = Files.readString(history);
    assertFalse(kept.contains("eyJ"), kept);
    assertTrue(kept.contains("<token>:/ip4/127.0.0.1"), kept);
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
  }

  @Test
  void ctrlDLeaves() throws Exception {
    typist.press("\u0004");
    assertEquals(ExitCode.DONE, typist.awaitEnd());
  }

  @Test
  void javaHasTheSameObjectsAndVariables() throws Exception {
    typist.type("def n = 20").await("observe> ");
    typist.type(":java").await("observe java> ");
    typist.type("int twice(int x) {").await("... ");
    typist.type("return 2 * x; }").await("java> ");
    typist.type("var m = twice((int) n) + 2").await("java> ");
    typist.type("m").await("\n42\n");
    typist.type("guard.mode()").await("\nobserve\n");
    typist.type("nonsense + 1").await("error: cannot find symbol: variable nonsense");
    typist.type("throw new IllegalStateException(\"too bad\");").await("too bad");
    typist.type(":groovy").await("observe> ");
    typist.type("m + n").await("\n62\n");
  }

  @Test
  void ctrlCStopsJavaToo() throws Exception {
    typist.type(":java").await("observe java> ");
    typist
        .type("{ out.println(\"g\" + \"o\"); new java.util.concurrent.CountDownLatch(1).await(); }")
        .await("\ngo\n");
    typist.stop().await("interrupted");
    typist.type("1 + 1").await("\n2\n");
  }

  @Test
  void aScriptsWordsRunItAndItsApplyNeedsTheSessionsMode() throws Exception {
    Path script = directory.resolve("scripts/count/sheep.groovy");
    Files.createDirectories(script.getParent());
    Files.writeString(
        script,
        """
        @Option(names = '--apply') @Field boolean apply
        @Option(names = '--night') @Field int night
        [night: night, applied: apply]
        """);
    System.setProperty("sectorsh.scripts", directory.resolve("scripts").toString());
    try (Typist other = Typist.at(60, 24, directory.resolve("history"))) {
      other.await("observe> ");
      other.type("count sheep --night 3 --json").await("\"night\" : 3,");
      other.type("count sheep --apply").await("error: refused in observe mode: --apply\n");
      other.await("next: Type :mode apply first");
      other.type(":mode apply").await("apply> ");
      other.type("count sheep --apply").await("applied  true");
      other.type("count sheep --nihgt 3").await("error: count sheep: ");
      other.type(":scripts").await("count sheep");
    } finally {
      System.clearProperty("sectorsh.scripts");
    }
  }
}
