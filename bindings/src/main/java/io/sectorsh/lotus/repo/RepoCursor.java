package io.sectorsh.lotus.repo;

import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.SectorHeader;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.rows.RowCursor;
import java.util.function.Function;

/** A pass over the sectors of a repository as it was when its database was opened. */
final class RepoCursor<T> implements RowCursor<T> {
  private static final byte[] PREFIX = LotusKeys.bytes(LotusKeys.SECTORS);

  private final RowCursor<LevelDbEntry> entries;
  private final Function<LevelDbEntry, T> form;
  private final Runnable after;

  /**
   * @param after run when the pass is closed
   */
  RepoCursor(
      String repo, LevelDbSnapshot database, Function<SectorRecord, T> form, Runnable after) {
    this(
        database,
        after,
        entry -> form.apply(SectorRecord.read(repo, entry.getKeyText(), entry.getValue())));
  }

  private RepoCursor(LevelDbSnapshot database, Runnable after, Function<LevelDbEntry, T> form) {
    this.form = form;
    this.entries = database.scan(PREFIX);
    this.after = after;
  }

  /** A pass over the sectors as they are now. */
  static <T> RepoCursor<T> open(LotusRepo repo, Function<SectorRecord, T> form) {
    LevelDbSnapshot database = repo.database(PREFIX);
    return new RepoCursor<>(repo.toString(), database, form, database::close);
  }

  /** A pass over the sectors as they are now, of which only what is asked for is read. */
  static RepoCursor<SectorHeader> ofHeaders(LotusRepo repo) {
    LevelDbSnapshot database = repo.database(PREFIX);
    String name = repo.toString();
    return new RepoCursor<>(
        database,
        database::close,
        entry -> new SectorHeader(name, entry.getKeyText(), entry.getValue()));
  }

  @Override
  public boolean hasNext() {
    return entries.hasNext();
  }

  @Override
  public T next() {
    return form.apply(entries.next());
  }

  @Override
  public void close() {
    entries.close();
    after.run();
  }
}
