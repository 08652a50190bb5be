package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.ReplicaTree;
import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sector files checked from one line. */
final class CheckTest {
  @TempDir private Path directory;

  @Test
  void filesAreCheckedWithoutAnyProfile() throws IOException {
    byte[] sealed = new byte[2048];
    ReplicaTree tree = ReplicaTree.of(sealed);
    PersistentAux aux = PersistentAux.of(new byte[32], tree.getCommRLast());
    Path cache = Files.createDirectory(directory.resolve("cache"));
    Files.write(cache.resolve("p_aux"), aux.toBytes());
    for (Map.Entry<String, byte[]> file : tree.getFiles().entrySet()) {
      Files.write(cache.resolve(file.getKey()), file.getValue());
    }
    sealed[1000] = 1;
    Path file = Files.write(directory.resolve("sealed"), sealed);
    String line =
        "proofs.checkFiles(sealed: '%s', cache: '%s', commR: '%s', sectorSize: '2KiB').findings"
            .formatted(file, cache, aux.getCommR());
    Transcript run = Transcript.of("-e", line);
    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertTrue(run.out().contains("damaged") && run.out().contains(file.toString()), run.out());
    Transcript pieces = Transcript.of("-e", "proofs.commP('" + file + "').paddedBytes()");
    assertEquals("4096\n", pieces.out(), pieces.err());
    Transcript wrong = Transcript.of("-e", "proofs.checkFiles(sealed: '" + file + "')");
    assertTrue(wrong.err().contains("not given: [cache, commR, sectorSize]"), wrong.err());
  }

  @Test
  void aDamagedByteIsFoundByOneLine() {
    Transcript run = Transcript.of("--incident", "corrupt-replica", "-e", "proofs.check('22-26')");
    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertTrue(run.out().contains("sealed/s-t04079-22"), run.out());
    assertEquals(4, run.out().lines().filter(line -> line.contains("proves")).count(), run.out());
  }

  @Test
  void theWholeDeadlineIsOneLine() {
    Transcript good = Transcript.of("--incident", "none", "-e", "proofs.checkAll(17)");
    assertTrue(good.out().startsWith("deadline 17 will pass: all files of "), good.out());
    Transcript bad = Transcript.of("--incident", "wrong-p-aux", "-e", "proofs.checkAll(17)");
    assertTrue(
        bad.out()
            .startsWith(
                "deadline 17 will not pass: partition 0 would fail because of sector 22; first: "),
        bad.out());
    assertFalse(bad.out().contains("null"), bad.out());
  }
}
