package io.sectorsh.damocles.change;

import io.sectorsh.damocles.diagnosis.SectorStage;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.migration.Inspection;

/** What stands in the way of several changes alike, in one wording. */
final class Obstacles {
  private Obstacles() {}

  static Inspection unknown() {
    return Inspection.conflict(
        "damocles knows no such sector", "damocles.sectors lists all that it knows.");
  }

  static Inspection both() {
    return Inspection.conflict(
        "it is in both stores", "Find out which state is right: damocles.sector(NUMBER).");
  }

  static Inspection online(SectorState state) {
    return Inspection.conflict(
        "it is online: " + words(state), "Wait until that is over, or abort it.");
  }

  static Inspection offline(SectorState state) {
    return Inspection.conflict("it is offline: " + words(state), "");
  }

  static Inspection chainUnknown() {
    return Inspection.conflict(
        "whether it is on chain cannot be asked: no chain node is configured",
        "Set full-node-api in the profile.");
  }

  static Inspection live() {
    return Inspection.conflict("it is on chain, and must be proven with its files", "");
  }

  static String words(SectorState state) {
    String stage = SectorStage.of(state);
    return state.getState() + (stage.isEmpty() ? "" : ", " + stage);
  }
}
