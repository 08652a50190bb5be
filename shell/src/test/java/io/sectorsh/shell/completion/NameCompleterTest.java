package io.sectorsh.shell.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.MethodHelp;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameCompleterTest {
  private final Systems systems = Systems.of(InvocationParser.parse(List.of("--lab")));
  private final SessionBinding binding =
      new SessionBinding(new Session(systems, new PrintStream(PrintStream.nullOutputStream())));

  /** A line whose word under the cursor is what follows the last dot or blank. */
  private record Typed(String line, String word) implements ParsedLine {
    static Typed of(String line) {
      int start = line.length();
      while (start > 0 && Character.isJavaIdentifierPart(line.charAt(start - 1))) {
        start--;
      }
      return new Typed(line, line.substring(start));
    }

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public int cursor() {
      return line.length();
    }
  }

  private List<String> offered(String line) throws Exception {
    List<Candidate> candidates = new ArrayList<>();
    try (DumbTerminal terminal =
        new DumbTerminal(java.io.InputStream.nullInputStream(), PrintStream.nullOutputStream())) {
      LineReader reader =
          LineReaderBuilder.builder().terminal(terminal).parser(new DefaultParser()).build();
      new NameCompleter(binding).complete(reader, Typed.of(line), candidates);
    }
    return candidates.stream().map(Candidate::value).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "dam ! damocles",
        "damocles. ! sectors",
        "damocles.sectors. ! findAll",
        "damocles.sectors.findAll { it. ! finalized",
        "damocles.sectors.findAll { a.b(it) }.find { it.x }. ! number",
        "damocles.sectors.collect { it.pre. ! present",
        "lotus.node.minerSectors().take(3)[0]. ! sealedCid",
        "lotus.node.minerPartitions(0)[0]. ! faulty",
        "x = [1, damocles.sector(3). ! state",
        "Address. ! parse",
        "rows.find { it. ! finalized"
      })
  void offersWhatThereIs(String line, String wanted) throws Exception {
    binding.setVariable(
        "rows", io.sectorsh.rows.Rows.of(io.sectorsh.damocles.sector.SectorState.class, List.of()));
    assertTrue(offered(line).contains(wanted), () -> line + " does not offer " + wanted);
  }

  @Test
  void whatMayBeThereIsOfferedAsIfItWere() throws Exception {
    List<String> members = offered("damocles.sectors.first().");
    assertTrue(members.contains("finalized"), members.toString());
    assertTrue(members.contains("orElse"), members.toString());
    assertTrue(offered("damocles.sectors.first().id.").contains("number"));
  }

  @Test
  void lookingForANameTouchesNoSystem() throws Exception {
    offered("damocles.sectors.findAll { it.");
    offered("lotus.node.minerSectors().");
    assertFalse(systems.isKnown());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "lotus.node.rpc. ! StateMinerInfo",
        "lotus.node.rpc.Sta ! StateSearchMsg",
        "lotus.node.rpc. ! methods",
        "damocles.manager.rpc.Find ! FindSectorWithPiece",
        "damocles.manager.rpc.RestoreSector(id,  ! true",
        "lotus.miner.rpc.SectorsStatus(1,  ! true",
        "lotus.node.rpc.StateMinerInfo( ! lotus.minerAddress",
        "lotus.node.rpc.StateMinerInfo('t01', ! null",
        "x = lotus.miner.rpc.SectorsListInStates([lotus.miner.rpc. ! SectorsSummary"
      })
  void offersWhatADaemonSaysOfItself(String line, String wanted) throws Exception {
    Lotus lotus = (Lotus) binding.getVariable("lotus");
    lotus.getNode().getRpc().getMethods();
    lotus.getMiner().getRpc().getMethods();
    List<String> offered = offered(line);
    assertTrue(offered.contains(wanted), () -> line + " does not offer " + wanted);
    assertFalse(offered.contains("methodMissing"));
    systems.close();
  }

  @Test
  void tellsWhatAMethodOfADaemonTakes() {
    RemoteNames names = new RemoteNames(binding);
    assertEquals(
        Optional.of("SectorsStatus(p1: abi.SectorNumber, p2: bool)"),
        names.help("lotus.miner.rpc.SectorsStatus").map(MethodHelp::signature));
    assertEquals(Optional.empty(), names.help("modes"));
    assertEquals(Optional.empty(), names.help("lotus.getMiner"));
    OperatorException unknown =
        assertThrows(OperatorException.class, () -> names.help("lotus.miner.rpc.NoSuchMethod"));
    assertEquals(ErrorCode.NOT_FOUND, unknown.code());
    systems.close();
  }
}
