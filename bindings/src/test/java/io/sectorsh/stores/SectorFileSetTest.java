package io.sectorsh.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.replica.PersistentAux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SectorFileSetTest {
  private static final SectorId SECTOR = new SectorId(1000, 5);

  @TempDir Path store;

  @BeforeEach
  void writeSector() throws IOException {
    SectorFiles.write(store, SECTOR);
  }

  private List<String> reasons() {
    return SectorFileSet.present(store, SECTOR).problems(SectorSize.KIB_2).stream()
        .map(problem -> store.relativize(problem.path()) + ": " + problem.reason())
        .toList();
  }

  @Test
  void aWholeSectorHasNoProblems() {
    SectorFileSet set = SectorFileSet.present(store, SECTOR);
    assertEquals(List.of(), set.problems(SectorSize.KIB_2));
    assertTrue(set.isSnapped());
    assertEquals(6, set.files().size());
    assertEquals(2 * (2048 + 64 + 32), set.bytes());
    assertEquals(
        Set.of(SectorFileType.SEALED, SectorFileType.CACHE),
        SectorFileSet.proven(store, SECTOR, false).kinds());
  }

  @Test
  void eachMissingOrShortFileIsNamed() throws IOException {
    Files.delete(store.resolve("cache/s-t01000-5/p_aux"));
    Files.write(store.resolve("sealed/s-t01000-5"), new byte[2047]);
    Files.delete(store.resolve("update-cache/s-t01000-5/sc-02-data-tree-r-last.dat"));
    Files.createDirectories(store.resolve("unsealed"));
    Files.write(store.resolve("unsealed/s-t01000-5"), new byte[10]);
    assertEquals(
        List.of(
            "sealed/s-t01000-5: 2047 bytes instead of 2048",
            "cache/s-t01000-5/p_aux: missing",
            "update-cache/s-t01000-5/sc-02-data-tree-r-last.dat: missing",
            "unsealed/s-t01000-5: 10 bytes, less than the sector's 2048"),
        reasons());
  }

  @Test
  void aSectorThatIsNotThereIsMissing() {
    List<FileProblem> problems =
        SectorFileSet.present(store, new SectorId(1000, 6)).problems(SectorSize.KIB_2);
    assertEquals(1, problems.size());
    assertEquals("missing", problems.get(0).reason());
  }

  @Test
  void anAuxOfAnotherReplicaIsSeenAgainstTheChain() throws IOException {
    Path aux = store.resolve("update-cache/s-t01000-5/p_aux");
    Commitment onChain = PersistentAux.parse(Files.readAllBytes(aux)).getCommR();
    SectorFileSet set = SectorFileSet.present(store, SECTOR);
    assertEquals(List.of(), set.problems(SectorSize.KIB_2, onChain));
    Files.copy(
        store.resolve("cache/s-t01000-5/p_aux"),
        aux,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    List<FileProblem> problems = set.problems(SectorSize.KIB_2, onChain);
    assertEquals(1, problems.size());
    assertEquals(aux, problems.get(0).path());
    assertTrue(problems.get(0).reason().contains("the chain's " + onChain));
  }

  @Test
  void aDamagedAuxIsSeen() throws IOException {
    byte[] bytes = new byte[64];
    java.util.Arrays.fill(bytes, (byte) 0xff);
    Files.write(store.resolve("cache/s-t01000-5/p_aux"), bytes);
    assertEquals(1, reasons().size());
    assertTrue(reasons().get(0).startsWith("cache/s-t01000-5/p_aux: damaged"), reasons().get(0));
  }
}
