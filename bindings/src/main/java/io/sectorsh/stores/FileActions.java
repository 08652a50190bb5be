package io.sectorsh.stores;

import io.sectorsh.migration.Action;
import io.sectorsh.migration.ActionKinds;
import java.nio.file.Path;
import java.util.List;

/** The actions on the files of one sector that plans hold. */
public final class FileActions {
  private FileActions() {}

  /** Reads them back. */
  public static ActionKinds kinds() {
    return ActionKinds.none()
        .with(CopyAction.KIND, parameters -> new CopyAction(SectorRoute.read(parameters)))
        .with(MoveAction.KIND, parameters -> new MoveAction(SectorRoute.read(parameters)))
        .with(
            RemoveSourceAction.KIND,
            parameters -> new RemoveSourceAction(SectorRoute.read(parameters)))
        .with(WindowWait.KIND, WindowWait::read)
        .with(DeleteAction.KIND, parameters -> new DeleteAction(SectorRoute.read(parameters)))
        .with(
            EmptyTrashAction.KIND,
            parameters -> new EmptyTrashAction(SectorRoute.read(parameters)));
  }

  /** Copies a sector's files to another store. */
  public static Action copy(SectorFileSet files, Path to) {
    return new CopyAction(SectorRoute.of(absolute(files), absolute(to).toString()));
  }

  /**
   * Moves a sector's files to another store; across file systems by copying, reading back and
   * removing.
   */
  public static Action move(SectorFileSet files, Path to) {
    return new MoveAction(SectorRoute.of(absolute(files), absolute(to).toString()));
  }

  /**
   * Removes a sector's files of which {@link #copy} made a copy in an earlier batch; reads both
   * once more before.
   */
  public static Action removeSource(SectorFileSet files, Path copy) {
    return new RemoveSourceAction(SectorRoute.of(absolute(files), absolute(copy).toString()));
  }

  /**
   * Holds a run until none of some deadlines is open or opens within the length of a window; to be
   * put before what takes away files that their proofs may need.
   */
  public static Action waitForWindows(ProvingSchedule schedule, List<Integer> deadlines) {
    return WindowWait.of(schedule, deadlines);
  }

  /** Puts a sector's files into the trash of their store, under a label. */
  public static Action delete(SectorFileSet files, String label) {
    return new DeleteAction(SectorRoute.of(absolute(files), label));
  }

  /** Removes what was put into the trash for good. */
  public static Action emptyTrash(SectorFileSet files, String label) {
    return new EmptyTrashAction(new SectorRoute(absolute(files), label, 0));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static SectorFileSet absolute(SectorFileSet files) {
    return files.in(absolute(files.store()));
  }
}
