package io.sectorsh.lab.population;

/** What the chain thinks of a sector beyond its being there. */
public enum Fate {
  HEALTHY,
  FAULTY,
  RECOVERING,
  TERMINATED
}
