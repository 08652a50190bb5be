package io.sectorsh.proofs.check;

import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.ReplicaScrub;
import io.sectorsh.replica.ScrubStep;
import io.sectorsh.rows.RowCursor;

/** A scrub as rows, and what hashes for it. */
record ScrubCursor(ReplicaScrub scrub, FastHashes hashes) implements RowCursor<ScrubStep> {
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
    hashes.close();
  }
}
