package io.sectorsh.lab;

/** What the chain thinks of a sector beyond its being there. */
enum Fate {
  HEALTHY,
  FAULTY,
  RECOVERING,
  TERMINATED
}
