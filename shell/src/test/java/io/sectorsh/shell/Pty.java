package io.sectorsh.shell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.spi.TerminalProvider;

/** A process of its own at a pseudo terminal of the kernel, and somebody who types there. */
final class Pty implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LinuxNativePty pty;
  private final Process process;
  private final StringBuilder seen = new StringBuilder();
  private int read;

  private Pty(LinuxNativePty pty, Process process) {
    this.pty = pty;
    this.process = process;
    Thread reader = new Thread(this::readAll, "pty");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it with the terminal as its input and output. */
  static Pty start(ProcessBuilder builder) throws IOException {
    LinuxNativePty pty = LinuxNativePty.open(TerminalProvider.load("jni"), null, Size.of(100, 30));
    File name = new File(pty.getName());
    builder.redirectInput(name).redirectOutput(name).redirectError(name);
    builder.environment().put("TERM", "xterm");
    return new Pty(pty, builder.start());
  }

  private void readAll() {
    byte[] buffer = new byte[4096];
    try {
      InputStream screen = pty.getMasterInput();
      for (int count = screen.read(buffer); count > 0; count = screen.read(buffer)) {
        String text = new String(buffer, 0, count, StandardCharsets.UTF_8);
        synchronized (seen) {
          seen.append(text.replaceAll("\u001b\\[[0-9;?]*[@-~]", "").replace("\r", ""));
          seen.notifyAll();
        }
      }
    } catch (IOException closed) {
      // The process has gone, or the test is over.
    }
  }

  /** Types a line and presses enter. */
  Pty type(String line) throws IOException {
    pty.getMasterOutput().write((line + "\r").getBytes(StandardCharsets.UTF_8));
    pty.getMasterOutput().flush();
    return this;
  }

  /** Waits until the screen shows this, behind all that was waited for before. */
  Pty await(String text) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (seen) {
      while (seen.indexOf(text, read) < 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("never saw " + text + " behind: " + seen.substring(read));
        }
        seen.wait(left);
      }
      read = seen.indexOf(text, read) + text.length();
    }
    return this;
  }

  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end: " + seen);
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    pty.close();
  }
}
