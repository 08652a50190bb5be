package io.sectorsh.lab.incident;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lab.files.SlowFiles;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A disk that reads one sector after the other, as all do, and takes most of a second for each: a
 * whole partition takes longer than a window is open, whoever reads it and however many at once.
 */
final class SlowDisk {
  private static final String TREE = "sc-02-data-tree-r-last.dat";

  /** 2349 sectors take 33 minutes. */
  private static final long SHORTEST_MILLIS = 700;

  private static final long SPREAD_MILLIS = 300;

  private SlowDisk() {}

  static List<Incident> all() {
    return List.of(
        Incident.of("disk-slow", "a disk got so slow that a partition is not read in time")
            .planned(Scene::nothingLanded)
            .amongAtLeast(Population.LARGE_PARTITION)
            .goingOn(SlowDisk::start));
  }

  private static AutoCloseable start(Scene scene) {
    List<Path> trees =
        scene.population().lotus().stream()
            .map(sector -> scene.find(cache(sector.form().isSnap()), sector.number()))
            .flatMap(Optional::stream)
            .map(cache -> cache.resolve(TREE))
            .filter(Files::isRegularFile)
            .toList();
    try {
      return SlowFiles.of(trees, delays(scene.seeded()));
    } catch (IOException none) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "a slow disk cannot be had here, which takes a file lease for each sector: "
              + none.getMessage(),
          scene.layout().root().toString(),
          "Try --lab=DIR on ext4, xfs or tmpfs, /proc/sys/fs/leases-enable = 1, ulimit -n 8192.",
          none);
    }
  }

  private static String cache(boolean upgraded) {
    return upgraded ? "update-cache" : "cache";
  }

  private static Supplier<Duration> delays(SeededBytes seeded) {
    AtomicLong opened = new AtomicLong();
    return () ->
        Duration.ofMillis(
            SHORTEST_MILLIS + seeded.below("open " + opened.getAndIncrement(), SPREAD_MILLIS));
  }
}
