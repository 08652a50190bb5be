package io.sectorsh.shell.render;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.SectorOverview;
import io.sectorsh.lotus.chain.ChainMessage;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.miner.SealingJob;
import io.sectorsh.lotus.miner.SealingWorker;
import io.sectorsh.lotus.miner.SectorRead;
import io.sectorsh.lotus.miner.SectorStatus;
import io.sectorsh.lotus.miner.StorageEntry;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.stores.StoredFile;
import java.util.List;

/** How lotus' things are listed. */
final class LotusColumns {
  private LotusColumns() {}

  static List<Column> sectors() {
    return new ColumnList<>(SectorInfo.class)
        .add("number", 0, SectorInfo::getSectorNumber)
        .add("state", 0, SectorInfo::getState)
        .add("pieces", 2, sector -> sector.getPieces().size())
        .add("snapped", 4, SectorInfo::isCCUpdate)
        .add("created", 5, SectorInfo::getCreationTime)
        .add("sealed CID", 3, SectorInfo::getCommR)
        .add("last error", 1, SectorInfo::getLastErr)
        .all();
  }

  static List<Column> statuses() {
    return new ColumnList<>(SectorStatus.class)
        .add("number", 0, SectorStatus::getSectorNumber)
        .add("state", 0, SectorStatus::getState)
        .add("activation", 2, SectorStatus::getActivation)
        .add("expiration", 1, SectorStatus::getExpiration)
        .add("pieces", 2, status -> status.getPieces().size())
        .add("pledge", 3, SectorStatus::getInitialPledge)
        .add("sealed CID", 4, SectorStatus::getCommR)
        .all();
  }

  static List<Column> reads() {
    return new ColumnList<>(SectorRead.class)
        .add("number", 0, SectorRead::number)
        .add("state", 0, read -> read.status().map(SectorStatus::getState))
        .add("expiration", 2, read -> read.status().map(SectorStatus::getExpiration))
        .add("pieces", 3, read -> read.status().map(status -> status.getPieces().size()))
        .add("sealed CID", 4, read -> read.status().flatMap(SectorStatus::getCommR))
        .add("problem", 1, read -> read.problem().map(OperatorException::what))
        .all();
  }

  static List<Column> overviews() {
    return new ColumnList<>(SectorOverview.class)
        .add("number", 0, SectorOverview::number)
        .add("state", 0, SectorOverview::getState)
        .add("on chain", 0, sector -> sector.onChain().isPresent())
        .add("announced", 4, sector -> sector.preCommitted().isPresent())
        .add("faulty", 1, SectorOverview::faulty)
        .add("recovering", 3, SectorOverview::recovering)
        .add("activation", 5, sector -> sector.onChain().map(OnChainSector::activation))
        .add("expiration", 2, sector -> sector.onChain().map(OnChainSector::expiration))
        .add("pledge", 6, sector -> sector.onChain().map(OnChainSector::initialPledge))
        .add("problem", 1, sector -> sector.problem().map(OperatorException::what))
        .all();
  }

  static List<Column> workers() {
    return new ColumnList<>(SealingWorker.class)
        .add("host", 0, SealingWorker::host)
        .add("enabled", 0, SealingWorker::enabled)
        .add("cpus", 1, SealingWorker::cpus)
        .add("cpu use", 2, SealingWorker::cpuUse)
        .add("gpus", 3, worker -> worker.gpus().size())
        .add("memory", 2, worker -> new Bytes(worker.memory()))
        .add("used", 2, worker -> new Bytes(worker.memoryUsed()))
        .add("tasks", 4, worker -> worker.tasks().size())
        .add("id", 5, SealingWorker::id)
        .all();
  }

  static List<Column> jobs() {
    return new ColumnList<>(SealingJob.class)
        .add("sector", 0, SealingJob::sector)
        .add("task", 0, SealingJob::task)
        .add("state", 0, SealingJob::getState)
        .add("start", 1, SealingJob::start)
        .add("host", 2, SealingJob::host)
        .add("worker", 3, SealingJob::worker)
        .add("call", 4, SealingJob::call)
        .all();
  }

  static List<Column> messages() {
    return new ColumnList<>(ChainMessage.class)
        .add("from", 0, ChainMessage::from)
        .add("nonce", 0, ChainMessage::nonce)
        .add("to", 0, ChainMessage::to)
        .add("method", 0, ChainMessage::method)
        .add("value", 2, ChainMessage::value)
        .add("most gas cost", 1, ChainMessage::mostGasCost)
        .add("gas limit", 3, ChainMessage::gasLimit)
        .add("cid", 4, ChainMessage::cid)
        .all();
  }

  static List<Column> onChain() {
    return new ColumnList<>(OnChainSector.class)
        .add("number", 0, OnChainSector::number)
        .add("size", 4, sector -> sector.sealProof().sectorSize())
        .add("activation", 2, OnChainSector::activation)
        .add("expiration", 1, OnChainSector::expiration)
        .add("pledge", 3, OnChainSector::initialPledge)
        .add("snapped", 3, sector -> sector.sectorKeyCid().isPresent())
        .add("sealed CID", 2, OnChainSector::sealedCid)
        .add("verified weight", 6, OnChainSector::verifiedDealWeight)
        .add("deal weight", 7, OnChainSector::dealWeight)
        .add("daily fee", 8, OnChainSector::dailyFee)
        .all();
  }

  static List<Column> partitions() {
    return new ColumnList<>(Partition.class)
        .add("deadline", 0, Partition::deadline)
        .add("partition", 0, Partition::index)
        .add("sectors", 1, partition -> partition.all().count())
        .add("live", 2, partition -> partition.live().count())
        .add("active", 1, partition -> partition.active().count())
        .add("faulty", 0, Partition::faulty)
        .add("recovering", 1, Partition::recovering)
        .all();
  }

  static List<Column> storagePaths() {
    return new ColumnList<>(StoragePath.class)
        .add("path", 0, StoragePath::path)
        .add("seal", 1, StoragePath::canSeal)
        .add("store", 1, StoragePath::canStore)
        .add("weight", 4, StoragePath::weight)
        .add("most", 5, path -> path.maxStorage() == 0 ? "" : new Bytes(path.maxStorage()))
        .add("id", 3, StoragePath::id)
        .add("groups", 6, StoragePath::groups)
        .add("problem", 2, path -> path.problem().map(problem -> problem.what()))
        .all();
  }

  static List<Column> storedFiles() {
    return new ColumnList<>(StoredFile.class)
        .add("number", 0, StoredFile::getNumber)
        .add("type", 0, StoredFile::getType)
        .add("store", 1, file -> file.getStore().name())
        .add("path", 2, StoredFile::getPath)
        .add("miner", 4, StoredFile::getMiner)
        .all();
  }

  static List<Column> storageEntries() {
    return new ColumnList<>(StorageEntry.class)
        .add("id", 0, StorageEntry::id)
        .add("seal", 1, StorageEntry::canSeal)
        .add("store", 1, StorageEntry::canStore)
        .add("weight", 3, StorageEntry::weight)
        .add("most", 4, entry -> entry.maxStorage() == 0 ? "" : new Bytes(entry.maxStorage()))
        .add("urls", 2, StorageEntry::urls)
        .all();
  }
}
