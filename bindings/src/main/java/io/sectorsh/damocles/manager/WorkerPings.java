package io.sectorsh.damocles.manager;

import io.sectorsh.damocles.worker.WorkerPing;
import io.sectorsh.jsonrpc.Members;
import java.util.List;
import java.util.Optional;

/** The workers that have told the manager that they are alive. The manager never forgets one. */
public final class WorkerPings {
  private final ManagerCalls calls;

  WorkerPings(ManagerCalls calls) {
    this.calls = calls;
  }

  /** All of them, those that are gone since long as well. */
  public List<WorkerPing> getAll() {
    return calls
        .client()
        .list(
            WorkerPing.class,
            json -> Members.read(json, "WorkerPingInfoList", WorkerPing::of),
            "WorkerPingInfoList")
        .toList();
  }

  /** One of them, by its instance name. */
  public Optional<WorkerPing> find(String name) {
    return calls
        .find("WorkerGetPingInfo", name)
        .map(json -> Members.read(json, "WorkerGetPingInfo", WorkerPing::of));
  }

  /** Forgets a worker until it is heard again; one that is not known is no error. */
  public void remove(String name) {
    calls.change("WorkerPingInfoRemove", name);
  }
}
