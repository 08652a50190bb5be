package io.sectorsh.lab;

/** How far sealing has come; each includes those before it. */
enum Stage {
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

  boolean reached(Stage other) {
    return compareTo(other) >= 0;
  }
}
