package io.sectorsh.scripts.importing;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.miner.SectorRead;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A running lotus-miner. Its API leaves out most of an upgrade; what the chain and the pieces tell
 * stands in, and the rest is told as missing.
 */
public final class ApiSource implements LotusSource {
  private final LotusMiner miner;
  private final Optional<SectorNumbers> wanted;

  /**
   * @param wanted the sectors to ask for; empty for all
   */
  public ApiSource(LotusMiner miner, Optional<SectorNumbers> wanted) {
    this.miner = miner;
    this.wanted = wanted;
  }

  @Override
  public Rows<Found> sectors() {
    Rows<SectorRead> statuses =
        wanted
            .map(numbers -> miner.sectorStatuses(numbers, true))
            .orElseGet(() -> miner.sectorStatuses(true));
    return statuses
        .filter(read -> read.status().isPresent() || read.problem().isPresent())
        .map(ApiSource::found);
  }

  private static Found found(SectorRead read) {
    if (read.status().isEmpty()) {
      return new Found(
          read.number(), Optional.empty(), read.problem().map(each -> each.what()).orElse(""));
    }
    try {
      return new Found(
          read.number(), Optional.of(StatusForm.record(read.number(), read.status().get())), "");
    } catch (RuntimeException malformed) {
      return new Found(
          read.number(), Optional.empty(), "lotus-miner's answer: " + malformed.getMessage());
    }
  }

  @Override
  public Optional<Address> miner() {
    return Optional.of(miner.actorAddress());
  }

  @Override
  public OptionalLong highestNumber() {
    return miner.numberAssignment().inUse().last();
  }

  @Override
  public List<Path> storagePaths() {
    return List.copyOf(miner.getStorage().local().values());
  }

  @Override
  public String describe() {
    return "lotus-miner at " + miner.getEndpoint().getUrl();
  }
}
