package io.sectorsh.shell;

import io.sectorsh.shell.render.Screen;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process' own streams, and whether a person is at the other end. */
final class StandardStreams {
  private static final int BUFFER = 1 << 15;

  private StandardStreams() {}

  /** Standard output as buffered UTF-8; whoever writes flushes. */
  static PrintStream out() {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  /** Whether standard input and output are both a terminal. */
  static boolean isConversation() {
    return isTerminal(0) && isTerminal(1);
  }

  /**
   * What standard output is.
   *
   * @param in the input that goes with it, to tell a process' own streams from a test's
   */
  static Screen screen(InputStream in) {
    return screen(in, 1);
  }

  /** What standard error is, with the same input. */
  static Screen errorScreen(InputStream in) {
    return screen(in, 2);
  }

  private static Screen screen(InputStream in, int descriptor) {
    return in == System.in && isTerminal(descriptor) ? TerminalScreen.ofThisProcess() : Screen.PIPE;
  }

  @SuppressWarnings("SystemConsoleNull") // only reached where there is no /proc
  private static boolean isTerminal(int descriptor) {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      String name = target.toString();
      return name.startsWith("/dev/pts/")
          || name.startsWith("/dev/tty")
          || name.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException noProc) {
      return System.console() != null;
    }
  }
}
