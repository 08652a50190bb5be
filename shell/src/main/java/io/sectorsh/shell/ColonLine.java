package io.sectorsh.shell;

import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.shell.command.ModeWord;
import io.sectorsh.shell.command.UsageException;
import io.sectorsh.shell.session.Session;

/** A command that begins with a colon, where there is no terminal: of them only {@code :mode}. */
final class ColonLine {
  private static final String MODE = ":mode ";

  private ColonLine() {}

  static boolean is(String text) {
    return text.startsWith(":");
  }

  static void act(String text, Session session) {
    if (!text.startsWith(MODE)) {
      throw new UsageException(
          text + " needs a terminal", "Of the commands only :mode works without one.");
    }
    Mode mode = ModeWord.read(text.substring(MODE.length()));
    if (mode == Mode.APPLY
        && session.profile().production()
        && !session.migrations().isMinerNamed()) {
      throw new RefusedException(
          "refused for a production profile: :mode apply without a terminal",
          "Type it at the prompt, where the miner's name is asked for, or name it: --miner ...");
    }
    session.guard().setMode(mode);
  }
}
