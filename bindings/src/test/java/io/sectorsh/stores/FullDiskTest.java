package io.sectorsh.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies in a process of their own, under a real limit. */
final class FullDiskTest {
  private static final SectorId SECTOR = new SectorId(1000, 5);

  @TempDir Path directory;
  private Path from = Path.of("");
  private Path to = Path.of("");

  /** The process that copies; its arguments are the two stores. */
  public static void main(String[] arguments) {
    SectorFileSet set = SectorFileSet.present(Path.of(arguments[0]), SECTOR);
    try {
      new SectorTransfer(set, Path.of(arguments[1]), new CopyPace()).copy();
      System.out.println("done");
    } catch (OperatorException told) {
      System.out.println(told.code().text() + " " + told.what());
    }
  }

  @BeforeEach
  void writeSector() throws IOException {
    from = Files.createDirectory(directory.resolve("from"));
    to = Files.createDirectory(directory.resolve("to"));
    SectorFiles.write(from, SECTOR);
    byte[] large = new byte[3 << 20];
    new Random(5).nextBytes(large);
    Files.write(Files.createDirectory(from.resolve("unsealed")).resolve("s-t01000-5"), large);
  }

  @Test
  void aFileThatMayNotGrowIsToldAndTheCopyGoesOnLater() throws Exception {
    assertEquals(
        "no-space it cannot be written: File too large",
        copyUnder("ulimit -f 2048; trap '' XFSZ;"));
    assertEquals(Map.of(), shown());
    assertEquals("done", copyUnder(""));
    assertEquals(SectorFiles.contents(from), SectorFiles.contents(to));
  }

  @Test
  void aDiskThatFillsUpIsTold() throws Exception {
    if (run(List.of("unshare", "-m", "true")).exit != 0) {
      return; // Mounting needs root; the other test needs nothing.
    }
    String mounted = "mount -t tmpfs -o size=2m tmpfs " + to + " && ";
    String said = copyUnder(mounted, "unshare", "-m");
    assertTrue(said.startsWith("no-space s-t01000-5 needs"), said);
  }

  private Map<String, String> shown() {
    Map<String, String> shown = SectorFiles.contents(to);
    shown.keySet().removeIf(file -> file.startsWith(".sectorsh"));
    return shown;
  }

  private String copyUnder(String shell, String... before) throws Exception {
    List<String> command = new ArrayList<>(Arrays.asList(before));
    command.addAll(List.of("sh", "-c", shell + " exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(FullDiskTest.class.getName());
    command.addAll(List.of(from.toString(), to.toString()));
    return run(command).output;
  }

  private record Ended(int exit, String output) {}

  private static Ended run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ended(process.waitFor(), output);
  }
}
