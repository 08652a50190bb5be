package io.sectorsh.scripts.files;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
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
 * read back; after the checkpoint that closes the group their sources are removed.
 */
final class FilePlan {
  /** A full disk soon ends the run; one sector that cannot be read does not. */
  static final PlanOptions OPTIONS =
      PlanOptions.usual().withFailures(FailurePolicy.continueUpTo(10));

  private static final int GROUP = 16;

  private final Path destination;
  private final boolean reserve;

  FilePlan(Path destination, boolean reserve) {
    this.destination = destination;
    this.reserve = reserve;
  }

  void record(List<Shipment> order, Recorder recorder) {
    List<SectorFileSet> copied = new ArrayList<>();
    for (Shipment shipment : order) {
      SectorFileSet files = shipment.files();
      if (!reserve && isOneFileSystem(files.store())) {
        recorder.add(FileActions.move(files, destination));
        continue;
      }
      recorder.add(FileActions.copy(files, destination));
      copied.add(files);
      if (copied.size() >= GROUP) {
        removeSources(copied, recorder);
      }
    }
    removeSources(copied, recorder);
  }

  private void removeSources(List<SectorFileSet> copied, Recorder recorder) {
    if (!reserve && !copied.isEmpty()) {
      recorder.checkpoint();
      copied.forEach(files -> recorder.add(FileActions.removeSource(files, destination)));
      recorder.checkpoint();
    }
    copied.clear();
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
