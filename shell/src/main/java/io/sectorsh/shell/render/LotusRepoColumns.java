package io.sectorsh.shell.render;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.BackupEntry;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.lotus.storage.StorageFile;
import io.sectorsh.lotus.storage.StorageFinding;
import io.sectorsh.lotus.storage.StorageProblem;
import io.sectorsh.lotus.storage.StorageSummary;
import java.util.List;

/** How what lies on the disks of lotus-miner is listed. */
final class LotusRepoColumns {
  private LotusRepoColumns() {}

  static List<Column> summaries() {
    return new ColumnList<>(StorageSummary.class)
        .add("path", 0, summary -> summary.storage().path())
        .add("used", 1, summary -> bytes(summary.getUsed().orElse(0)))
        .add("capacity", 1, summary -> bytes(summary.capacity().orElse(0)))
        .add("weight", 4, summary -> summary.storage().weight())
        .add("seal", 5, summary -> summary.storage().canSeal())
        .add("store", 5, summary -> summary.storage().canStore())
        .add("unsealed", 3, summary -> summary.count(SectorFileType.UNSEALED))
        .add("sealed", 2, summary -> summary.count(SectorFileType.SEALED))
        .add("cache", 3, summary -> summary.count(SectorFileType.CACHE))
        .add("update", 3, summary -> summary.count(SectorFileType.UPDATE))
        .add("update-cache", 6, summary -> summary.count(SectorFileType.UPDATE_CACHE))
        .add("id", 6, summary -> summary.storage().id())
        .add("problem", 1, summary -> summary.problem().map(OperatorException::what))
        .all();
  }

  private static Bytes bytes(long bytes) {
    return new Bytes(bytes);
  }

  static List<Column> findings() {
    return new ColumnList<>(StorageFinding.class)
        .add("sector", 0, finding -> finding.sector().number())
        .add("files", 0, StorageFinding::types)
        .add("primary", 1, StorageFinding::primary)
        .add("path", 0, finding -> finding.storage().path())
        .add("seal", 3, finding -> finding.storage().canSeal())
        .add("store", 3, finding -> finding.storage().canStore())
        .add("id", 2, finding -> finding.storage().id())
        .all();
  }

  static List<Column> files() {
    return new ColumnList<>(StorageFile.class)
        .add("sector", 0, file -> file.sector().map(sector -> sector.number()))
        .add("type", 0, StorageFile::type)
        .add("primary", 2, StorageFile::primary)
        .add("path", 0, StorageFile::path)
        .add("storage", 3, StorageFile::storage)
        .add("problem", 1, file -> file.problem().map(OperatorException::what))
        .all();
  }

  static List<Column> problems() {
    return new ColumnList<>(StorageProblem.class)
        .add("path", 0, StorageProblem::path)
        .add("fatal", 0, StorageProblem::fatal)
        .add("problem", 0, problem -> problem.problem().what())
        .add("next", 1, problem -> problem.problem().next())
        .all();
  }

  static List<Column> entries() {
    return new ColumnList<>(BackupEntry.class)
        .add("key", 0, BackupEntry::getKey)
        .add("size", 1, entry -> bytes(entry.getValue().length))
        .add("logged at", 2, BackupEntry::getLoggedAt)
        .add("problem", 1, entry -> entry.getProblem().map(OperatorException::what))
        .all();
  }
}
