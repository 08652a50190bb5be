package io.sectorsh.shell.render;

import java.util.List;

/** The columns of the things that operators list most, in the order in which they read them. */
final class Catalogue {
  private Catalogue() {}

  /** The columns for rows of this class; empty if it is not in the catalogue. */
  static List<Column> columns(Class<?> type) {
    return switch (type.getName()) {
      case "io.sectorsh.damocles.sector.SectorState" -> DamoclesColumns.sectors();
      case "io.sectorsh.damocles.manager.PersistStore" -> DamoclesColumns.stores();
      case "io.sectorsh.damocles.worker.WorkerRow" -> WorkerColumns.rows().all();
      case "io.sectorsh.damocles.worker.WorkerThread" -> WorkerColumns.threads().all();
      case "io.sectorsh.damocles.worker.SectorStep" -> WorkerColumns.steps().all();
      case "io.sectorsh.damocles.worker.WorkerPing" -> WorkerColumns.pings().all();
      case "io.sectorsh.damocles.diagnosis.SectorOverview" -> DamoclesColumns.overviews();
      case "io.sectorsh.damocles.diagnosis.UnfinalizedSector" -> DamoclesColumns.unfinalized();
      case "io.sectorsh.damocles.change.ChangeOutcome" -> DamoclesColumns.outcomes();
      case "io.sectorsh.damocles.manager.WindowPoStJob" -> DamoclesColumns.jobs();
      case "io.sectorsh.damocles.config.ConfigFinding" -> DamoclesColumns.configFindings();
      case "io.sectorsh.damocles.config.ConfiguredStore" -> DamoclesColumns.configuredStores();
      case "io.sectorsh.lotus.record.SectorInfo" -> LotusColumns.sectors();
      case "io.sectorsh.lotus.miner.SectorRead" -> LotusColumns.reads();
      case "io.sectorsh.lotus.SectorOverview" -> LotusColumns.overviews();
      case "io.sectorsh.lotus.miner.SealingWorker" -> LotusColumns.workers();
      case "io.sectorsh.lotus.miner.SealingJob" -> LotusColumns.jobs();
      case "io.sectorsh.lotus.chain.ChainMessage" -> LotusColumns.messages();
      case "io.sectorsh.lotus.miner.SectorStatus" -> LotusColumns.statuses();
      case "io.sectorsh.lotus.chain.OnChainSector" -> LotusColumns.onChain();
      case "io.sectorsh.lotus.chain.Partition" -> LotusColumns.partitions();
      case "io.sectorsh.lotus.storage.StoragePath" -> LotusColumns.storagePaths();
      case "io.sectorsh.lotus.miner.StorageEntry" -> LotusColumns.storageEntries();
      case "io.sectorsh.lotus.storage.StorageSummary" -> LotusRepoColumns.summaries();
      case "io.sectorsh.lotus.storage.StorageFinding" -> LotusRepoColumns.findings();
      case "io.sectorsh.lotus.storage.StorageFile" -> LotusRepoColumns.files();
      case "io.sectorsh.lotus.storage.StorageProblem" -> LotusRepoColumns.problems();
      case "io.sectorsh.lotus.repo.RepoFinding" -> SalvageColumns.findings();
      case "io.sectorsh.lotus.salvage.SalvagedRecord" -> SalvageColumns.salvaged();
      case "io.sectorsh.lotus.record.SectorRecord" -> SalvageColumns.records();
      case "io.sectorsh.leveldb.Damage" -> SalvageColumns.damages();
      case "io.sectorsh.lotus.record.BackupEntry" -> LotusRepoColumns.entries();
      case "io.sectorsh.replica.SectorCheck" -> ReplicaColumns.checks();
      case "io.sectorsh.replica.ReplicaFinding" -> ReplicaColumns.findings();
      case "io.sectorsh.replica.FileReads" -> ReplicaColumns.reads();
      case "io.sectorsh.stores.Store" -> StoresColumns.stores();
      case "io.sectorsh.stores.StoredFile" -> LotusColumns.storedFiles();
      case "io.sectorsh.migration.MigrationStatus" -> MigrationColumns.statuses();
      case "io.sectorsh.migration.KindCount" -> MigrationColumns.kinds();
      case "io.sectorsh.migration.PlannedAction" -> MigrationColumns.planned();
      case "io.sectorsh.migration.Difference" -> MigrationColumns.differences();
      case "io.sectorsh.migration.ActionRow" -> MigrationColumns.report();
      case "io.sectorsh.profile.Profile" -> ProfileColumns.all();
      default -> List.of();
    };
  }
}
