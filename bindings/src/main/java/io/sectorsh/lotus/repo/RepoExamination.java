package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSalvage;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.leveldb.SalvagedEntry;
import io.sectorsh.rows.RowCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a repository's metadata as strictly as lotus does; where that fails, looks for what exactly
 * is damaged and at all records that are left.
 */
final class RepoExamination {
  private RepoExamination() {}

  static RepoCheck of(LotusRepo repo) {
    Path metadata = repo.getMetadataPath();
    if (!LevelDbSalvage.isDatabase(metadata)) {
      RepoFinding none =
          RepoFinding.of(RepoProblem.FILE_DAMAGED, metadata.toString(), "there is no database");
      return new RepoCheck(repo.getPath(), List.of(none), 0, 0);
    }
    try {
      return strict(repo);
    } catch (OperatorException failure) {
      if (failure.code() != ErrorCode.DAMAGED
          && failure.code() != ErrorCode.NOT_FOUND
          && failure.code() != ErrorCode.IO_FAILED) {
        throw failure;
      }
      return damaged(repo, failure);
    }
  }

  private static RepoCheck strict(LotusRepo repo) {
    RecordReview review = new RecordReview(repo.toString());
    try (LevelDbSnapshot snapshot = LevelDbSnapshot.open(repo.getMetadataPath());
        RowCursor<LevelDbEntry> entries = snapshot.scan(new byte[0])) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        review.accept(entry.getKeyText(), entry.getValue());
      }
    }
    return check(repo, List.of(), review);
  }

  private static RepoCheck damaged(LotusRepo repo, OperatorException why) {
    LevelDbSalvage salvage = LevelDbSalvage.open(repo.getMetadataPath());
    List<RepoFinding> files = salvage.getDamages().stream().map(RepoFinding::of).toList();
    if (files.isEmpty()) {
      files = List.of(RepoFinding.of(RepoProblem.FILE_DAMAGED, why.where(), why.what()));
    }
    RecordReview review = new RecordReview(repo.toString());
    try (RowCursor<SalvagedEntry> entries = salvage.scan()) {
      while (entries.hasNext()) {
        SalvagedEntry entry = entries.next();
        if (!entry.isDeleted()) {
          review.accept(entry.getKeyText(), entry.getValue());
        }
      }
    }
    return check(repo, files, review);
  }

  private static RepoCheck check(LotusRepo repo, List<RepoFinding> files, RecordReview review) {
    List<RepoFinding> all = new ArrayList<>(files);
    all.addAll(review.finish());
    return new RepoCheck(repo.getPath(), all, review.sectors(), review.notListed());
  }
}
