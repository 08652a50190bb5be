package io.sectorsh.lotus;

import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.rows.RowCursor;
import java.util.function.Function;

/** A pass over the sectors of a repository as it was when its database was opened. */
final class RepoCursor<T> implements RowCursor<T> {
  private static final byte[] PREFIX = LotusKeys.bytes(LotusKeys.SECTORS);

  private final String repo;
  private final RowCursor<LevelDbEntry> entries;
  private final Function<SectorRecord, T> form;
  private final Runnable after;

  /**
   * @param after run when the pass is closed
   */
  RepoCursor(
      String repo, LevelDbSnapshot database, Function<SectorRecord, T> form, Runnable after) {
    this.repo = repo;
    this.form = form;
    this.entries = database.scan(PREFIX);
    this.after = after;
  }

  /** A pass over the sectors as they are now. */
  static <T> RepoCursor<T> open(LotusRepo repo, Function<SectorRecord, T> form) {
    LevelDbSnapshot database = repo.database(PREFIX);
    return new RepoCursor<>(repo.toString(), database, form, database::close);
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
    after.run();
  }
}
