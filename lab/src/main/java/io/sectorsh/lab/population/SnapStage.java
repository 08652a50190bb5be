package io.sectorsh.lab.population;

/** How far a snap upgrade has come; each includes those before it. */
public enum SnapStage {
  NONE(0),
  DEALS(100),
  ENCODED(20),
  SENT(3),
  /** On chain, but not yet final, so that the key is kept. */
  LANDED(-300),
  RELEASED(-10_000);

  private final long epochsLeft;

  SnapStage(long epochsLeft) {
    this.epochsLeft = epochsLeft;
  }

  /** How many epochs it takes from here until the upgrade lands; negative when it has. */
  long epochsLeft() {
    return epochsLeft;
  }

  /** Whether it is this stage or a later one. */
  public boolean reached(SnapStage other) {
    return compareTo(other) >= 0;
  }
}
