package io.sectorsh.shell.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout whose build command copies the distribution instead of compiling it. */
class FirstBuildIT {
  @TempDir private Path directory;

  private Path checkout = Path.of("/");

  @BeforeEach
  void checkOut() throws IOException {
    checkout = Files.createDirectories(directory.resolve("my checkout"));
    Files.createDirectory(checkout.resolve("bin"));
    Files.copy(Installation.assembled().resolve("bin/sectorsh"), checkout.resolve("bin/sectorsh"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    buildsBy("cp -R '" + Installation.assembled() + "' shell/target/");
  }

  @Test
  void theFirstStartBuildsAndSaysSoWhereResultsDoNotGo() throws Exception {
    Finished first = sectorsh().run();

    assertEquals(0, first.code(), first.err());
    assertEquals(Installation.version().out(), first.out());
    assertTrue(first.err().contains("building once"), first.err());
    assertEquals(Installation.version(), sectorsh().run());
    assertEquals(1, builds());
  }

  @Test
  void startsAtTheSameTimeBuildOnce() throws Exception {
    List<Child.Running> starts = new ArrayList<>();
    for (int start = 0; start < 3; start++) {
      starts.add(sectorsh().start());
    }
    for (Child.Running start : starts) {
      assertEquals(Installation.version().out(), Child.finish(start).out());
    }

    assertEquals(1, builds());
  }

  @Test
  void aBuildThatWasKilledDoesNotBlockTheNext() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(checkout.resolve("shell/target"));
    Files.createSymbolicLink(
        checkout.resolve("shell/target/building"), Path.of(Long.toString(dead.pid())));

    assertEquals(Installation.version().out(), sectorsh().run().out());
  }

  @Test
  void aFailedBuildIsSaidAndTriedAgainNextTime() throws Exception {
    buildsBy("echo 'compiler says no'; exit 1");
    Finished failed = sectorsh().run();

    assertEquals(1, failed.code());
    assertEquals("", failed.out());
    assertTrue(failed.err().contains("compiler says no"), failed.err());
    assertTrue(failed.err().contains("the build failed"), failed.err());

    buildsBy("cp -R '" + Installation.assembled() + "' shell/target/");
    assertEquals(Installation.version().out(), sectorsh().run().out());
  }

  private Child sectorsh() {
    return Child.of(checkout.resolve("bin/sectorsh"))
        .arguments("--version")
        .with("HOME", directory)
        .with("SECTORSH_JAVA", Jdk.running().home())
        .with("SECTORSH_NO_ARCHIVE", "1");
  }

  private void buildsBy(String command) throws IOException {
    Path mvnw = checkout.resolve("mvnw");
    Files.writeString(mvnw, "#!/bin/sh\necho >>builds\n" + command + "\n");
    Files.setPosixFilePermissions(mvnw, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private int builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }
}
