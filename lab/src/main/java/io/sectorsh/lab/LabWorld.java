package io.sectorsh.lab;

import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.damocles.DamoclesFiles;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.lotus.LotusFiles;
import io.sectorsh.lab.population.ContentPool;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/**
 * What a lab simulates, before anything listens.
 *
 * @param layout where its files are
 * @param seeded source of all that looks random
 */
record LabWorld(
    StoreLayout layout, SeededBytes seeded, Population population, SimulatedChain chain) {

  /** The world of a directory: written into it if it is new, otherwise as the seed in it says. */
  static LabWorld of(LabDirectory directory, long seed, Clock wall) throws IOException {
    LabMarker marker =
        directory.marker().orElseGet(() -> new LabMarker(seed, SimulatedClock.genesisFor(wall)));
    LabWorld world = planned(directory, marker, wall);
    if (directory.marker().isEmpty()) {
      world.write();
      directory.writeMarker(marker);
    }
    return world;
  }

  private static LabWorld planned(LabDirectory directory, LabMarker marker, Clock wall) {
    Instant genesis = marker.genesis();
    SeededBytes seeded = new SeededBytes(marker.seed());
    Population population = Population.of(seeded, ContentPool.load());
    SimulatedChain chain = new SimulatedChain(SimulatedClock.since(genesis, wall), population);
    return new LabWorld(new StoreLayout(directory.path()), seeded, population, chain);
  }

  private void write() throws IOException {
    LotusFiles lotus = new LotusFiles(layout, population, seeded, chain.clock());
    DamoclesFiles damocles = new DamoclesFiles(layout, population, seeded);
    SideBySide.run(
        lotus::writeRepos,
        () -> {
          lotus.writeSectors();
          damocles.write();
        });
  }
}
