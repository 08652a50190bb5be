package io.sectorsh.shell;

import io.sectorsh.shell.render.Screen;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The terminal that a one-shot run writes to, measured without loading a terminal library. */
final class TerminalScreen {
  private static final int USUAL = 80;

  private TerminalScreen() {}

  static Screen ofThisProcess() {
    return Screen.terminal(TerminalScreen::width, isColoured(), isUnicode());
  }

  private static int width() {
    String told = System.getenv("COLUMNS");
    int width = told == null ? 0 : number(told);
    return width > 0 ? width : asked();
  }

  /** {@code stty size} prints rows and columns of the terminal that is its standard input. */
  private static int asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/tty")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      String columns = answer.strip().substring(answer.strip().lastIndexOf(' ') + 1);
      int width = number(columns);
      return width > 0 ? width : USUAL;
    } catch (IOException noSuchCommand) {
      return USUAL;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private static boolean isColoured() {
    String unwanted = System.getenv("NO_COLOR");
    String type = System.getenv("TERM");
    return (unwanted == null || unwanted.isEmpty()) && type != null && !type.equals("dumb");
  }

  private static boolean isUnicode() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }
}
