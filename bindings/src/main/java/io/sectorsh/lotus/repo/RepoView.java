package io.sectorsh.lotus.repo;

import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Overlay;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What code in a sandbox has changed of a repository's metadata. */
final class RepoView {
  private final Map<String, Optional<byte[]>> changes = new TreeMap<>();

  static RepoView of(Overlay overlay, Path repo) {
    return overlay.view(RepoJoint.key(repo), RepoView.class, RepoView::new);
  }

  synchronized void change(Map<String, Optional<byte[]>> values) {
    changes.putAll(values);
  }

  private synchronized LevelDbSnapshot over(LevelDbSnapshot stored) {
    return changes.isEmpty() ? stored : stored.with(changes);
  }

  /** A moment of the database as the session sees it: as it is, but in a sandbox. */
  static LevelDbSnapshot seen(ChangeGuard guard, Path repo, LevelDbSnapshot stored) {
    return guard.overlay().map(overlay -> of(overlay, repo).over(stored)).orElse(stored);
  }
}
