package io.sectorsh.scripts.files;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.FailurePolicy;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.Recorder;
import io.sectorsh.stores.FileActions;
import io.sectorsh.stores.SectorFileSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which actions bring files to a destination.
 *
 * <p>Within one file system a sector is renamed. To another one a group of sectors is copied and
 * read back; after the checkpoint that closes the group their sources are removed. In a long run
 * the deadlines are looked at again before each group's files leave their place.
 */
final class FilePlan {
  /** A full disk soon ends the run; one sector that cannot be read does not. */
  static final PlanOptions OPTIONS =
      PlanOptions.usual().withFailures(FailurePolicy.continueUpTo(10));

  private static final int GROUP = 16;

  /** So many are renamed within a moment. */
  private static final int RENAMED_AT_ONCE = 500;

  private final Path destination;
  private final boolean reserve;
  private final ProvingTimes times;

  FilePlan(Path destination, boolean reserve, ProvingTimes times) {
    this.destination = destination;
    this.reserve = reserve;
    this.times = times;
  }

  /**
   * Takes the actions down.
   *
   * @return the sector of each action, in their order; -1 where it is none's
   */
  List<Long> record(List<Shipment> order, Recorder recorder) {
    Numbered numbered = new Numbered(recorder, new ArrayList<>());
    record(order, numbered);
    return numbered.sectors();
  }

  private void record(List<Shipment> order, Numbered recorder) {
    List<SectorFileSet> copied = new ArrayList<>();
    int renamed = 0;
    for (int at = 0; at < order.size(); at++) {
      SectorFileSet files = order.get(at).files();
      if (!reserve && isOneFileSystem(files.store())) {
        if (renamed > 0 && renamed % RENAMED_AT_ONCE == 0) {
          int end = Math.min(at + RENAMED_AT_ONCE, order.size());
          lookAgain(order.subList(at, end).stream().map(Shipment::number).toList(), recorder);
        }
        renamed++;
        recorder.add(files, FileActions.move(files, destination));
        continue;
      }
      recorder.add(files, FileActions.copy(files, destination));
      copied.add(files);
      if (copied.size() >= GROUP) {
        removeSources(copied, recorder);
      }
    }
    removeSources(copied, recorder);
  }

  private void lookAgain(List<Long> numbers, Numbered recorder) {
    times.lookAgain(numbers).ifPresent(recorder::addLater);
  }

  private void removeSources(List<SectorFileSet> copied, Numbered recorder) {
    if (!reserve && !copied.isEmpty()) {
      recorder.checkpoint();
      lookAgain(copied.stream().map(files -> files.sector().number()).toList(), recorder);
      copied.forEach(files -> recorder.add(files, FileActions.removeSource(files, destination)));
      recorder.checkpoint();
    }
    copied.clear();
  }

  /** Remembers whose each action is. */
  private record Numbered(Recorder recorder, List<Long> sectors) {
    void add(SectorFileSet files, Action action) {
      sectors.add(files.sector().number());
      recorder.add(action);
    }

    void addLater(Action action) {
      sectors.add(-1L);
      recorder.addLater(action);
    }

    void checkpoint() {
      recorder.checkpoint();
    }
  }

  private boolean isOneFileSystem(Path store) {
    try {
      return Files.getFileStore(store).equals(Files.getFileStore(destination));
    } catch (IOException failure) {
      throw unreadable(store, failure);
    }
  }

  /** Whether two names lead to one directory. */
  static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException failure) {
      throw unreadable(one, failure);
    }
  }

  private static OperatorException unreadable(Path path, IOException failure) {
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "it cannot be looked at",
        path.toString(),
        "Look at the disk and at permissions: ls -ld " + path,
        failure);
  }
}
