package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoEdit;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
  @TempDir Path directory;

  private static void addSector(LotusRepo repo, long number) throws IOException {
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      edit.putSector(SectorInfo.builder(number).state("Proving").build());
      edit.setNextid(number);
      edit.setAllocated(SectorNumbers.range(0, number));
      assertTrue(edit.commit().isPresent());
    }
  }

  @Test
  void theNewRepositoryTakesRecordsAndKeepsThem() throws IOException {
    Path path = directory.resolve("lotus-miner-new");
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      assertTrue(lab.describe().contains(path.toString()));
      assertEquals(0, LotusRepo.open(path, new ChangeGuard(Mode.APPLY)).getSectors().count());
      addSector(LotusRepo.open(path, new ChangeGuard(Mode.APPLY)), 130);
    }
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      LotusRepo repo = LotusRepo.open(path, new ChangeGuard(Mode.APPLY));
      assertEquals(List.of(130L), repo.getSectors().map(SectorInfo::getSectorNumber).toList());
      assertEquals(130, repo.getNextid().orElseThrow());
      assertEquals(Actors.miner(), repo.getMinerAddress().orElseThrow());
      assertTrue(lab.profile().lotusMinerRepo().isPresent());
    }
  }

  @Test
  void theRunningMinersRepositoryRefuses() {
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      LotusRepo repo =
          LotusRepo.open(lab.profile().lotusMinerRepo().orElseThrow(), new ChangeGuard(Mode.APPLY));
      RuntimeException refused = assertThrows(RuntimeException.class, () -> RepoEdit.begin(repo));
      assertTrue(
          refused instanceof OperatorException told && told.code() == ErrorCode.IN_USE,
          refused.toString());
      assertEquals(61, repo.getSectors().count());
    }
  }

  @Test
  void aStoppedMinersRepositoryIsReadByTheNextOne() throws IOException {
    long before;
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      before = RpcClient.miner(lab.profile()).call("SectorsList").size();
    }
    addSector(LotusRepo.open(directory.resolve("lotus-miner"), new ChangeGuard(Mode.APPLY)), 500);
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      RpcClient miner = RpcClient.miner(lab.profile());
      assertEquals(before + 1, miner.call("SectorsList").size());
      assertEquals("Proving", miner.call("SectorsStatus", 500, true).path("State").asText());
    }
  }
}
