package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.SectorNumbers;
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

/** What the chain knows of the miner. Its sectors do not change; its epoch does. */
public final class SimulatedChain {
  /** How many sectors of 2 KiB a partition takes. */
  private static final int PARTITION_SECTORS = 2;

  private final SimulatedClock clock;
  private final TreeMap<Long, ChainSector> sectors = new TreeMap<>();
  private final TreeMap<Long, PlannedSector<?>> preCommits = new TreeMap<>();
  private final SectorNumbers allocated;

  /** A chain on which the population's sectors have come as far as planned. */
  public SimulatedChain(SimulatedClock clock, Population population) {
    this.clock = clock;
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
    List<Integer> used = usedDeadlines();
    for (int at = 0; at < proven.size(); at++) {
      int group = at / PARTITION_SECTORS;
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

  /** Every sector that was ever proven, terminated ones as well, by number. */
  List<ChainSector> sectors() {
    return List.copyOf(sectors.values());
  }

  /** The sector if it was ever proven. */
  public Optional<ChainSector> sector(long number) {
    return Optional.ofNullable(sectors.get(number));
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
  List<List<ChainSector>> partitions(int deadline) {
    Map<Integer, List<ChainSector>> partitions = new TreeMap<>();
    for (ChainSector sector : sectors.values()) {
      if (sector.deadline() == deadline) {
        partitions.computeIfAbsent(sector.partition(), none -> new ArrayList<>()).add(sector);
      }
    }
    return List.copyOf(partitions.values());
  }

  /** Whether the partitions of the deadline have been proven in the window that is open. */
  boolean isProvenNow(int deadline, long epoch) {
    long since = epoch - ProvingSchedule.lastOpen(deadline, epoch);
    return since >= ProvingSchedule.PROVEN_AFTER && since < ProvingSchedule.WINDOW;
  }
}
