package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.NumberSets;
import io.sectorsh.lotus.record.SectorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoCheckTest {
  @TempDir Path directory;

  @Test
  void aHealthyRepositoryHasNoFindings() throws IOException {
    RepoCheck check = SalvageRepo.create(directory, 40).check();
    assertTrue(check.isHealthy(), check.getFindings()::toString);
    assertEquals(40, check.getSectors());
    assertTrue(check.toString().endsWith("40 sectors, nothing wrong"), check::toString);
  }

  @Test
  void damagedBytesAreToldWithFileAndPlaceAndKeys() throws IOException {
    LotusRepo repo = SalvageRepo.create(directory, 400);
    Path table = SalvageRepo.tables(repo).get(0);
    SalvageRepo.flip(table, 5000);
    RepoFinding finding = repo.check().getFindings().get(0);
    assertEquals(RepoProblem.FILE_DAMAGED, finding.problem());
    assertEquals(table.getFileName().toString(), finding.where());
    assertTrue(finding.offset() <= 5000, finding::toString);
    assertTrue(finding.offset() + finding.length() > 5000, finding::toString);
    assertTrue(finding.keys().startsWith("/sectors/"), finding::toString);
  }

  @Test
  void recordsThatLotusCannotUseAreTold() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>(SalvageRepo.entries(10));
    entries.put("/sectors/3", new byte[] {1, 2, 3});
    entries.put("/sectors/5", SalvageRepo.sector(7).encode());
    entries.put("/sectors/6", SectorInfo.builder(0).state("Removing").build().encode());
    entries.put("/sectors/x", SalvageRepo.sector(8).encode());
    entries.put("/storage/sectorsids/allocated", new byte[] {0x42, 1});
    LotusRepo repo = TestRepo.create(directory, entries);
    Map<String, RepoProblem> found = new TreeMap<>();
    repo.check().forEach(finding -> found.put(finding.where(), finding.problem()));
    assertEquals(
        Map.of(
            "/sectors/3", RepoProblem.RECORD_UNREADABLE,
            "/sectors/5", RepoProblem.NUMBER_MISMATCH,
            "/sectors/6", RepoProblem.PHANTOM_RECORD,
            "/sectors/x", RepoProblem.RECORD_UNREADABLE,
            "/storage/sectorsids/allocated", RepoProblem.VALUE_UNREADABLE),
        found);
  }

  @Test
  void numbersThatLotusCouldGiveOutAgainAreTold() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>(SalvageRepo.entries(10));
    entries.put(
        "/storage/sectorsids/allocated", NumberSets.encode(SectorNumbers.parse("0-4,6-12")));
    entries.put(
        "/storage/sectorsids/reserved/later", NumberSets.encode(SectorNumbers.range(50, 60)));
    LotusRepo repo = TestRepo.create(directory, entries);
    List<RepoFinding> findings = repo.check().getFindings();
    assertEquals(2, findings.size(), findings::toString);
    assertEquals(RepoProblem.NUMBERS_BEHIND, findings.get(0).problem());
    assertTrue(findings.get(0).what().endsWith(": 5"), findings::toString);
    assertEquals(RepoProblem.RESERVATIONS_DIFFER, findings.get(1).problem());
  }

  @Test
  void missingKeysAndAMissingDatabaseAreTold() throws IOException {
    LotusRepo repo =
        TestRepo.create(directory, Map.of("/sectors/1", SalvageRepo.sector(1).encode()));
    List<RepoFinding> findings = repo.check().getFindings();
    assertEquals(
        List.of(RepoProblem.KEY_MISSING, RepoProblem.KEY_MISSING),
        findings.stream().map(RepoFinding::problem).toList());
    Path empty = Files.createDirectories(directory.resolve("empty/datastore")).getParent();
    assertFalse(LotusRepo.open(empty).check().isHealthy());
  }

  @Test
  void aMissingFileIsToldAndAllThatIsLeftIsLookedAt() throws IOException {
    LotusRepo repo = SalvageRepo.create(directory, 400);
    Files.delete(repo.getMetadataPath().resolve("CURRENT"));
    RepoCheck check = repo.check();
    assertEquals("CURRENT", check.getFindings().get(0).where());
    assertEquals(1, check.getFindings().size(), check.getFindings()::toString);
    assertEquals(400, check.getSectors());
  }
}
