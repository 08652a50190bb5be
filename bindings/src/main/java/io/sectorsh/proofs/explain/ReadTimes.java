package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.check.SectorTask;
import io.sectorsh.replica.FileReads;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.SectorCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the time of disks while sectors are read from them. A disk that is asked for several
 * sectors at once answers each of them late, but not fewer of them: what counts is how many it gave
 * in which time.
 */
final class ReadTimes {
  private static final int FEW = 8;

  /** From so many sectors on, the pace of a slow disk shows. */
  private static final int ENOUGH = 3;

  private final long start = System.nanoTime();
  private final Map<Object, Disk> disks = new LinkedHashMap<>();
  private final Map<Long, Disk> places = new HashMap<>();

  private static final class Disk {
    final List<Long> sectors = new ArrayList<>();
    long wanted;
    long done;
    long read;
    long last;
    Duration reading = Duration.ZERO;
    Optional<Slow> slowest = Optional.empty();

    boolean isLate() {
      return done < Math.min(wanted, FEW);
    }

    boolean isTold() {
      return done >= Math.min(wanted, ENOUGH);
    }
  }

  private record Slow(Path store, FileReads file) {
    Duration time() {
      return file.slowest();
    }
  }

  /** A sector that is on a disk. */
  void located(SectorTask task, boolean toBeRead) {
    Disk disk = disks.computeIfAbsent(task.device(), none -> new Disk());
    disk.sectors.add(task.number());
    places.put(task.number(), disk);
    disk.wanted += toBeRead ? 1 : 0;
  }

  /** It was looked at just now. What could not be read has no time. */
  void done(SectorCheck check) {
    Disk disk = places.computeIfAbsent(check.number(), none -> new Disk());
    disk.done++;
    if (!check.reads().isEmpty()) {
      disk.read++;
      disk.last = System.nanoTime();
      check.reads().forEach(file -> read(disk, new Slow(store(check.files(), file), file)));
    }
  }

  private static void read(Disk disk, Slow file) {
    disk.reading = disk.reading.plus(file.file().total());
    disk.slowest =
        disk.slowest
            .filter(one -> one.time().compareTo(file.time()) >= 0)
            .or(() -> Optional.of(file));
  }

  private static Path store(ReplicaFiles files, FileReads file) {
    Path of = file.file().equals(files.sealed()) ? files.sealed() : files.cache();
    return of.resolve("../..").normalize();
  }

  /** Whether the usual time is over, and a pace is known of each disk that was asked. */
  boolean areTold(Duration usual) {
    return System.nanoTime() - start > usual.toNanos()
        && disks.values().stream().allMatch(Disk::isTold);
  }

  /** Of each disk that gave anything, the slowest first. */
  List<DiskPace> paces() {
    return disks.values().stream()
        .flatMap(disk -> pace(disk).stream())
        .sorted(Comparator.comparing(DiskPace::each).reversed())
        .toList();
  }

  /** Disks that gave next to nothing of what they were asked for. */
  Set<Object> late() {
    return disks.entrySet().stream()
        .filter(disk -> disk.getValue().isLate())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Optional<DiskPace> pace(Disk disk) {
    long all = disks.values().stream().mapToLong(one -> one.sectors.size()).sum();
    return disk.slowest.map(
        slow ->
            new DiskPace(
                slow.store(), slow.file(), numbers(disk.sectors), all, disk.read, each(disk)));
  }

  /** Not more than reading took: hashing and a cold start are no fault of the disk. */
  private Duration each(Disk disk) {
    Duration passed = Duration.ofNanos(disk.last - start);
    Duration shorter = passed.compareTo(disk.reading) < 0 ? passed : disk.reading;
    return shorter.dividedBy(disk.read);
  }

  private static SectorNumbers numbers(Collection<Long> list) {
    return SectorNumbers.of(list.stream().mapToLong(Long::longValue).sorted().toArray());
  }
}
