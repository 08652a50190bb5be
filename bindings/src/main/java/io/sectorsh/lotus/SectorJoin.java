package io.sectorsh.lotus;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.miner.SectorRead;
import io.sectorsh.lotus.miner.SectorStatus;
import io.sectorsh.rows.RowCursor;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the sectors of a miner as lotus-miner and the chain know them, by number. Both
 * sides stream in that order and are merged; the chain's side is of one tipset.
 */
final class SectorJoin implements RowCursor<SectorOverview> {
  private final RowCursor<SectorRead> records;
  private final RowCursor<OnChainSector> chain;
  private final LotusNode node;
  private final SectorNumbers faults;
  private final SectorNumbers recoveries;
  private final SectorNumbers allocated;
  private @Nullable SectorRead record;
  private @Nullable OnChainSector sector;
  private @Nullable SectorOverview ready;

  private SectorJoin(LotusMiner miner, LotusNode pinned) {
    this.node = pinned;
    this.faults = pinned.minerFaults();
    this.recoveries = pinned.minerRecoveries();
    this.allocated = pinned.minerAllocated();
    SectorNumbers numbers = MinerNumbers.of(miner, allocated);
    this.chain = pinned.minerSectors().open();
    this.records = miner.sectorStatuses(numbers, false).open();
  }

  /** A pass that sees the chain as it is now. */
  static SectorJoin of(LotusMiner miner, LotusNode node) {
    return new SectorJoin(miner, node.at(node.chainHead()));
  }

  @Override
  public boolean hasNext() {
    while (ready == null) {
      fill();
      if (record == null && sector == null) {
        return false;
      }
      ready = take();
    }
    return true;
  }

  private void fill() {
    if (record == null && records.hasNext()) {
      record = records.next();
    }
    if (sector == null && chain.hasNext()) {
      OnChainSector next = chain.next();
      sector = next;
    }
  }

  /** The lower of both sides, or both; null for a number of which nobody has anything. */
  private @Nullable SectorOverview take() {
    long number =
        Math.min(
            record == null ? Long.MAX_VALUE : record.number(),
            sector == null ? Long.MAX_VALUE : sector.number());
    Optional<SectorRead> mine = Optional.ofNullable(record).filter(r -> r.number() == number);
    Optional<OnChainSector> onChain = Optional.ofNullable(sector).filter(s -> s.number() == number);
    if (mine.isPresent()) {
      record = null;
    }
    if (onChain.isPresent()) {
      sector = null;
    }
    boolean nothing =
        onChain.isEmpty()
            && mine.filter(r -> r.status().isPresent() || r.problem().isPresent()).isEmpty();
    return nothing ? null : overview(number, mine, onChain);
  }

  private SectorOverview overview(
      long number, Optional<SectorRead> mine, Optional<OnChainSector> onChain) {
    Optional<SectorStatus> status = mine.flatMap(SectorRead::status);
    boolean mayBeAnnounced =
        onChain.isEmpty()
            && allocated.contains(number)
            && status.filter(known -> known.getState().equals("Removed")).isEmpty();
    return new SectorOverview(
        number,
        status,
        onChain,
        mayBeAnnounced ? node.preCommittedSector(number) : Optional.empty(),
        faults.contains(number),
        recoveries.contains(number),
        mine.flatMap(SectorRead::problem));
  }

  @Override
  public SectorOverview next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException();
    }
    SectorOverview row = ready;
    ready = null;
    return row;
  }

  @Override
  public void close() {
    records.close();
    chain.close();
  }
}
