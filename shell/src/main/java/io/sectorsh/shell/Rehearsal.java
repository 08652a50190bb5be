package io.sectorsh.shell;

import io.sectorsh.shell.command.InvocationParser;
import io.sectorsh.shell.prompt.KeptHistory;
import io.sectorsh.shell.prompt.Prompt;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * What the launcher runs while the JVM records classes for the class-data archive: one-shot
 * evaluations in each form, a lab, and a few lines at a prompt. It reaches no system of the user's.
 */
public final class Rehearsal {
  private static final List<List<String>> ONE_SHOTS =
      List.of(
          List.of("-e", "1+1"),
          List.of("-e", "[[number: 1, state: 'a'], [number: 2, state: 'b']]"),
          List.of("--json", "-e", "[a: 1, b: [2, 3]]"),
          List.of("--lab", "-e", "damocles.sectors.findAll { !it.finalized }"),
          List.of("--lab", "-e", "proofs.explain(17)", "-e", "proofs.check('2-3')"),
          List.of("--csv", "-e", "[[number: 1, state: 'a']]"),
          List.of("-e", "throw new IllegalStateException('as it would look')"));
  private static final String TYPED = "1+1\r[a: 1]\r:help\r:quit\r";

  private Rehearsal() {}

  /**
   * Rehearses and ends the process. The prompt keeps its history in the home directory, for which
   * the launcher gives an empty one.
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    for (List<String> oneShot : ONE_SHOTS) {
      Main.run(oneShot, InputStream.nullInputStream(), nowhere, nowhere);
    }
    talk();
    System.exit(0);
  }

  private static void talk() throws IOException {
    var invocation = InvocationParser.parse(List.of());
    try (LineDisciplineTerminal terminal =
            new LineDisciplineTerminal(
                "rehearsal", "ansi", OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        Session session = new Session(Systems.of(invocation), out)) {
      terminal.setSize(Size.of(120, 40));
      Prompt prompt =
          new Prompt(terminal, session, invocation.form(), invocation.debug(), KeptHistory.file());
      for (byte key : TYPED.getBytes(StandardCharsets.UTF_8)) {
        terminal.processInputByte(key);
      }
      prompt.run();
    }
  }
}
