package io.sectorsh.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that holds a lock on a file, as the kernel lists it in {@code /proc/locks}.
 *
 * @param pid process id as seen from here
 * @param command what the process runs, without its arguments; empty when it cannot be told
 * @param exclusive whether it is a writer's lock
 */
public record LockHolder(long pid, String command, boolean exclusive) {
  private static final Path LOCKS = Path.of("/proc/locks");
  private static final Path PROCESSES = Path.of("/proc");

  /**
   * Who holds a lock of either kind (flock or fcntl) on the file. Nothing is opened but {@code
   * /proc}. Empty when nobody does, and also when it cannot be told: in another container, on a
   * network mount, or without {@code /proc}.
   */
  public static List<LockHolder> of(Path file) {
    try {
      long device = ((Number) Files.getAttribute(file, "unix:dev")).longValue();
      long inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
      List<String> lines = Files.readAllLines(LOCKS, StandardCharsets.ISO_8859_1);
      return matching(lines, device, inode, file.toRealPath());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return List.of();
    }
  }

  /** The first holder, if one can be told. */
  public static Optional<LockHolder> firstOf(Path file) {
    return of(file).stream().findFirst();
  }

  static List<LockHolder> matching(List<String> lines, long device, long inode, Path file) {
    List<LockHolder> holders = new ArrayList<>();
    for (String line : lines) {
      LockLine.parse(line)
          .filter(lock -> lock.inode() == inode)
          .filter(lock -> lock.isOnDevice(device) || hasOpen(lock.pid(), file))
          .map(lock -> new LockHolder(lock.pid(), commandOf(lock.pid()), lock.exclusive()))
          .ifPresent(holders::add);
    }
    return List.copyOf(holders);
  }

  /** Some file systems show another device number there than stat(2) does. */
  private static boolean hasOpen(long pid, Path file) {
    Path descriptors = PROCESSES.resolve(Long.toString(pid)).resolve("fd");
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        if (Files.readSymbolicLink(link).equals(file)) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException notOurs) {
      return false;
    }
    return false;
  }

  private static String commandOf(long pid) {
    try {
      return Files.readString(PROCESSES.resolve(Long.toString(pid)).resolve("comm")).strip();
    } catch (IOException unknown) {
      return "";
    }
  }

  /** Such as {@code process 542 (lotus-miner)}. */
  @Override
  public String toString() {
    return "process " + pid + (command.isEmpty() ? "" : " (" + command + ")");
  }
}
