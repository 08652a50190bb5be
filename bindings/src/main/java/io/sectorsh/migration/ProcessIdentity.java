package io.sectorsh.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process, told apart from a later one that was given the same number.
 *
 * @param host the machine's name
 * @param boot the kernel's own id of this boot; empty where there is none
 * @param pid process id
 * @param started when it started, in the kernel's clock ticks since boot; empty if it cannot be
 *     told
 */
record ProcessIdentity(String host, String boot, long pid, String started) {
  /** Field 22 of proc_pid_stat(5), counted behind the name in parentheses. */
  private static final int STARTED = 19;

  /** This one. */
  static ProcessIdentity own() {
    long pid = ProcessHandle.current().pid();
    return new ProcessIdentity(hostName(), bootId(), pid, started(pid));
  }

  static String hostName() {
    String name = read(Path.of("/proc/sys/kernel/hostname"));
    return name.isEmpty() ? "localhost" : name;
  }

  private static String bootId() {
    return read(Path.of("/proc/sys/kernel/random/boot_id"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException none) {
      return "";
    }
  }

  private static String started(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[STARTED];
    } catch (IOException | IndexOutOfBoundsException gone) {
      return "";
    }
  }

  /** Whether it is of another machine, so that nothing can be said about its life. */
  boolean isElsewhere() {
    return !host.equals(hostName());
  }

  /** Whether it lives on this machine. */
  boolean isAlive() {
    return !isElsewhere()
        && boot.equals(bootId())
        && !started.isEmpty()
        && started.equals(started(pid));
  }

  /** Such as {@code process 4711 on storage-1}. */
  @Override
  public String toString() {
    return "process " + pid + " on " + host;
  }
}
