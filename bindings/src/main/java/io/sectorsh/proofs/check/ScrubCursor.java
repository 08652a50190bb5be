package io.sectorsh.proofs.check;

import io.sectorsh.replica.ReplicaScrub;
import io.sectorsh.replica.ScrubStep;
import io.sectorsh.rows.RowCursor;

/** A scrub as rows. */
record ScrubCursor(ReplicaScrub scrub) implements RowCursor<ScrubStep> {
  @Override
  public boolean hasNext() {
    return scrub.hasNext();
  }

  @Override
  public ScrubStep next() {
    return scrub.next();
  }

  @Override
  public void close() {
    scrub.close();
  }
}
