package io.sectorsh.scripts.export;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.scripts.NumberCollector;
import io.sectorsh.scripts.chain.ChainFacts;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first look at both systems: which numbers there are. Records are decided afterwards, in a
 * second pass, so that the numbers can be protected before the first record is written.
 */
final class ExportNumbers {
  private final LotusRepo repo;
  private final ExportRequest request;
  private final SectorNumbers inLotus;
  private final NumberCollector seenOnline = new NumberCollector();
  private Optional<SectorNumbers> online = Optional.empty();
  private OptionalLong highestInDamocles = OptionalLong.empty();

  ExportNumbers(LotusRepo repo, ExportRequest request) {
    this.repo = repo;
    this.request = request;
    NumberCollector records = new NumberCollector();
    repo.getSectorRecords().forEach(record -> record.number().ifPresent(records::add));
    this.inLotus = records.all();
  }

  void add(SectorState sector) {
    SectorId id = sector.getId();
    if (id.miner() != request.miner().getActorId()) {
      return;
    }
    long number = id.number();
    highestInDamocles = NumberSources.higher(highestInDamocles, OptionalLong.of(number));
    if (sector.isOnline()) {
      seenOnline.add(number);
    }
  }

  /** Takes in a record that is written as it is. */
  void add(SectorInfo record) {
    used(record.getSectorNumber());
  }

  /** Counts a number as used; -1 is none. */
  void used(long number) {
    if (number >= 0) {
      highestInDamocles = NumberSources.higher(highestInDamocles, OptionalLong.of(number));
    }
  }

  /** Whether lotus has a record of that number. */
  boolean isInLotus(long number) {
    return inLotus.contains(number);
  }

  /** Whether something is being done with the sector in damocles; all have been added by now. */
  boolean isOnline(long number) {
    SectorNumbers all = online.orElseGet(seenOnline::all);
    online = Optional.of(all);
    return all.contains(number);
  }

  /**
   * Where numbers stand.
   *
   * @throws OperatorException REFUSED if none would be left
   */
  NumberSources sources(ChainFacts chain) {
    NumberSources number =
        new NumberSources(
            repo.getAllocated(),
            repo.getNextid(),
            repo.getReserved(),
            inLotus.last(),
            highestInDamocles,
            chain.highestAllocated(),
            request.lastUsedNumber());
    if (number.lastUsed().orElse(0) == Long.MAX_VALUE) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "no sector number would be left: the highest possible one counts as used",
          repo.getPath().toString(),
          "See which source says so in the preview, and give a lower --next-number.");
    }
    return number;
  }
}
