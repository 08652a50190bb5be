package io.sectorsh.lab.population;

/** How far sealing has come; each includes those before it. */
public enum Stage {
  ALLOCATED(400),
  TICKET(230),
  PC1(215),
  PC2(200),
  PRECOMMIT_SENT(191),
  PRECOMMIT_LANDED(130),
  SEED(20),
  PROVED(5),
  PROOF_SENT(2),
  ON_CHAIN(0);

  private final long epochsLeft;

  Stage(long epochsLeft) {
    this.epochsLeft = epochsLeft;
  }

  /** How many epochs it takes from here to activation. */
  long epochsLeft() {
    return epochsLeft;
  }

  /** Whether it is this stage or a later one. */
  public boolean reached(Stage other) {
    return compareTo(other) >= 0;
  }
}
