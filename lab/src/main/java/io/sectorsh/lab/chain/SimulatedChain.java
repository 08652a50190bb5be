package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.population.Fate;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.Stage;
import io.sectorsh.lab.transport.LotusJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the chain knows of the miner. Its sectors do not change but for faults; its epoch does. */
public final class SimulatedChain {
  private final SimulatedClock clock;
  private final TreeMap<Long, ChainSector> sectors = new TreeMap<>();
  private final TreeMap<Long, PlannedSector<?>> preCommits = new TreeMap<>();
  private final SectorNumbers allocated;
  private final Conditions conditions;
  private final int partitionSectors;

  /** A chain on which the population's sectors have come as far as planned. */
  public SimulatedChain(SimulatedClock clock, Population population, Conditions conditions) {
    this.clock = clock;
    this.conditions = conditions;
    this.partitionSectors = population.partitionSectors();
    List<PlannedSector<?>> proven = new ArrayList<>();
    TreeSet<Long> known = new TreeSet<>();
    for (PlannedSector<?> sector : population.all()) {
      if (sector.form().isOnChain()) {
        proven.add(sector);
        known.add(sector.number());
      } else if (sector.form().stage().reached(Stage.PRECOMMIT_LANDED)) {
        preCommits.put(sector.number(), sector);
        known.add(sector.number());
      }
    }
    this.allocated = LotusJson.numbersOf(known);
    assign(proven);
  }

  /** One partition in each deadline that is in use, then a second one, and so on. */
  private void assign(List<PlannedSector<?>> proven) {
    boolean crowded = partitionSectors > Population.USUAL_PARTITION;
    List<Integer> used = crowded ? List.of(ProvingSchedule.START_DEADLINE) : usedDeadlines();
    for (int at = 0; at < proven.size(); at++) {
      int group = at / partitionSectors;
      PlannedSector<?> sector = proven.get(at);
      sectors.put(
          sector.number(),
          ChainSector.of(sector, used.get(group % used.size()), group / used.size()));
    }
  }

  /** Not all deadlines are in use, as with a real small miner. */
  private static List<Integer> usedDeadlines() {
    List<Integer> used = new ArrayList<>();
    for (int deadline = 0; deadline < ProvingSchedule.DEADLINES; deadline++) {
      if (deadline % 8 < 5) {
        used.add(deadline);
      }
    }
    return used;
  }

  /** The time of this chain. */
  public SimulatedClock clock() {
    return clock;
  }

  /** What is not as usual on it. */
  public Conditions conditions() {
    return conditions;
  }

  /** How many sectors a partition takes. */
  int partitionSectors() {
    return partitionSectors;
  }

  /** Every sector that was ever proven, terminated ones as well, by number. */
  List<ChainSector> sectors(long epoch) {
    return sectors.values().stream().map(sector -> fated(sector, epoch)).toList();
  }

  private ChainSector fated(ChainSector sector, long epoch) {
    return conditions
        .fault(sector.number())
        .filter(fault -> fault.from() <= epoch)
        .map(fault -> sector.with(fault.recovering() <= epoch ? Fate.RECOVERING : Fate.FAULTY))
        .orElse(sector);
  }

  /** The sector if it was ever proven. */
  public Optional<ChainSector> sector(long number) {
    return Optional.ofNullable(sectors.get(number)).map(sector -> fated(sector, clock.head()));
  }

  /** The sector if it is pre-committed and not yet proven. */
  public Optional<PlannedSector<?>> preCommit(long number) {
    return Optional.ofNullable(preCommits.get(number));
  }

  /** Numbers that the chain will not take again. */
  public SectorNumbers allocated() {
    return allocated;
  }

  /** The partitions of a deadline, each with its sectors; empty when it has none. */
  List<List<ChainSector>> partitions(int deadline, long epoch) {
    Map<Integer, List<ChainSector>> partitions = new TreeMap<>();
    for (ChainSector sector : sectors.values()) {
      if (sector.deadline() == deadline) {
        partitions
            .computeIfAbsent(sector.partition(), none -> new ArrayList<>())
            .add(fated(sector, epoch));
      }
    }
    return List.copyOf(partitions.values());
  }
}
