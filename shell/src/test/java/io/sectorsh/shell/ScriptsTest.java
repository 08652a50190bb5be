package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptsTest {
  private static final String SOURCE =
      """
      @Command(description = 'Counts sheep.')
      import java.time.Year

      @Option(names = '--night', required = true, description = 'Which night.') @Field int night
      @Option(names = '--apply', description = 'Do it.') @Field boolean apply

      out.println 'counting'
      if (apply) {
        guard.requireApply('count sheep')
      }
      [[night: night, sheep: night * 100, mode: mode]]
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeScripts() throws IOException {
    Files.createDirectories(directory.resolve("count"));
    Files.writeString(directory.resolve("count/sheep.groovy"), SOURCE);
    Files.writeString(directory.resolve("plain.groovy"), "args.join('+')");
    Files.writeString(directory.resolve("broken.groovy"), "def a = 1\nnothing.at.all\n");
    System.setProperty("sectorsh.scripts", directory.toString());
  }

  @AfterEach
  void forgetScripts() {
    System.clearProperty("sectorsh.scripts");
  }

  @Test
  void aScriptIsCalledByItsWords() {
    Transcript run = Transcript.of("count", "sheep", "--night", "3");
    assertEquals("counting\nnight  sheep  mode\n    3    300  observe\n", run.out());
    assertEquals(ExitCode.DONE, run.code());
  }

  @Test
  void jsonMayStandOnEitherSideAndProgressLeavesStandardOutput() {
    String json = "[{\"night\":3,\"sheep\":300,\"mode\":\"OBSERVE\"}]\n";
    assertEquals(json, Transcript.of("--json", "count", "sheep", "--night=3").out());
    Transcript behind = Transcript.of("count", "sheep", "--night=3", "--json");
    assertEquals(json, behind.out());
    assertEquals("counting\n", behind.err());
  }

  @Test
  void applyIsTheUsersWordInAOneShotRun() {
    Transcript run = Transcript.of("count", "sheep", "--night", "3", "--apply");
    assertTrue(run.out().endsWith("    3    300  apply\n"), run.out());
  }

  @Test
  void aScriptIsAlsoAFunctionOfTheSession() {
    assertEquals(
        "3 300\n",
        Transcript.of("-e", "scripts.count.sheep(night: 3).collect { \"$it.night $it.sheep\" }[0]")
            .out()
            .replace("counting\n", ""));
    assertEquals(
        "--wait-long+--of=x+a\n",
        Transcript.of("-e", "scripts.plain('a', waitLong: true, of: ['x'])").out());
    assertEquals(ExitCode.WRONG_USAGE, Transcript.of("-e", "scripts.count.ship(night: 3)").code());
  }

  @Test
  void theWaysOfAMigrationExcludeEachOtherAndAFailedReportIsAFailure() throws IOException {
    Files.writeString(
        directory.resolve("ways.groovy"),
        """
        @Command(description = 'Tells its way.')
        import io.sectorsh.scripts.MigrationOptions

        @Mixin @Field MigrationOptions run = new MigrationOptions()
        run.way().name()
        """);
    assertEquals("PLAN\n", Transcript.of("ways").out());
    assertEquals("ROLLBACK\n", Transcript.of("ways", "--rollback").out());
    Transcript both = Transcript.of("ways", "--apply", "--resume");
    assertEquals(ExitCode.WRONG_USAGE, both.code());
    assertTrue(both.err().contains("exclude each other"), both.err());
    Files.writeString(
        directory.resolve("fails.groovy"),
        """
        class Failed implements io.sectorsh.scripts.Report {
          String headline() { 'two of three' }
          List rows() { [] }
          List<String> closing() { [] }
          boolean succeeded() { false }
        }
        new Failed()
        """);
    assertEquals(ExitCode.FAILED, Transcript.of("run", directory + "/fails.groovy").code());
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    Transcript run = Transcript.of("count", "sheep", "--nigth", "3");
    assertEquals(ExitCode.WRONG_USAGE, run.code());
    assertTrue(run.err().startsWith("error: count sheep: "), run.err());
    assertTrue(run.err().endsWith("next: Type count sheep --help for its options.\n"), run.err());
  }

  @Test
  void aValueThatCannotBeReadIsToldWithWhatIsWantedAndNoNameOfAClass() throws IOException {
    Files.writeString(
        directory.resolve("values.groovy"),
        """
        @Option(names = '--sector', paramLabel = 'N', description = 'A sector number.') @Field Long sector
        @Option(names = '--rate') @Field Double rate
        @Option(names = '--at') @Field ChainEpoch at
        @Option(names = '--wait') @Field java.time.Duration wait
        @Option(names = '--fee') @Field TokenAmount fee
        """);
    Transcript wrong = Transcript.of("values", "--sector", "abc");
    assertEquals(
        """
        error: values: --sector: 'abc' is not a whole number
        next: N is: A sector number. Type values --help for its options.
        """,
        wrong.err());
    assertEquals(ExitCode.WRONG_USAGE, wrong.code());
    for (String option : List.of("--rate", "--at", "--wait", "--fee")) {
      String told = Transcript.of("values", option, "x5").err();
      assertTrue(told.startsWith("error: values: " + option + ": "), told);
      assertFalse(told.matches("(?s).*(Exception|Long|Double|java|picocli|convert).*"), told);
    }
  }

  @Test
  void everyScriptHasHelp() {
    Transcript run = Transcript.of("count", "sheep", "--help");
    assertEquals(ExitCode.DONE, run.code());
    assertTrue(
        run.out().startsWith("Usage: count sheep [-h] [--apply] --night=<night>\n"), run.out());
    assertTrue(run.out().contains("Counts sheep."), run.out());
  }

  @Test
  void aScriptWithoutDeclaredOptionsReadsItsArguments() {
    assertEquals("a+--b\n", Transcript.of("plain", "a", "--b").out());
    assertEquals(
        "x\n", Transcript.of("run", directory.resolve("plain.groovy").toString(), "x").out());
  }

  @Test
  void aMistypedScriptIsGuessed() {
    Transcript run = Transcript.of("count", "sheeps");
    assertEquals(ExitCode.WRONG_USAGE, run.code());
    assertEquals("error: there is no script count\nnext: Did you mean count sheep?\n", run.err());
  }

  @Test
  void theFirstWordAloneTellsWhatBeginsWithIt() {
    for (String[] words : new String[][] {{"count"}, {"count", "--help"}}) {
      Transcript run = Transcript.of(words);
      assertEquals(ExitCode.WRONG_USAGE, run.code());
      assertEquals(
          "error: there is no script count\nnext: It is one of: count sheep.\n", run.err());
    }
  }

  @Test
  void aFailureNamesTheLineOfTheScript() {
    Transcript run = Transcript.of("broken");
    assertEquals(ExitCode.FAILED, run.code());
    assertEquals("error: nothing is called nothing (broken.groovy line 2)\n", run.err());
  }

  @Test
  void linesFromAPipeAreASessionThatEndsAtItsFirstFailure() {
    Transcript run = Transcript.withInput("def x = [\n1,\n2]\nx.sum()\n\nnope\n5\n");
    assertEquals("3\n", run.out());
    assertEquals(ExitCode.FAILED, run.code());
    assertEquals("error: nothing is called nope\n", run.err());
  }
}
