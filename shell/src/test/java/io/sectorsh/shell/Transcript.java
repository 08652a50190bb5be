package io.sectorsh.shell;

import io.sectorsh.shell.command.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What one run of the program said, and how it ended. */
public record Transcript(String out, String err, ExitCode code) {
  public static Transcript of(String... arguments) {
    return withInput("", arguments);
  }

  public static Transcript withInput(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    ExitCode code =
        Main.run(
            List.of(arguments),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            outStream,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    outStream.flush();
    return new Transcript(
        out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), code);
  }
}
