package io.sectorsh.shell.render;

import io.sectorsh.damocles.worker.SectorStep;
import io.sectorsh.damocles.worker.WorkerPing;
import io.sectorsh.damocles.worker.WorkerRow;
import io.sectorsh.damocles.worker.WorkerThread;

/** How damocles' workers and their threads are listed. */
final class WorkerColumns {
  private WorkerColumns() {}

  static ColumnList<WorkerRow> rows() {
    return new ColumnList<>(WorkerRow.class)
        .add("worker", 0, WorkerRow::getWorker)
        .add("index", 0, WorkerRow::getIndex)
        .add("plan", 0, WorkerRow::getPlan)
        .add("job", 0, WorkerRow::getJob)
        .add("state", 1, WorkerRow::getState)
        .add("stage", 1, WorkerRow::getStage)
        .add("activity", 0, WorkerRow::getActivity)
        .add("elapsed", 1, WorkerRow::getElapsed)
        .add("last error", 2, WorkerRow::getLastError)
        .add("location", 3, WorkerRow::getLocation)
        .add("stale", 4, WorkerRow::stale)
        .add("notes", 5, WorkerRow::notes)
        .add("address", 6, WorkerRow::getAddress)
        .add("last ping", 7, WorkerRow::getLastPing);
  }

  static ColumnList<WorkerThread> threads() {
    return new ColumnList<>(WorkerThread.class)
        .add("index", 0, WorkerThread::index)
        .add("plan", 0, WorkerThread::plan)
        .add("job", 0, WorkerThread::job)
        .add("state", 1, WorkerThread::state)
        .add("stage", 1, WorkerThread::stage)
        .add("activity", 0, WorkerThread::activity)
        .add("elapsed", 1, WorkerThread::elapsed)
        .add("last error", 2, WorkerThread::lastError)
        .add("location", 3, WorkerThread::location);
  }

  static ColumnList<SectorStep> steps() {
    return new ColumnList<>(SectorStep.class)
        .add("sector", 0, SectorStep::getId)
        .add("state", 0, SectorStep::getState)
        .add("reached", 0, SectorStep::getReached)
        .add("stage", 1, SectorStep::getStage)
        .add("activity", 1, SectorStep::getActivity)
        .add("elapsed", 1, SectorStep::getElapsed)
        .add("worker", 2, SectorStep::worker)
        .add("last error", 2, SectorStep::getLastError);
  }

  static ColumnList<WorkerPing> pings() {
    return new ColumnList<>(WorkerPing.class)
        .add("name", 0, WorkerPing::name)
        .add("address", 0, WorkerPing::address)
        .add("last ping", 0, WorkerPing::lastPing)
        .add("threads", 1, WorkerPing::threads)
        .add("empty", 2, WorkerPing::empty)
        .add("paused", 2, WorkerPing::paused)
        .add("running", 2, WorkerPing::running)
        .add("waiting", 2, WorkerPing::waiting)
        .add("errors", 1, WorkerPing::errors)
        .add("version", 3, WorkerPing::version);
  }
}
