package io.sectorsh.shell.engine;

import java.util.List;

/** The packages of the bindings whose types are known in every line by their simple names. */
public final class ImportedPackages {
  /** Those with the types that operators meet. */
  public static final List<String> OURS =
      List.of(
          "io.sectorsh.filecoin",
          "io.sectorsh.lotus",
          "io.sectorsh.lotus.chain",
          "io.sectorsh.lotus.miner",
          "io.sectorsh.lotus.record",
          "io.sectorsh.lotus.repo",
          "io.sectorsh.lotus.salvage",
          "io.sectorsh.lotus.storage",
          "io.sectorsh.damocles",
          "io.sectorsh.damocles.change",
          "io.sectorsh.damocles.diagnosis",
          "io.sectorsh.damocles.manager",
          "io.sectorsh.damocles.sector",
          "io.sectorsh.migration");

  private ImportedPackages() {}
}
