package io.sectorsh.lotus;

import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Joint;
import io.sectorsh.migration.Reading;
import java.nio.file.Path;

/** One edit of a repository for all actions of a batch. */
final class RepoJoint implements Joint {
  private final RepoEdit edit;

  private RepoJoint(RepoEdit edit) {
    this.edit = edit;
  }

  static RepoEdit edit(LotusRepo repo, BatchContext context) {
    return context.joint(
            key(repo.getPath()), RepoJoint.class, () -> new RepoJoint(RepoEdit.begin(repo)))
        .edit;
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
    edit.commit();
  }

  @Override
  public void close() {
    edit.close();
  }
}
