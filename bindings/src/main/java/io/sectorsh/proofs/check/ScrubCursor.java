package io.sectorsh.proofs.check;

import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.ReplicaScrub;
import io.sectorsh.replica.ScrubStep;
import io.sectorsh.rows.RowCursor;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A scrub of all copies of a sector, one after the other, as one; and what hashes for it. */
final class ScrubCursor implements RowCursor<ScrubStep> {
  private final Iterator<SectorTask> copies;
  private final Function<SectorTask, ReplicaScrub> begin;
  private final FastHashes hashes;
  private final long bytes;
  private final long start = System.nanoTime();
  private final Set<ReplicaFinding> findings = new LinkedHashSet<>();
  private final long total;
  private ReplicaScrub scrub;
  private long done;
  private long suspicious;
  private boolean finished;

  /**
   * @param copies one at least
   * @param hashes ended with it
   */
  ScrubCursor(
      List<SectorTask> copies, Function<SectorTask, ReplicaScrub> begin, FastHashes hashes) {
    this.copies = copies.iterator();
    this.begin = begin;
    this.hashes = hashes;
    this.bytes = copies.get(0).files().sectorBytes();
    this.total = bytes * copies.size();
    this.scrub = begin.apply(this.copies.next());
  }

  @Override
  public boolean hasNext() {
    return !finished;
  }

  @Override
  public ScrubStep next() {
    ScrubStep step = scrub.next();
    Set<ReplicaFinding> all = new LinkedHashSet<>(findings);
    all.addAll(step.findings());
    finished = step.finished() && !copies.hasNext();
    ScrubStep whole =
        new ScrubStep(
            done + step.done(),
            total,
            suspicious + step.suspicious(),
            finished,
            List.copyOf(all),
            Duration.ofNanos(System.nanoTime() - start));
    if (step.finished() && !finished) {
      goOn(step);
    }
    return whole;
  }

  private void goOn(ScrubStep last) {
    findings.addAll(last.findings());
    suspicious += last.suspicious();
    done += bytes;
    scrub.close();
    scrub = begin.apply(copies.next());
  }

  @Override
  public void close() {
    scrub.close();
    hashes.close();
  }
}
