package io.sectorsh.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.faults.FaultyFileSystem;
import io.sectorsh.migration.ActionKinds;

/** The actions on files of a plan, read back so that they ask a file system whose calls fail. */
public final class FaultyFileActions {
  private FaultyFileActions() {}

  public static ActionKinds kinds(FaultyFileSystem system) {
    return ActionKinds.none()
        .with(CopyAction.KIND, json -> new CopyAction(route(json, system)))
        .with(MoveAction.KIND, json -> new MoveAction(route(json, system)))
        .with(RemoveSourceAction.KIND, json -> new RemoveSourceAction(route(json, system)))
        .with(DeleteAction.KIND, json -> new DeleteAction(route(json, system)))
        .with(EmptyTrashAction.KIND, json -> new EmptyTrashAction(route(json, system)));
  }

  private static SectorRoute route(ObjectNode json, FaultyFileSystem system) {
    SectorRoute real = SectorRoute.read(json);
    return new SectorRoute(real.set().in(system.wrap(real.set().store())), real.to(), real.bytes());
  }
}
