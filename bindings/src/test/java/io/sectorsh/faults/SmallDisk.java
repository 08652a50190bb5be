package io.sectorsh.faults;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file system of a few megabytes that only one process and its children see. */
public final class SmallDisk {
  private SmallDisk() {}

  /**
   * A command that has such a disk at a directory; empty where this user cannot mount, which needs
   * root or a kernel that lets users have mounts of their own.
   */
  public static Optional<List<String>> command(Path at, int megabytes, List<String> command)
      throws IOException, InterruptedException {
    for (List<String> alone : List.of(List.of("unshare", "-m"), List.of("unshare", "-r", "-m"))) {
      List<String> whole = new ArrayList<>(alone);
      whole.addAll(
          List.of(
              "sh",
              "-c",
              "mount -t tmpfs -o size=" + megabytes + "m tmpfs " + at + " && exec \"$@\"",
              "sh"));
      List<String> probe = new ArrayList<>(whole);
      probe.add("true");
      if (new ProcessBuilder(probe).redirectErrorStream(true).start().waitFor() == 0) {
        whole.addAll(command);
        return Optional.of(whole);
      }
    }
    return Optional.empty();
  }

  /** Fills the disk until so many bytes are left; the ballast to be deleted afterwards. */
  public static Path fill(Path directory, long left) throws IOException {
    Path ballast = directory.resolve("ballast");
    FileStore store = Files.getFileStore(directory);
    try (var out = Files.newOutputStream(ballast)) {
      for (int length : new int[] {1 << 20, 4096}) {
        byte[] block = new byte[length];
        while (store.getUsableSpace() - left >= length) {
          out.write(block);
        }
      }
    }
    return ballast;
  }
}
