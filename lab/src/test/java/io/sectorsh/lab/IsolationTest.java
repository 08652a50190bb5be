package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lab.files.DirectoryTree;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTest {
  @TempDir Path observed;

  @BeforeEach
  void makeDirectories() throws IOException {
    for (String name : new String[] {"home", "tmp", "work"}) {
      Files.createDirectory(observed.resolve(name));
    }
  }

  private List<String> seen() throws IOException {
    try (Stream<Path> all = Files.walk(observed)) {
      return all.map(path -> observed.relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void leavesNothingBehindWhenTheProcessEnds() throws Exception {
    List<String> before = seen();
    try (LabProcess lab = LabProcess.start(observed)) {
      assertTrue(lab.repo().startsWith(observed.resolve("tmp").toRealPath()));
      assertEquals(0, lab.end());
    }
    assertEquals(before, seen());
  }

  @Test
  void touchesNothingButItsDirectory() throws Exception {
    Path directory = observed.resolve("lab");
    try (LabProcess lab = LabProcess.start(observed, directory.toString())) {
      assertEquals(0, lab.end());
    }
    List<String> outside =
        seen().stream().filter(path -> !path.equals("lab") && !path.startsWith("lab/")).toList();
    assertEquals(List.of("", "home", "tmp", "work"), outside);
  }

  @Test
  void killedOneLeavesOnlyItsTemporaryDirectory() throws Exception {
    try (LabProcess lab = LabProcess.start(observed)) {
      lab.kill();
      Path left = lab.repo().getParent();
      assertTrue(Files.exists(left));
      DirectoryTree.delete(left);
    }
    assertEquals(List.of("", "home", "tmp", "work"), seen());
  }

  @Test
  void killedOneIsContinued() throws Exception {
    Path directory = observed.resolve("lab");
    try (LabProcess lab = LabProcess.start(observed, directory.toString())) {
      lab.kill();
    }
    assertTrue(Files.exists(directory.resolve("lotus-miner/repo.lock")));
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      assertEquals("t04079", RpcClient.miner(lab.profile()).call("ActorAddress").asText());
    }
  }

  @Test
  void refusesADirectoryThatAnotherProcessHolds() throws Exception {
    Path directory = observed.resolve("lab");
    try (LabProcess lab = LabProcess.start(observed, directory.toString())) {
      assertTrue(LotusRepo.open(lab.repo()).isInUse());
      OperatorException refused =
          assertThrows(OperatorException.class, () -> new Lab().start(Optional.of(directory), 1));
      assertEquals(ErrorCode.IN_USE, refused.code());
      lab.end();
    }
    assertFalse(LotusRepo.open(directory.resolve("lotus-miner")).isInUse());
  }

  @Test
  void temporaryLabsGoWhereTheUserWants() throws IOException {
    Path chosen = observed.resolve("tmp");
    Path other = observed.resolve("work");
    Path usual = Path.of("/tmp");
    assertEquals(chosen, TemporaryPlace.choose(Map.of("TMPDIR", chosen.toString()), usual, other));
    assertEquals(chosen, TemporaryPlace.choose(Map.of(), chosen, other));
    assertEquals(other, TemporaryPlace.choose(Map.of(), usual, other));
    assertEquals(usual, TemporaryPlace.choose(Map.of(), usual, observed.resolve("missing")));
  }
}
