package io.sectorsh.lotus.repo;

import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Joint;
import io.sectorsh.migration.Reading;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What all actions of a batch on one repository share: lotus-miner's own lock, and one edit of the
 * metadata if any of them changes that.
 */
final class RepoJoint implements Joint {
  private final LotusRepo repo;
  private @Nullable RepoLock lock;
  private @Nullable RepoEdit edit;

  private RepoJoint(LotusRepo repo) {
    repo.requireApply();
    this.repo = repo;
    this.lock = RepoLock.take(repo);
  }

  /** Keeps lotus-miner from starting until the batch is over. */
  static RepoJoint hold(LotusRepo repo, BatchContext context) {
    return context.joint(key(repo.getPath()), RepoJoint.class, () -> new RepoJoint(repo));
  }

  static RepoEdit edit(LotusRepo repo, BatchContext context) {
    return hold(repo, context).edit();
  }

  private RepoEdit edit() {
    RepoEdit begun = edit;
    if (begun == null) {
      RepoLock held = lock == null ? RepoLock.take(repo) : lock;
      lock = null;
      begun = RepoEdit.begin(repo, held);
      edit = begun;
    }
    return begun;
  }

  static RepoSnapshot snapshot(LotusRepo repo, Reading reading) {
    return reading.shared(key(repo.getPath()), RepoSnapshot.class, repo::snapshotOfContent);
  }

  /** The repository's name among what migrations lock. */
  static String key(Path repo) {
    return "repo:" + repo;
  }

  @Override
  public void commit() {
    if (edit != null) {
      edit.commit();
    }
  }

  @Override
  public void close() {
    if (edit != null) {
      edit.close();
    }
    if (lock != null) {
      lock.close();
    }
  }
}
