package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.replica.FileReads;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How fast a disk gives the challenged nodes of sectors, several of them read at once.
 *
 * @param store one that is on it: that of the slowest file
 * @param slowest what the slowest file cost
 * @param sectors those on it
 * @param ofAll how many sectors were located, on any disk
 * @param read how many of them were read
 * @param each how long one of them takes at this pace
 */
record DiskPace(
    Path store, FileReads slowest, SectorNumbers sectors, long ofAll, long read, Duration each) {
  /** How long it takes for its part of so many sectors. */
  Duration needed(long wanted) {
    return each.multipliedBy(wanted).multipliedBy(sectors.count()).dividedBy(ofAll);
  }
}
