package io.sectorsh.shell.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaChoiceIT {
  private static final Finished VERSION = Installation.version();

  @TempDir private Path directory;

  private Path launcher = Path.of("/");
  private Path empty = Path.of("/");

  @BeforeEach
  void findLauncher() throws IOException {
    launcher = Installation.assembled().resolve("bin/sectorsh");
    empty = Files.createDirectory(directory.resolve("empty"));
  }

  @Test
  void withoutAnyJavaItSaysWhatToInstall() throws Exception {
    Finished run = version().with("PATH", empty).run();

    assertEquals(1, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("no JDK 17 or later found"), run.err());
    assertTrue(run.err().contains("SECTORSH_JAVA"), run.err());
  }

  @Test
  void aWrongSectorshJavaIsNamedInsteadOfTakingAnother() throws Exception {
    Path garbage = Files.writeString(directory.resolve("garbage"), "no program");

    for (Path wrong : new Path[] {directory.resolve("nowhere"), garbage, empty}) {
      Finished run =
          version().with("SECTORSH_JAVA", wrong).with("JAVA_HOME", Jdk.running().home()).run();

      assertEquals(1, run.code());
      assertTrue(run.err().contains("SECTORSH_JAVA is " + wrong), run.err());
    }
  }

  @Test
  void aProgramThatIsNoJavaIsRefused() throws Exception {
    Finished run = version().with("SECTORSH_JAVA", "/bin/true").run();

    assertEquals(1, run.code());
    assertTrue(run.err().contains("does not run as a Java"), run.err());
  }

  @Test
  void sectorshJavaMayBeTheDirectoryOrTheCommand() throws Exception {
    assertEquals(VERSION, version().with("SECTORSH_JAVA", Jdk.running().home()).run());
    assertEquals(VERSION, version().with("SECTORSH_JAVA", Jdk.running().java()).run());
  }

  @Test
  void aWrapperWithoutAReleaseFileIsAsked() throws Exception {
    Path wrapper = executable(empty.resolve("java"), "exec '" + Jdk.running().java() + "' \"$@\"");

    assertEquals(VERSION, version().with("SECTORSH_JAVA", wrapper).run());
  }

  @Test
  void javaHomeIsTakenBeforePath() throws Exception {
    Path failing = Files.createDirectory(directory.resolve("failing"));
    executable(failing.resolve("java"), "exit 9");

    assertEquals(
        VERSION, version().with("PATH", failing).with("JAVA_HOME", Jdk.running().home()).run());
  }

  @Test
  void anOldJavaHomeIsPassedOverForPath() throws Exception {
    Path bin = Jdk.running().home().resolve("bin");

    assertEquals(VERSION, version().with("JAVA_HOME", java11()).with("PATH", bin + ":/bin").run());
  }

  @Test
  void anOldJavaAloneIsNamedWithItsVersion() throws Exception {
    Finished run = version().with("JAVA_HOME", java11()).with("PATH", empty).run();

    assertEquals(1, run.code());
    assertTrue(run.err().contains("java is Java 11"), run.err());
    assertTrue(run.err().contains("no java in it"), run.err());
  }

  @Test
  void javaOnPathMayBeALink() throws Exception {
    Path link = Files.createDirectory(directory.resolve("alternatives"));
    Files.createSymbolicLink(link.resolve("java"), Jdk.running().java());

    assertEquals(VERSION, version().with("PATH", link + ":/usr/bin:/bin").run());
  }

  @Test
  void everyInstalledJdkRunsItWithoutWarnings() throws Exception {
    for (Jdk jdk : Jdk.found()) {
      Child evaluation = bare().with("SECTORSH_JAVA", jdk.home()).arguments("-e", "1+1");
      assertEquals(new Finished(0, "2\n", ""), evaluation.run(), jdk.toString());
    }
  }

  @Test
  void extraOptionsReachTheJvmAndMayChooseItsCollector() throws Exception {
    Finished run =
        Child.of(launcher)
            .arguments("-e", "System.getProperty('a.b') + System.getProperty('c.d')")
            .with("HOME", empty)
            .with("SECTORSH_NO_ARCHIVE", "1")
            .with("SECTORSH_JAVA", Jdk.running().home())
            .with("JAVA_OPTS", "-Da.b=1 -XX:+UseParallelGC")
            .with("SECTORSH_OPTS", "-Dc.d=*")
            .run();

    assertEquals(new Finished(0, "1*\n", ""), run);
  }

  private Child version() {
    return bare().arguments("--version");
  }

  private Child bare() {
    return Child.of(launcher).with("HOME", empty).with("SECTORSH_NO_ARCHIVE", "1");
  }

  private Path java11() throws IOException {
    Path home = Files.createDirectories(directory.resolve("jdk-11"));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    executable(home.resolve("bin/java"), "exit 9");
    return home;
  }

  private static Path executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
