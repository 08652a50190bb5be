package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.faults.MemoryDirectory;
import io.sectorsh.faults.Scarcity;
import io.sectorsh.faults.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of a repository, and migrations of it, while the kernel fails leveldbjni's calls. */
final class FaultyRepoTest {
  private static final boolean LONG = Boolean.getBoolean("long.trials");

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  @Test
  void filesThatMayNotGrowOrBeOpenedAreTold() throws Exception {
    String said = run(command("FILE_SIZE", LONG ? "5" : "137", "OPEN_FILES", LONG ? "1" : "10"));
    assertTrue(said.contains("File too large; the original is untouched"), said);
    assertTrue(said.contains("Too many open files"), said);
  }

  @Test
  void aFullOrReadOnlyDiskIsTold() throws Exception {
    List<String> command = command("WRITING", "1", "SPACE", LONG ? "1000" : "9000");
    Optional<List<String>> mounted = SmallDisk.command(directory.resolve("disk"), 80, command);
    if (mounted.isPresent()) { // Without a mount of its own there is the limit of file sizes.
      String said = run(mounted.get());
      assertTrue(said.contains("MiB are free; the original is untouched"), said);
      assertTrue(said.contains("Read-only file system"), said);
    }
  }

  private List<String> command(String... scarce) throws IOException {
    Path root = Files.createDirectory(directory.resolve("disk"));
    return Scarcity.command(FaultyRepoChild.class, root, scarce);
  }

  private static String run(List<String> command) throws Exception {
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), said);
    return said;
  }
}
