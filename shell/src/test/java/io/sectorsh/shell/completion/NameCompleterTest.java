package io.sectorsh.shell.completion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
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
        "rows", io.sectorsh.rows.Rows.of(io.sectorsh.damocles.SectorState.class, List.of()));
    assertTrue(offered(line).contains(wanted), () -> line + " does not offer " + wanted);
  }

  @Test
  void lookingForANameTouchesNoSystem() throws Exception {
    offered("damocles.sectors.findAll { it.");
    offered("lotus.node.minerSectors().");
    assertFalse(systems.isKnown());
  }
}
