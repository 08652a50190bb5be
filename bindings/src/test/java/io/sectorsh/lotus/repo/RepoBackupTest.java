package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.posix.RecordLock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoBackupTest {
  private static final String KEY = "NRUWE4BSOAWWQ33TOQ";

  @TempDir Path parent;
  private Path path;
  private LotusRepo repo;

  @BeforeEach
  void createRepo() throws IOException {
    path = parent.resolve("miner");
    repo = TestRepo.create(path, keys());
    repo.edit(edit -> edit.setAllocated(SectorNumbers.range(0, 12)));
    secret(path.resolve("token"), "secret-token");
    Files.createDirectory(path.resolve("keystore"));
    Files.setPosixFilePermissions(
        path.resolve("keystore"), PosixFilePermissions.fromString("rwx------"));
    secret(path.resolve("keystore").resolve(KEY), "{}");
    Files.writeString(path.resolve("config.toml"), "[API]\n");
    Files.writeString(path.resolve("storage.json"), "{\"StoragePaths\":[]}");
    Files.writeString(path.resolve("sectorstore.json"), "{\"ID\":\"now\"}");
    Files.writeString(path.resolve("api"), "/ip4/127.0.0.1/tcp/2345/http");
    Files.createDirectories(path.resolve("kvlog/metadata"));
    Files.createDirectories(path.resolve("cache/s-t01000-12"));
    Files.writeString(path.resolve("cache/s-t01000-12/p_aux"), "aux");
    Files.createSymbolicLink(path.resolve("sealed"), Path.of("/nowhere"));
  }

  private static Map<String, byte[]> keys() {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    keys.put("/miner-address", new byte[] {0, (byte) 0xe8, 7});
    RecordedSectors.all().forEach(sector -> keys.put(sector.key(), sector.bytes()));
    return keys;
  }

  private static void secret(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aBackupIsARepositoryItselfAndSharesTheTables() throws IOException {
    RepoBackup backup = repo.backup(parent.resolve("backup"));
    assertEquals(RecordedSectors.all().size() + 2, backup.keys());
    assertFalse(backup.live());
    assertTrue(backup.linkedBytes() > 10_000, backup.toString());
    assertEquals(Set.of("api", "cache", "kvlog", "sealed"), backup.leftOut());
    LotusRepo copy = LotusRepo.open(backup.path(), new ChangeGuard(Mode.APPLY));
    assertEquals(repo.getSectors().toList(), copy.getSectors().toList());
    assertEquals(13, copy.getNextNumber());
    assertEquals("rwx------", permissions(backup.path()));
    assertEquals("rw-------", permissions(backup.path().resolve("token")));
    assertEquals("rw-------", permissions(backup.path().resolve("keystore").resolve(KEY)));
    assertEquals("secret-token", Files.readString(backup.path().resolve("token")));
    Set<String> shared = shared(repo.getMetadataPath(), copy.getMetadataPath());
    assertTrue(shared.stream().allMatch(name -> name.endsWith(".ldb")), shared.toString());
    assertFalse(shared.isEmpty());
    assertEquals(List.of("backup", "miner"), names(parent));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static Set<String> shared(Path one, Path other) throws IOException {
    Set<String> shared = new TreeSet<>();
    for (String name : names(one)) {
      Path same = other.resolve(name);
      if (Files.exists(same)
          && Files.getAttribute(one.resolve(name), "unix:ino")
              .equals(Files.getAttribute(same, "unix:ino"))) {
        shared.add(name);
      }
    }
    return shared;
  }

  private static List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    names.sort(null);
    return names;
  }

  @Test
  void whatIsWrittenAfterwardsDoesNotReachTheBackup() throws IOException {
    RepoBackup backup = repo.backup(parent.resolve("backup"));
    List<SectorInfo> before = repo.getSectors().toList();
    // As a miner does: logs and MANIFEST are written in place, tables deleted.
    for (String name : names(repo.getMetadataPath())) {
      Path file = repo.getMetadataPath().resolve(name);
      if (name.endsWith(".ldb")) {
        Files.delete(file);
      } else {
        Files.writeString(file, "written over");
      }
    }
    for (String name : List.of("config.toml", "storage.json", "token", "keystore/" + KEY)) {
      Files.writeString(path.resolve(name), "written over");
    }
    assertEquals("[API]\n", Files.readString(backup.path().resolve("config.toml")));
    assertEquals("{}", Files.readString(backup.path().resolve("keystore").resolve(KEY)));
    assertEquals(
        before, LotusRepo.open(backup.path(), new ChangeGuard(Mode.APPLY)).getSectors().toList());
  }

  @Test
  void nothingIsEverWrittenIntoWhatIsThere() throws IOException {
    Path there = Files.createDirectory(parent.resolve("there"));
    repo.backup(there);
    for (Path place : List.of(there, path.resolve("inside"), path)) {
      OperatorException failure = assertThrows(OperatorException.class, () -> repo.backup(place));
      assertEquals(ErrorCode.REFUSED, failure.code());
    }
    OperatorException missing =
        assertThrows(OperatorException.class, () -> repo.backup(parent.resolve("a/b")));
    assertEquals(ErrorCode.NOT_FOUND, missing.code());
    OperatorException foreign =
        assertThrows(
            OperatorException.class,
            () -> LotusRepo.restore(repo, path.resolve("cache"), new ChangeGuard(Mode.APPLY)));
    assertEquals(ErrorCode.NOT_A_REPO, foreign.code());
  }

  @Test
  void aRestoredRepositoryIsTheBackupWithTheFilesOfSectorsThatAreThere() throws IOException {
    RepoBackup backup = repo.backup(parent.resolve("backup"));
    List<SectorInfo> before = repo.getSectors().toList();
    repo.edit(edit -> edit.removeSector(12));
    Files.writeString(path.resolve("config.toml"), "[Other]\n");
    Files.writeString(path.resolve("cache/s-t01000-12/t_aux"), "later");
    RestoredRepo restored = repo.restore(backup.path());
    assertEquals(before, repo.getSectors().toList());
    assertEquals(backup.keys(), restored.keys());
    assertEquals("[API]\n", Files.readString(path.resolve("config.toml")));
    assertEquals("later", Files.readString(path.resolve("cache/s-t01000-12/t_aux")));
    assertEquals(Path.of("/nowhere"), Files.readSymbolicLink(path.resolve("sealed")));
    assertEquals(Set.of("cache", "sealed", "sectorstore.json"), restored.carriedOver());
    assertEquals("rw-------", permissions(path.resolve("token")));
    assertFalse(Files.exists(path.resolve("api")));
    assertTrue(
        Files.notExists(path.resolve("repo.lock")) || Files.size(path.resolve("repo.lock")) == 0);
    Path previous = restored.previous().orElseThrow();
    assertEquals(
        before.size() - 1,
        LotusRepo.open(previous, new ChangeGuard(Mode.APPLY)).getSectors().count());
    assertEquals("[Other]\n", Files.readString(previous.resolve("config.toml")));
    repo.edit(edit -> edit.removeSector(12));
    assertEquals(
        before, LotusRepo.open(backup.path(), new ChangeGuard(Mode.APPLY)).getSectors().toList());
    repo.restore(previous);
    assertEquals("[Other]\n", Files.readString(path.resolve("config.toml")));
    assertFalse(RecordLock.isHeldHere(path.resolve("repo.lock")));
  }

  @Test
  void aBackupCanBecomeARepositoryWhereThereIsNone() throws IOException {
    RepoBackup backup = repo.backup(parent.resolve("backup"));
    for (Path fresh :
        List.of(parent.resolve("fresh"), Files.createDirectory(parent.resolve("empty")))) {
      RestoredRepo restored =
          LotusRepo.restore(
              LotusRepo.open(backup.path(), new ChangeGuard(Mode.APPLY)),
              fresh,
              new ChangeGuard(Mode.APPLY));
      assertEquals(Optional.empty(), restored.previous());
      assertEquals("rwxr-xr-x", permissions(fresh));
      assertArrayEquals(
          repo.sector(12).encode(),
          LotusRepo.open(fresh, new ChangeGuard(Mode.APPLY)).sector(12).encode());
    }
    assertEquals(List.of("backup", "empty", "fresh", "miner"), names(parent));
  }

  @Test
  void whileAMinerRunsABackupIsMadeAndNothingRestored() throws Exception {
    Process running = LockingChild.start(Files.createFile(path.resolve("repo.lock")));
    try {
      RepoBackup backup = repo.backup(parent.resolve("backup"));
      assertTrue(backup.live());
      OperatorException failure =
          assertThrows(OperatorException.class, () -> repo.restore(backup.path()));
      assertEquals("is open in process " + running.pid() + " (java)", failure.what());
      assertFalse(Files.exists(backup.path().resolve("repo.lock")));
    } finally {
      running.destroyForcibly().waitFor();
    }
    assertEquals(List.of("backup", "miner"), names(parent));
  }

  @Test
  void aDamagedRepositoryGivesNoBackup() throws IOException {
    Path table =
        names(repo.getMetadataPath()).stream()
            .filter(name -> name.endsWith(".ldb"))
            .map(repo.getMetadataPath()::resolve)
            .findFirst()
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length / 3] ^= 1;
    Files.write(table, bytes);
    OperatorException failure =
        assertThrows(OperatorException.class, () -> repo.backup(parent.resolve("backup")));
    assertEquals(ErrorCode.DAMAGED, failure.code());
    assertEquals(List.of("miner"), names(parent));
  }

  @Test
  void aRepositoryThatIsAMountPointStaysAsItIs() throws Exception {
    RepoBackup backup = repo.backup(parent.resolve("backup"));
    repo.edit(edit -> edit.removeSector(12));
    String elsewhere =
        "cp -a \"$1\" \"$1.all\" && mount -t tmpfs none \"$1\" && cp -a \"$1.all/.\" \"$1\"";
    String below = "mount --bind \"$1/cache\" \"$1/cache\"";
    for (String mount : List.of("mount --bind \"$1\" \"$1\"", elsewhere, below)) {
      Optional<String> said = RestoreChild.run(mount, backup.path(), path);
      // Where nobody is given a mount namespace, a mount point that every system has stands in.
      String answer = said.orElseGet(() -> refusal(backup, Path.of("/proc")));
      assertTrue(answer.contains("is a mount point"), answer);
      assertTrue(answer.contains("lotus.restore(backup, path)"), answer);
      assertEquals(Optional.empty(), repo.findSector(12));
      assertTrue(
          names(parent).stream().noneMatch(name -> name.contains("sectorsh")),
          names(parent).toString());
    }
  }

  private static String refusal(RepoBackup backup, Path target) {
    OperatorException failure =
        assertThrows(
            OperatorException.class,
            () ->
                LotusRepo.restore(
                    LotusRepo.open(backup.path(), new ChangeGuard(Mode.APPLY)),
                    target,
                    new ChangeGuard(Mode.APPLY)));
    return failure.getMessage() + " " + failure.next();
  }

  @Test
  void theModeOfTheSessionDecidesOverRestoring() {
    RepoBackup backup = repo.backup(parent.resolve("backup"));
    LotusRepo observed = LotusRepo.open(path, new ChangeGuard(Mode.PLAN));
    assertThrows(RefusedException.class, () -> observed.restore(backup.path()));
    assertEquals(RecordedSectors.all().size(), observed.getSectors().count());
  }
}
