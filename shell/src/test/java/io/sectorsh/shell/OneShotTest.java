package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.ExitCode;
import org.junit.jupiter.api.Test;

final class OneShotTest {
  @Test
  void printsTheValueOfAnExpression() {
    assertEquals(new Transcript("2\n", "", ExitCode.DONE), Transcript.of("-e", "1+1"));
  }

  @Test
  void variablesImportsFunctionsAndClassesLastFromOneExpressionToTheNext() {
    Transcript run =
        Transcript.of(
            "-e", "import java.util.concurrent.TimeUnit as Unit",
            "-e", "def day = Unit.DAYS; int twice = 2",
            "-e", "def times(n) { n * twice }",
            "-e", "class Box { int size = 3 }",
            "-e", "def (a, b) = [times(new Box().size), day]",
            "-e", "[a, b].join(' ')");
    assertEquals(new Transcript("6 DAYS\n", "", ExitCode.DONE), run);
  }

  @Test
  void aPlainDeclarationWithoutValueStartsAsGroovyStartsIt() {
    assertEquals(
        "0 false null\n",
        Transcript.of("-e", "int n", "-e", "boolean b", "-e", "String s", "-e", "\"$n $b $s\"")
            .out());
  }

  @Test
  void aListOfMapsIsATableThatCutCanRead() {
    Transcript run =
        Transcript.of("-e", "[[number: 7, state: 'sealing'], [number: 12, state: 'done']]");
    assertEquals("number  state\n     7  sealing\n    12  done\n", run.out());
    assertEquals("2 rows\n", run.err());
  }

  @Test
  void jsonIsTheOnlyThingOnStandardOutput() {
    Transcript run =
        Transcript.of(
            "--json", "-e", "println 'working'", "-e", "[[a: 1, b: Optional.of('x')], [a: 2]]");
    assertEquals("[{\"a\":1,\"b\":\"x\"},\n {\"a\":2}]\n", run.out());
    assertEquals("working\n", run.err());
  }

  @Test
  void anEmptyListIsAnEmptyJsonArray() {
    assertEquals("[]\n", Transcript.of("--json", "-e", "[]").out());
  }

  @Test
  void csvQuotesWhatNeedsQuotes() {
    assertEquals(
        "a,b\n1,\"x,\"\"y\"\"\"\n", Transcript.of("--csv", "-e", "[[a: 1, b: 'x,\"y\"']]").out());
  }

  @Test
  void aMistypedNameIsGuessed() {
    Transcript run = Transcript.of("-e", "profle");
    assertEquals(ExitCode.FAILED, run.code());
    assertEquals("error: nothing is called profle\nnext: Did you mean profile?\n", run.err());
  }

  @Test
  void whatMayBeThereIsAskedAsIfItWere() {
    assertEquals(
        "3 true\n",
        Transcript.of(
                "-e", "def o = Optional.of('abc'); \"${o.bytes.size()} ${o.startsWith('a')}\"")
            .out());
    assertEquals("true\n", Transcript.of("-e", "Optional.of('abc').present").out());
    Transcript typo = Transcript.of("-e", "Optional.of('abc').lenght()");
    assertEquals("error: String has no method lenght()\nnext: Did you mean length?\n", typo.err());
    Transcript nothing = Transcript.of("-e", "Optional.empty().state");
    assertEquals(ExitCode.FAILED, nothing.code());
    assertTrue(
        nothing.err().startsWith("error: an empty result: there is nothing, so it has no state\n"),
        nothing.err());
  }

  @Test
  void whatHasNoSuchPropertyIsToldWithThoseThatItHas() {
    assertEquals(
        """
        error: Profile has no weather
        next: It has: damoclesApi, damoclesHome, fullNodeApi, lotusMinerRepo, miner, minerApi, name, production.
        """,
        Transcript.of("-e", "profile.weather").err());
  }

  @Test
  void aDotBehindNothingIsToldWithoutTheNameOfAnException() {
    assertEquals(
        """
        error: Cannot get property 'state' on null object
        next: What stands before the dot is nothing; with ?. the rest is left out then.
        """,
        Transcript.of("-e", "[].find { it }.state").err());
    assertTrue(
        Transcript.of("-e", "[].find { it }.state()").err().contains("on null object\nnext: "));
  }

  @Test
  void aGuardThatRefusesEndsWithItsOwnExitCode() {
    Transcript run = Transcript.of("-e", "guard.requireApply('write 3 records')");
    assertEquals(ExitCode.REFUSED, run.code());
    assertTrue(
        run.err().startsWith("error: refused in observe mode: write 3 records\n"), run.err());
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    Transcript run = Transcript.of("--labb");
    assertEquals(ExitCode.WRONG_USAGE, run.code());
    assertEquals(
        "error: unknown option --labb\nnext: Type sectorsh --help for all options.\n", run.err());
  }

  @Test
  void anUnknownProfileIsWrongUsageBeforeAnythingIsEvaluated() {
    Transcript run = Transcript.of("--profile", "no-such-miner", "-e", "println 'evaluated'");
    assertEquals(ExitCode.WRONG_USAGE, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("error: there is no profile no-such-miner in /"), run.err());
    Transcript both = Transcript.of("--lab", "--profile", "main", "-e", "1");
    assertEquals(ExitCode.WRONG_USAGE, both.code());
    assertTrue(both.err().startsWith("error: --profile does not go with --lab\n"), both.err());
  }

  @Test
  void invalidGroovyIsToldInOneLine() {
    Transcript run = Transcript.of("-e", "1 +* 2");
    assertEquals(ExitCode.FAILED, run.code());
    assertEquals("error: line 1, column 3: Unexpected input: '+'\n", run.err());
  }

  @Test
  void stackTracesAreForThoseWhoDebug() {
    assertEquals("error: gone\n", Transcript.of("-e", "throw new RuntimeException('gone')").err());
    assertTrue(
        Transcript.of("--debug", "-e", "throw new RuntimeException('gone')")
            .err()
            .contains("\tat "));
  }

  @Test
  void aTokenInAFailureIsMasked() {
    Transcript run =
        Transcript.of(
            "-e",
            "throw new RuntimeException('no: eyJhbGciOiJIUzI1NiJ9.eyJBbGxvdyI6.x-y:/ip4/1.2.3.4')");
    assertEquals("error: no: <token>:/ip4/1.2.3.4\n", run.err());
  }

  @Test
  void theNamesOfTheSessionCannotBeTaken() {
    assertEquals(ExitCode.FAILED, Transcript.of("-e", "def profile = 3").code());
  }

  @Test
  void aProfileIsShownWithoutItsTokens() {
    Transcript text = Transcript.of("--lab", "-e", "profile");
    Transcript json = Transcript.of("--lab", "-e", "profile | json");
    assertTrue(text.out().contains("fullNodeApi     <token>:/ip4/127.0.0.1/"), text.out());
    assertTrue(json.out().contains("\"<token>:/ip4/127.0.0.1/"), json.out());
  }

  @Test
  void theQuestionOfTheDayIsOneLine() {
    Transcript run = Transcript.of("--lab", "-e", "damocles.sectors.findAll { !it.finalized }");
    assertEquals(ExitCode.DONE, run.code());
    assertTrue(
        run.out().lines().findFirst().orElse("").matches("number +state +finalized .*"), run.out());
    long rows = run.out().lines().count() - 1;
    assertEquals(rows + " rows\n", run.err());
    Transcript counted =
        Transcript.of("--lab", "-e", "damocles.sectors.findAll { !it.finalized } | count");
    assertEquals(rows + "\n", counted.out());
  }

  @Test
  void anyMethodOfADaemonIsCalledByItsName() {
    Transcript run =
        Transcript.of(
            "--lab",
            "-e",
            "lotus.miner.rpc.SectorsSummary().Proving + lotus.node.rpc.StateNetworkName().size()");
    assertEquals(new Transcript("44\n", "", ExitCode.DONE), run);
    assertEquals(
        ExitCode.REFUSED, Transcript.of("--lab", "-e", "lotus.miner.rpc.SectorRemove(7)").code());
  }

  @Test
  void theSectorsOfBothSidesAreOneTable() {
    Transcript run = Transcript.of("--lab", "--csv", "-e", "lotus.sectors.findAll { it.faulty }");
    assertTrue(run.out().startsWith("number,state,on chain,announced,faulty,"), run.out());
    assertEquals(6, run.out().lines().count(), run.out());
  }
}
