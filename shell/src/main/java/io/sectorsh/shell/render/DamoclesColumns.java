package io.sectorsh.shell.render;

import io.sectorsh.damocles.change.ChangeOutcome;
import io.sectorsh.damocles.config.ConfigFinding;
import io.sectorsh.damocles.config.ConfiguredStore;
import io.sectorsh.damocles.diagnosis.SectorOverview;
import io.sectorsh.damocles.diagnosis.UnfinalizedSector;
import io.sectorsh.damocles.manager.PersistStore;
import io.sectorsh.damocles.manager.WindowPoStJob;
import io.sectorsh.damocles.sector.SectorPiece;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.worker.WorkerPing;
import java.util.List;

/** How damocles' things are listed. */
final class DamoclesColumns {
  private DamoclesColumns() {}

  static List<Column> sectors() {
    return new ColumnList<>(SectorState.class)
        .add("number", 0, SectorState::getNumber)
        .add("state", 0, SectorState::getState)
        .add("finalized", 1, SectorState::isFinalized)
        .add("deals", 2, DamoclesColumns::deals)
        .add("listed", 3, SectorState::getStore)
        .add("size", 4, sector -> sector.getSectorType().sectorSize())
        .add("worker state", 5, sector -> sector.getLatestState().map(state -> state.next()))
        .add("miner", 7, SectorState::getMiner)
        .add("aborted because", 6, SectorState::getAbortReason)
        .all();
  }

  static List<Column> stores() {
    return new ColumnList<>(PersistStore.class)
        .add("name", 0, PersistStore::name)
        .add("free", 1, store -> new Bytes(store.free()))
        .add("used", 1, store -> new Bytes(store.used()))
        .add("total", 2, store -> new Bytes(store.total()))
        .add("read only", 3, PersistStore::readOnly)
        .add("strict", 5, PersistStore::strict)
        .add("weight", 6, PersistStore::weight)
        .add("type", 7, PersistStore::type)
        .add("path", 2, PersistStore::path)
        .all();
  }

  /** One sector is asked for more often than many, and is then a card of all of it. */
  static List<Column> overviews() {
    return new ColumnList<>(SectorOverview.class)
        .add("number", 0, SectorOverview::getNumber)
        .add("state", 0, SectorOverview::state)
        .add("stage", 1, SectorOverview::stage)
        .add("chain", 1, SectorOverview::chain)
        .add("stores", 3, SectorOverview::getStores)
        .add("worker", 4, seen -> seen.worker().map(WorkerPing::name))
        .add("files", 3, SectorOverview::files)
        .add("upgrade files", 5, SectorOverview::upgradeFiles)
        .add("same replica", 6, SectorOverview::sameReplica)
        .add("problems", 0, SectorOverview::problems)
        .add("unanswered", 2, SectorOverview::unanswered)
        .all();
  }

  static List<Column> unfinalized() {
    return new ColumnList<>(UnfinalizedSector.class)
        .add("number", 0, UnfinalizedSector::getNumber)
        .add("state", 0, UnfinalizedSector::getState)
        .add("stage", 2, UnfinalizedSector::getStage)
        .add("on chain", 1, UnfinalizedSector::seenOnChain)
        .add("safe", 0, UnfinalizedSector::safe)
        .add("reason", 1, UnfinalizedSector::reason)
        .add("miner", 4, UnfinalizedSector::getMiner)
        .all();
  }

  static List<Column> outcomes() {
    return new ColumnList<>(ChangeOutcome.class)
        .add("number", 0, ChangeOutcome::number)
        .add("change", 1, ChangeOutcome::change)
        .add("outcome", 0, ChangeOutcome::outcome)
        .add("note", 0, ChangeOutcome::note)
        .add("next", 2, ChangeOutcome::next)
        .all();
  }

  static List<Column> configFindings() {
    return new ColumnList<>(ConfigFinding.class)
        .add("severity", 1, ConfigFinding::severity)
        .add("where", 0, ConfigFinding::where)
        .add("what", 0, ConfigFinding::what)
        .add("next", 0, ConfigFinding::next)
        .all();
  }

  static List<Column> configuredStores() {
    return new ColumnList<>(ConfiguredStore.class)
        .add("name", 0, ConfiguredStore::name)
        .add("path", 0, ConfiguredStore::path)
        .add("read only", 1, ConfiguredStore::readOnly)
        .add("strict", 2, ConfiguredStore::strict)
        .add("weight", 2, ConfiguredStore::weight)
        .add("allow miners", 3, ConfiguredStore::allowMiners)
        .add("deny miners", 3, ConfiguredStore::denyMiners)
        .add("scanned", 4, ConfiguredStore::scanned)
        .add("where", 1, ConfiguredStore::where)
        .all();
  }

  static List<Column> jobs() {
    return new ColumnList<>(WindowPoStJob.class)
        .add("job", 0, WindowPoStJob::id)
        .add("state", 0, WindowPoStJob::state)
        .add("deadline", 0, WindowPoStJob::deadline)
        .add("partitions", 0, WindowPoStJob::partitions)
        .add("worker", 1, WindowPoStJob::worker)
        .add("tries", 2, WindowPoStJob::tries)
        .add("error", 0, WindowPoStJob::error)
        .add("heard", 2, WindowPoStJob::heartbeatAt)
        .add("finished", 3, WindowPoStJob::finishedAt)
        .add("faults", 4, WindowPoStJob::faults)
        .add("miner", 5, WindowPoStJob::miner)
        .all();
  }

  /** How many deals a sector holds, wherever its version of damocles keeps them. */
  private static long deals(SectorState sector) {
    long inPieces = sector.getPieces().stream().filter(SectorPiece::isDeal).count();
    return inPieces > 0 ? inPieces : sector.getDeals().size();
  }
}
