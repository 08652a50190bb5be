package io.sectorsh.lotus.salvage;

import io.sectorsh.rows.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A pass over several sources in order of keys: what each has of a key, in the sources' order. */
final class CandidateMerge implements RowCursor<List<Candidate>> {
  private final List<RowCursor<Candidate>> sources;
  private final @Nullable Candidate[] heads;

  CandidateMerge(List<RowCursor<Candidate>> sources) {
    this.sources = List.copyOf(sources);
    this.heads = new Candidate[sources.size()];
    for (int i = 0; i < heads.length; i++) {
      advance(i);
    }
  }

  private void advance(int source) {
    RowCursor<Candidate> rows = sources.get(source);
    heads[source] = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return Arrays.stream(heads).anyMatch(head -> head != null);
  }

  @Override
  public List<Candidate> next() {
    byte[] lowest = lowestKey();
    List<Candidate> same = new ArrayList<>();
    for (int i = 0; i < heads.length; i++) {
      Candidate head = heads[i];
      if (head != null && Arrays.equals(head.key(), lowest)) {
        same.add(head);
        advance(i);
      }
    }
    return same;
  }

  private byte[] lowestKey() {
    byte[] lowest = null;
    for (Candidate head : heads) {
      if (head != null && (lowest == null || Arrays.compareUnsigned(head.key(), lowest) < 0)) {
        lowest = head.key();
      }
    }
    if (lowest == null) {
      throw new NoSuchElementException();
    }
    return lowest;
  }

  @Override
  public void close() {
    sources.forEach(RowCursor::close);
  }
}
