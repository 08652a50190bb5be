package io.sectorsh.scripts.importing;

import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoSnapshot;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** lotus-miner's repository. It holds more than the API tells, and may be in use meanwhile. */
public final class RepoSource implements LotusSource {
  private final LotusRepo repo;

  /** Of a repository that is not changed. */
  public RepoSource(LotusRepo repo) {
    this.repo = repo;
  }

  @Override
  public Rows<Found> sectors() {
    return repo.getSectorRecords()
        .filter(record -> record.number().isPresent())
        .map(RepoSource::found);
  }

  private static Found found(SectorRecord record) {
    return new Found(
        record.number().orElseThrow(),
        record.problem().isPresent() ? Optional.empty() : record.sector(),
        record.problem().map(problem -> problem.what()).orElse(""));
  }

  @Override
  public Optional<Address> miner() {
    return repo.getMinerAddress();
  }

  @Override
  public OptionalLong highestNumber() {
    try (RepoSnapshot snapshot = repo.snapshot()) {
      OptionalLong last =
          LotusRepo.allocatedAsRead(snapshot.getAllocated(), snapshot.getNextid())
              .union(snapshot.getReserved())
              .last();
      OptionalLong record =
          snapshot.getSectorRecords().stream().flatMapToLong(each -> each.number().stream()).max();
      return OptionalLong.of(Math.max(last.orElse(-1), record.orElse(-1)));
    }
  }

  @Override
  public List<Path> storagePaths() {
    return repo.getStoragePaths().stream().map(StoragePath::path).toList();
  }

  @Override
  public String describe() {
    return repo.getPath() + (repo.isInUse() ? ", which lotus-miner has open" : "");
  }
}
