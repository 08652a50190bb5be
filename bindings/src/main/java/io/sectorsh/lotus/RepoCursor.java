package io.sectorsh.lotus;

import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.rows.RowCursor;
import java.util.function.Function;

/** A pass over the sectors of a repository as it was when the pass began. */
final class RepoCursor<T> implements RowCursor<T> {
  private final String repo;
  private final LevelDbSnapshot snapshot;
  private final RowCursor<LevelDbEntry> entries;
  private final Function<SectorRecord, T> form;

  RepoCursor(LotusRepo repo, Function<SectorRecord, T> form) {
    this.repo = repo.toString();
    this.form = form;
    byte[] prefix = LotusKeys.bytes(LotusKeys.SECTORS);
    this.snapshot = repo.snapshot(prefix);
    this.entries = snapshot.scan(prefix);
  }

  @Override
  public boolean hasNext() {
    return entries.hasNext();
  }

  @Override
  public T next() {
    LevelDbEntry entry = entries.next();
    return form.apply(SectorRecord.read(repo, entry.getKeyText(), entry.getValue()));
  }

  @Override
  public void close() {
    entries.close();
    snapshot.close();
  }
}
