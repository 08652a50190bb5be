package io.sectorsh.shell.evaluation;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.render.Page;
import io.sectorsh.shell.render.Renderer;
import io.sectorsh.shell.render.Screen;
import io.sectorsh.shell.render.StreamPage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that results are added to. */
final class ResultFile {
  private final Path file;

  ResultFile(String name) {
    this.file =
        name.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), name.substring(2))
            : Path.of(name);
  }

  /** Adds a value, and says on the page how many rows that were. */
  void append(@Nullable Object value, Form form, Page page) {
    try {
      boolean goesOn = Files.exists(file) && Files.size(file) > 0;
      try (OutputStream out =
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          PrintStream lines =
              new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8)) {
        long rows = write(value, form, goesOn, new FilePage(lines));
        if (lines.checkError()) {
          throw new IOException("not all could be written");
        }
        page.note((rows == 1 ? "1 row" : rows + " rows") + " added to " + file);
      }
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  private static long write(@Nullable Object value, Form form, boolean goesOn, Page lines) {
    Renderer renderer = new Renderer(Screen.PIPE);
    return form == Form.CSV && goesOn
        ? renderer.appendCsv(value, lines)
        : renderer.print(value, form, lines);
  }

  private OperatorException failed(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return problem(ErrorCode.NOT_FOUND, "its directory does not exist", "Create it first.");
    }
    if (failure instanceof AccessDeniedException) {
      return problem(ErrorCode.NO_PERMISSION, "cannot be written", "Write somewhere else.");
    }
    String what = failure.getMessage() == null ? "writing failed" : failure.getMessage();
    return problem(ErrorCode.IO_FAILED, what, "Look for free space with df.");
  }

  private OperatorException problem(ErrorCode code, String what, String next) {
    return new OperatorException(code, what, file.toString(), next);
  }

  /** In a file only rows are of use. */
  private static final class FilePage implements Page {
    private final StreamPage lines;

    FilePage(PrintStream lines) {
      this.lines = new StreamPage(lines, lines);
    }

    @Override
    public void line(String text) {
      lines.line(text);
    }

    @Override
    public void note(String text) {}

    @Override
    public boolean wantsMore() {
      return lines.wantsMore();
    }
  }
}
