package io.sectorsh.lab;

import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.incident.Incident;
import io.sectorsh.lab.incident.Incidents;
import java.time.Clock;

/**
 * What a new lab is to be like.
 *
 * @param seed what it is made from
 * @param incident what goes wrong in it; empty for the usual lab
 * @param scenario the situation in it; empty for the usual lab
 * @param sectors how many it has; 0 for the usual lab
 */
record LabPlan(long seed, String incident, String scenario, int sectors) {
  static LabPlan usual(long seed) {
    return new LabPlan(seed, "", "", 0);
  }

  LabMarker marker(Clock wall) {
    Incident known = Incidents.named(incident.isEmpty() ? Incidents.NONE : incident);
    return new LabMarker(
        seed, SimulatedClock.genesisFor(wall, known.timing().later()), incident, scenario, sectors);
  }
}
