package io.sectorsh.shell;

import io.sectorsh.migration.RunControl;
import io.sectorsh.profile.Profile;
import io.sectorsh.shell.migration.Watcher;
import io.sectorsh.shell.render.Screen;
import io.sectorsh.shell.report.FailureReader;
import io.sectorsh.shell.script.ScriptLibrary;
import io.sectorsh.shell.script.ScriptRunner;
import io.sectorsh.shell.script.Scripts;
import io.sectorsh.shell.session.ProfileLines;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Begins a script and dies in the middle of its migration as under {@code kill -9}: what a lab has
 * done to it that offers something interrupted. The systems are told on standard input.
 */
public final class CutShort {
  private static final int KILLED = 128 + 9;

  private CutShort() {}

  /** The journal's file, then the words of the script. */
  public static void main(String[] arguments) throws IOException {
    Profile profile = ProfileLines.read(System.in);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    List<String> words = List.of(arguments).subList(1, arguments.length);
    try (Session session = new Session(Systems.of(profile, Path.of(arguments[0])), nowhere)) {
      Scripts.offer(session, true);
      session.migrations().setWatcher(new Killer());
      new ScriptRunner(session, true, 80).run(ScriptLibrary.standard().required(words));
    } catch (RuntimeException failed) {
      new FailureReader(Set.of()).read(failed).print(System.out, Screen.PIPE.width(), false);
      System.exit(1);
    }
  }

  /** Slows the run down, sees it act for a while, and ends the process with all that is open. */
  private static final class Killer implements Watcher {
    private static final double ACTIONS_PER_SECOND = 20;
    private static final int LIFETIME = 5;

    private int seen;

    @Override
    public void begin(RunControl control) {
      control.setActionsPerSecond(ACTIONS_PER_SECOND);
    }

    @Override
    public void show(String line) {
      if (++seen == LIFETIME) {
        Runtime.getRuntime().halt(KILLED);
      }
    }

    @Override
    public void end() {
      // It does not come to that.
    }

    @Override
    public Optional<String> ask(String question) {
      return Optional.empty();
    }
  }
}
