package io.sectorsh.shell.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceIT {
  private static final Finished VERSION = Installation.version();

  @TempDir private Path directory;

  @Test
  void itRunsFromAPathWithSpacesQuotesAndOtherLetters() throws Exception {
    Installation installation = Installation.at(directory.resolve("my 'own' $HOME prógram"));

    assertEquals(VERSION, installation.launcher("--version").run());
  }

  @Test
  void itRunsByEveryNameThatLeadsToIt() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Files.createSymbolicLink(directory.resolve("current"), Path.of("sectorsh-1"));
    Files.createSymbolicLink(bin.resolve("absolute"), installation.command());
    Files.createSymbolicLink(bin.resolve("relative"), Path.of("../current/bin/sectorsh"));
    Files.createSymbolicLink(bin.resolve("chain"), Path.of("relative"));
    Files.createSymbolicLink(directory.resolve("linked-bin"), Path.of("sectorsh-1/bin"));

    Map<String, Path> namesAndDirectories =
        Map.of(
            bin.resolve("absolute").toString(),
            Path.of("/"),
            bin.resolve("relative").toString(),
            Path.of("/"),
            bin.resolve("chain").toString(),
            Path.of("/"),
            directory.resolve("current/bin/sectorsh").toString(),
            Path.of("/"),
            directory.resolve("linked-bin/sectorsh").toString(),
            Path.of("/"),
            "./sectorsh",
            installation.home().resolve("bin"),
            "bin/sectorsh",
            installation.home(),
            "../bin/sectorsh",
            installation.home().resolve("lib"),
            "../bin/chain",
            directory.resolve("sectorsh-1"));
    for (Map.Entry<String, Path> name : namesAndDirectories.entrySet()) {
      Child child = installation.started(name.getKey(), "--version").in(name.getValue());
      assertEquals(VERSION, child.run(), name.toString());
    }
  }

  @Test
  void itIsFoundOnPath() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));
    String path = installation.home().resolve("bin") + ":/usr/bin:/bin";

    assertEquals(VERSION, installation.started("sectorsh", "--version").with("PATH", path).run());
    assertEquals(
        VERSION,
        installation
            .started("sh", "sectorsh", "--version")
            .in(installation.home().resolve("bin"))
            .run());
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));

    assertEquals(
        new Finished(0, "a  b*c\"d'e$f\\g\n", ""),
        installation.launcher("-e", "'a  b*c\"d\\'e$f\\\\g'").run());
  }

  @Test
  void theExitCodeIsTheShellsOwn() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));

    assertEquals(1, installation.launcher("-e", "throw new IOException('x')").run().code());
    assertEquals(2, installation.launcher("--no-such-option").run().code());
  }

  @Test
  void nothingIsEverWrittenIntoTheInstallation() throws Exception {
    Installation installation = Installation.at(directory.resolve("sectorsh-1"));
    Map<String, String> before = installation.listing();

    assertEquals(VERSION, installation.archiving(Jdk.running(), "--version").run());
    Eventually.is("an archive", () -> installation.archives().size() == 1);
    assertEquals(VERSION, installation.archiving(Jdk.running(), "--version").run());

    assertEquals(before, installation.listing());
    assertTrue(before.containsKey("lib/BUILD"));
  }

  @Test
  void anInstallationWithoutItsJarsSaysSo() throws Exception {
    Path home = Files.createDirectories(directory.resolve("half"));
    Files.createDirectory(home.resolve("bin"));
    Path command =
        Files.copy(Installation.assembled().resolve("bin/sectorsh"), home.resolve("bin/sectorsh"));

    Finished run = Child.of("/bin/sh").arguments(command.toString(), "--version").run();

    assertEquals(1, run.code());
    assertTrue(run.err().contains("no complete installation"), run.err());
    assertFalse(Files.exists(home.resolve("lib")));
  }
}
