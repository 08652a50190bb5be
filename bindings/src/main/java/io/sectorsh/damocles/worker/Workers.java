package io.sectorsh.damocles.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.rows.Following;
import io.sectorsh.rows.Rows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What scripts see as {@code damocles.workers}: the threads of all workers that a manager knows,
 * each asked for itself. Walking through it asks anew; what is asked is a snapshot.
 */
public final class Workers implements Iterable<WorkerRow> {
  private final Supplier<JsonNode> pingList;
  private final ChangeGuard guard;
  private final Clock clock;
  private final HostPaths paths = new HostPaths();

  /**
   * The workers of a manager.
   *
   * @param pingList what the manager answers to WorkerPingInfoList
   * @param guard asked before a worker or its files are changed
   * @param clock tells which workers have been silent for long
   */
  public Workers(Supplier<JsonNode> pingList, ChangeGuard guard, Clock clock) {
    this.pingList = Objects.requireNonNull(pingList);
    this.guard = Objects.requireNonNull(guard);
    this.clock = Objects.requireNonNull(clock);
  }

  /** The threads of all workers; a worker that does not answer is a row with its failure. */
  public Rows<WorkerRow> getThreads() {
    return Rows.of(WorkerRow.class, () -> new FleetCursor(getPings(), guard, clock.instant()));
  }

  /** What the manager knows of the workers, without asking them. */
  public List<WorkerPing> getPings() {
    List<WorkerPing> pings = new ArrayList<>();
    for (JsonNode ping : pingList.get()) {
      pings.add(Members.read(ping, "WorkerPingInfoList", WorkerPing::of));
    }
    return List.copyOf(pings);
  }

  /**
   * A worker by its name, or by the address or host of its control server, known to the manager or
   * not.
   *
   * @throws OperatorException BAD_VALUE if several workers are meant
   */
  public DamoclesWorker worker(String nameOrAddress) {
    return DamoclesWorker.at(address(nameOrAddress), guard);
  }

  private String address(String nameOrAddress) {
    List<WorkerPing> pings = getPings();
    for (WorkerPing ping : pings) {
      if (ping.name().equals(nameOrAddress)) {
        requireAlone(nameOrAddress, onHost(pings, nameOrAddress));
        return ping.address();
      }
    }
    List<WorkerPing> there = onHost(pings, nameOrAddress);
    requireAlone(nameOrAddress, there);
    if (!there.isEmpty()) {
      return there.get(0).address();
    }
    if (nameOrAddress.indexOf('.') < 0 && nameOrAddress.indexOf(':') < 0) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "the manager knows no worker of that name",
          nameOrAddress,
          "It knows " + names(pings) + "; any other is named by its address, as host:17890.");
    }
    return nameOrAddress;
  }

  private static List<WorkerPing> onHost(List<WorkerPing> pings, String host) {
    return pings.stream().filter(ping -> ping.host().equals(host)).toList();
  }

  private static void requireAlone(String host, List<WorkerPing> there) {
    if (there.stream().map(WorkerPing::address).distinct().count() > 1) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          there.size() + " workers are on that host: " + names(there),
          host,
          "Name one of them, or write its address with the port.");
    }
  }

  private static String names(List<WorkerPing> pings) {
    return pings.isEmpty()
        ? "none"
        : pings.stream()
            .map(ping -> ping.name() + " (" + ping.address() + ")")
            .limit(8)
            .collect(Collectors.joining(", "));
  }

  /**
   * One thread of a worker, by the index that {@code damocles.workers} shows.
   *
   * @param worker name or address
   * @throws OperatorException NOT_FOUND if the worker has no such thread
   */
  public ThreadControl thread(String worker, int index) {
    return ThreadControl.of(worker, worker(worker), index, paths, guard);
  }

  /**
   * Tells where directories of a worker's host are to be found here, so that files in them can be
   * read and written; lasts as long as the session.
   *
   * @param worker name or address, as it will be given to {@link #thread}
   * @param there a directory on the worker's host, such as {@code /data/sealing}
   * @param here the same directory here, such as {@code /mnt/worker-01/sealing}
   */
  public void mount(String worker, String there, String here) {
    paths.mount(worker, there, here);
  }

  /**
   * Watches a sector until nothing more is done with it.
   *
   * @param state what the manager knows of it, asked anew at each look
   */
  public Following<SectorStep> follow(
      SectorId sector, Supplier<Optional<SectorState>> state, Pace pace) {
    return SectorWatch.follow(sector, state, this, guard, pace);
  }

  @Override
  public Iterator<WorkerRow> iterator() {
    return getThreads().iterator();
  }

  @Override
  public String toString() {
    return "damocles workers";
  }
}
