package io.sectorsh.shell.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveIT {
  private static final Finished VERSION = Installation.version();

  @TempDir private Path directory;

  static Stream<Jdk> jdks() {
    return Jdk.found().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void itIsMadeInTheBackgroundUsedAndReplacedWhenTheJarsChange(Jdk jdk) throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));

    Path first = archiveAfterAStart(installation, jdk);
    assertTrue(mainClassIsFromAnArchive(installation, jdk));

    Files.writeString(installation.home().resolve("lib/BUILD"), "another\n");
    assertFalse(mainClassIsFromAnArchive(installation, jdk));
    Eventually.is(
        "an archive for the new jars", () -> isOnly(installation) && !Files.exists(first));
    assertTrue(mainClassIsFromAnArchive(installation, jdk));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aDamagedArchiveIsNoticedByNobodyAndOneCutShortIsReplaced(Jdk jdk) throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));
    Path archive = archiveAfterAStart(installation, jdk);

    byte[] whole = Files.readAllBytes(archive);

    for (byte[] damaged : List.of(noise(whole.length), withoutHeader(whole))) {
      Files.delete(archive);
      Files.write(archive, damaged);
      assertEquals(VERSION, installation.archiving(jdk, "--version").run());
    }

    Files.delete(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
    assertEquals(VERSION, installation.archiving(jdk, "--version").run());
    Eventually.is(
        "a whole archive again",
        () ->
            isOnly(installation) && Files.size(installation.archives().get(0)) > whole.length / 2);
    assertTrue(mainClassIsFromAnArchive(installation, jdk));
  }

  @Test
  void manyFirstStartsLeaveOneArchiveAndNoRemains() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));
    List<Child.Running> starts = new ArrayList<>();
    for (int start = 0; start < 3; start++) {
      starts.add(installation.archiving(Jdk.running(), "--version").start());
    }
    for (Child.Running start : starts) {
      assertEquals(VERSION, Child.finish(start));
    }

    Eventually.is("one archive and nothing else", () -> isOnly(installation));
  }

  @Test
  void whatAKilledMakerLeftIsTakenOver() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));
    Path archive = archiveAfterAStart(installation, Jdk.running());
    Files.delete(archive);
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createSymbolicLink(archive.resolveSibling("making"), Path.of(Long.toString(dead.pid())));
    Files.createDirectory(archive.resolveSibling("work." + dead.pid()));
    Files.writeString(archive.resolveSibling("work." + dead.pid()).resolve("new"), "half");

    archiveAfterAStart(installation, Jdk.running());
    assertTrue(mainClassIsFromAnArchive(installation, Jdk.running()));
  }

  @Test
  void aJavaThatCannotMakeOneIsNotAskedAgain() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));
    Child start = installation.archiving(Jdk.running(), "--version").with("SECTORSH_OPTS", "-Da=b");
    Files.delete(installation.home().resolve("lib/make-archive"));
    Files.writeString(
        installation.home().resolve("lib/make-archive"),
        "mkdir -p \"${3%/*}\"; : >\"$3.failed\"\n");
    assertEquals(VERSION, start.run());
    Eventually.is("a note of the failure", () -> installation.cached().size() == 1);

    Files.writeString(installation.home().resolve("lib/make-archive"), ": >\"$3.asked-again\"\n");
    assertEquals(VERSION, start.run());
    assertEquals(VERSION, start.run());
    assertEquals(1, installation.cached().size());
  }

  @Test
  void itRunsWithoutACacheDirectory() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));
    Path file = Files.writeString(directory.resolve("file"), "");

    for (Child start :
        List.of(
            installation.archiving(Jdk.running(), "--version").with("XDG_CACHE_HOME", file),
            installation.archiving(Jdk.running(), "--version").with("XDG_CACHE_HOME", ""),
            installation
                .archiving(Jdk.running(), "--version")
                .with("XDG_CACHE_HOME", "not/absolute"),
            Child.of(installation.command())
                .arguments("--version")
                .with("SECTORSH_JAVA", Jdk.running().home()))) {
      assertEquals(VERSION, start.run());
    }
  }

  @Test
  void itIsSwitchedOffByTheEnvironment() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));

    assertEquals(
        VERSION,
        installation.archiving(Jdk.running(), "--version").with("SECTORSH_NO_ARCHIVE", "1").run());
    assertEquals(List.of(), installation.cached());
  }

  private static Path archiveAfterAStart(Installation installation, Jdk jdk) throws Exception {
    assertEquals(VERSION, installation.archiving(jdk, "--version").run());
    Eventually.is("an archive", () -> isOnly(installation));
    return installation.archives().get(0);
  }

  /** Whether the cache holds an archive, and nothing of its making. */
  private static boolean isOnly(Installation installation) throws IOException {
    return installation.archives().size() == 1 && installation.cached().size() == 1;
  }

  private boolean mainClassIsFromAnArchive(Installation installation, Jdk jdk) throws Exception {
    Path log = Files.createTempFile(directory, "classes", ".log");
    Finished run =
        installation
            .archiving(jdk, "--version")
            .with("SECTORSH_OPTS", "-Xlog:class+load:file=" + log)
            .run();
    assertEquals(VERSION, run);
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(" io.sectorsh.shell.Main "))
        .anyMatch(line -> line.contains("source: shared objects file"));
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static byte[] withoutHeader(byte[] whole) {
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 0, 64, (byte) 0x5a);
    return damaged;
  }
}
