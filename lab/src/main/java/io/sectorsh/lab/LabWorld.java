package io.sectorsh.lab;

import io.sectorsh.lab.chain.Conditions;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.damocles.DamoclesFiles;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.incident.Incident;
import io.sectorsh.lab.incident.Incidents;
import io.sectorsh.lab.incident.Scene;
import io.sectorsh.lab.lotus.LotusFiles;
import io.sectorsh.lab.population.ContentPool;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.scenario.Scenario;
import io.sectorsh.lab.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;

/**
 * What a lab simulates, before anything listens.
 *
 * @param layout where its files are
 * @param seeded source of all that looks random
 * @param incident what goes wrong in it
 * @param scene where that happens
 * @param scenario the situation in it
 * @param fresh whether it was made just now, and not continued
 */
record LabWorld(
    StoreLayout layout,
    SeededBytes seeded,
    Population population,
    SimulatedChain chain,
    Incident incident,
    Scene scene,
    Scenario scenario,
    boolean fresh) {

  /** The world of a directory: written into it if it is new, otherwise as the marker in it says. */
  static LabWorld of(LabDirectory directory, LabPlan plan, Clock wall) throws IOException {
    LabMarker marker = directory.marker().orElseGet(() -> plan.marker(wall));
    LabWorld world = planned(directory, marker, wall);
    if (directory.marker().isEmpty()) {
      world.write();
      world.incident.files().to(world.scene);
      directory.writeMarker(marker);
    }
    return world;
  }

  private static LabWorld planned(LabDirectory directory, LabMarker marker, Clock wall) {
    SeededBytes seeded = new SeededBytes(marker.seed());
    Incident incident =
        Incidents.named(marker.incident().isEmpty() ? Incidents.NONE : marker.incident());
    Scenario scenario = Scenarios.named(marker.scenario());
    Population population =
        marker.sectors() == 0
            ? scenario.cast().apply(Population.of(seeded, ContentPool.load()))
            : Population.steady(
                seeded,
                ContentPool.load(),
                incident.ofDamocles() || !scenario.minerRuns(),
                marker.sectors());
    Conditions conditions = new Conditions();
    StoreLayout layout = new StoreLayout(directory.path());
    Scene scene = new Scene(layout, seeded, population, conditions);
    incident.plan().accept(scene);
    SimulatedClock clock =
        SimulatedClock.since(marker.genesis(), wall).ahead(incident.timing().nodeAhead());
    SimulatedChain chain = new SimulatedChain(clock, population, conditions);
    return new LabWorld(
        layout, seeded, population, chain, incident, scene, scenario, directory.marker().isEmpty());
  }

  /** Begins what goes on for as long as the lab runs; ended when that is closed. */
  AutoCloseable begin() throws IOException {
    return incident.course().start(scene);
  }

  /** What an operator is told of the situation. */
  List<String> situation() {
    if (!incident.name().equals(Incidents.NONE)) {
      return List.of(
          "Something is wrong around deadline " + scene.deadline() + ". Type first:",
          "  proofs.explain(" + scene.deadline() + ")");
    }
    return scenario.situation().apply(layout, population);
  }

  /** A script to be killed in the middle, once. */
  List<String> cutShort() {
    return fresh ? scenario.cutShort().apply(layout, population) : List.of();
  }

  private void write() throws IOException {
    LotusFiles lotus = new LotusFiles(layout, population, seeded, chain.clock(), scene.lotus());
    if (!cutShort().isEmpty()) {
      Files.createDirectories(layout.store(Scenarios.TARGET));
    }
    DamoclesFiles damocles = new DamoclesFiles(layout, population, seeded);
    SideBySide.run(
        lotus::writeRepos,
        () -> {
          lotus.writeSectors();
          damocles.write();
        });
  }
}
