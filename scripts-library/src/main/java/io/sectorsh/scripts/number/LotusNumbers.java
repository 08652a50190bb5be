package io.sectorsh.scripts.number;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.miner.NumberAssignment;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoSnapshot;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/**
 * What lotus-miner knows of sector numbers.
 *
 * @param records of which it has a record
 * @param allocated those that it takes for given out
 * @param reserved kept back under any name
 * @param lastAssigned its {@code nextid}; empty if there is none, or a running miner was asked
 * @param next what it hands out next
 */
record LotusNumbers(
    SectorNumbers records,
    SectorNumbers allocated,
    SectorNumbers reserved,
    OptionalLong lastAssigned,
    long next) {

  /** As a running miner tells. */
  static LotusNumbers of(LotusMiner miner) {
    NumberAssignment now = miner.numberAssignment();
    return new LotusNumbers(
        miner.sectorsList(), now.allocated(), now.reserved(), OptionalLong.empty(), now.next());
  }

  /**
   * As a repository has it, by lotus' own rules.
   *
   * @param onChain what the chain has allocated; lotus asks for it each time
   */
  static LotusNumbers of(LotusRepo repo, SectorNumbers onChain) {
    long[] records =
        StreamSupport.stream(repo.getSectorRecords().spliterator(), false)
            .map(SectorRecord::number)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .toArray();
    try (RepoSnapshot snapshot = repo.snapshot()) {
      return new LotusNumbers(
          SectorNumbers.of(records),
          LotusRepo.allocatedAsRead(snapshot.getAllocated(), snapshot.getNextid()),
          snapshot.getReserved(),
          snapshot.getNextid(),
          snapshot.nextNumber(onChain));
    }
  }

  /** Those that it does not hand out, the chain's allocation left aside. */
  SectorNumbers taken() {
    return allocated.union(reserved);
  }
}
