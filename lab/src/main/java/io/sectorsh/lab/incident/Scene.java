package io.sectorsh.lab.incident;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lab.chain.ChainMessage;
import io.sectorsh.lab.chain.ChainMessage.Gas;
import io.sectorsh.lab.chain.ChainMessage.Landed;
import io.sectorsh.lab.chain.Conditions;
import io.sectorsh.lab.chain.MinerParams;
import io.sectorsh.lab.chain.ProvingSchedule;
import io.sectorsh.lab.damocles.ProvingJobs;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.lotus.LotusOddities;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.population.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an incident happens: the deadline that is open when a lab starts, and its sectors. */
public final class Scene {
  /** The sector that it happens to; sealed empty. */
  public static final long SECTOR = 22;

  /** Another sector of the same partition, upgraded. */
  public static final long UPGRADED = 23;

  private final StoreLayout layout;
  private final SeededBytes seeded;
  private final Population population;
  private final Conditions conditions;
  private LotusOddities lotus = LotusOddities.NONE;
  private ProvingJobs jobs = ProvingJobs.NONE;

  /** A scene with nothing unusual yet. */
  public Scene(
      StoreLayout layout, SeededBytes seeded, Population population, Conditions conditions) {
    this.layout = layout;
    this.seeded = seeded;
    this.population = population;
    this.conditions = conditions;
  }

  Conditions chain() {
    return conditions;
  }

  /** What is unusual with lotus-miner. */
  public LotusOddities lotus() {
    return lotus;
  }

  void lotus(LotusOddities oddities) {
    lotus = oddities;
  }

  /** The manager's proving jobs. */
  public ProvingJobs jobs() {
    return jobs;
  }

  void jobs(ProvingJobs other) {
    jobs = other;
  }

  /** Where it happens. */
  public int deadline() {
    return ProvingSchedule.START_DEADLINE;
  }

  /** Begin of the open window. */
  long open() {
    return Timeline.START_EPOCH - ProvingSchedule.STARTED_AFTER;
  }

  SectorNumbers both() {
    return SectorNumbers.of(SECTOR, UPGRADED);
  }

  /** No proof landed in the open window. */
  void nothingLanded() {
    conditions.window(open(), List.of());
  }

  /** The only proof of the open window failed. */
  void failed(long exitCode, String error) {
    failed(exitCode, error, Actors.CONTROL, ChainMessage.USUAL_GAS);
  }

  void failed(long exitCode, String error, long from, Gas gas) {
    conditions.window(open(), List.of(post(from, gas, new Landed(open() + 7, exitCode, error))));
  }

  /** The proof of the open window left sectors out, which became faulty. */
  void skipped(SectorNumbers sectors) {
    long height = open() + ProvingSchedule.PROVEN_AFTER;
    byte[] params =
        MinerParams.post(seeded, deadline(), 1, sectors, open() - ProvingSchedule.LOOKBACK);
    conditions.window(
        open(),
        List.of(
            message(
                Actors.CONTROL,
                MinerParams.POST,
                params,
                ChainMessage.USUAL_GAS,
                Landed.at(height))));
    sectors.forEach(sector -> conditions.fault(sector, Conditions.Fault.from(height + 1)));
  }

  /** A proof of all partitions of the deadline for the open window. */
  ChainMessage post(long from, Gas gas, Landed landed) {
    long challenge = open() - ProvingSchedule.LOOKBACK;
    byte[] params = MinerParams.post(seeded, deadline(), 1, SectorNumbers.EMPTY, challenge);
    return message(from, MinerParams.POST, params, gas, landed);
  }

  ChainMessage message(long from, long method, byte[] params, Gas gas, Landed landed) {
    long executed = landed.equals(Landed.NOWHERE) ? 0 : -1;
    return message(from, Conditions.nonce() + executed, method, params, gas, landed);
  }

  ChainMessage message(long from, long nonce, long method, byte[] params, Gas gas, Landed landed) {
    return new ChainMessage(
        seeded.chainCid("incident message " + method + " " + nonce + " " + landed.height()),
        from,
        nonce,
        method,
        params,
        gas,
        landed);
  }

  SeededBytes seeded() {
    return seeded;
  }

  Population population() {
    return population;
  }

  StoreLayout layout() {
    return layout;
  }

  /** A file or cache directory of a sector, wherever it was put. */
  Path file(String kind, long sector) {
    return find(kind, sector)
        .orElseThrow(
            () -> new UncheckedIOException(new IOException("no " + kind + " of " + sector)));
  }

  /** As {@link #file}; empty when it is not in its store any more. */
  Optional<Path> find(String kind, long sector) {
    String name = new SectorId(Population.MINER, sector).fileName();
    return Stream.of(
            layout.lotusStore(),
            layout.lotusRepo(),
            layout.store("store-a"),
            layout.store("store-b"))
        .map(store -> store.resolve(kind).resolve(name))
        .filter(Files::exists)
        .findFirst();
  }

  PlannedSector<?> sector(long number) {
    return population.all().stream()
        .filter(sector -> sector.number() == number)
        .findFirst()
        .orElseThrow();
  }
}
