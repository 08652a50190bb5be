package io.sectorsh.damocles.diagnosis;

import io.sectorsh.damocles.sector.SectorState;
import java.util.Optional;

/**
 * A sector that damocles has not finalized, and whether it could.
 *
 * @param sector its state
 * @param seenOnChain whether the chain has it to be proven; absent if that could not be asked
 * @param safe whether finalizing it loses nothing: it is on chain, it is not being worked on in
 *     another way, and the manager knows where its files are
 * @param reason why, or why not
 */
public record UnfinalizedSector(
    SectorState sector, Optional<Boolean> seenOnChain, boolean safe, String reason) {

  /** Whether it is known to be on chain, to be proven. */
  public boolean isOnChain() {
    return seenOnChain.orElse(false);
  }

  /** The sector's number. */
  public long getNumber() {
    return sector.getNumber();
  }

  /** The number of the miner's actor. */
  public long getMiner() {
    return sector.getMiner();
  }

  /** What goes on with it. */
  public String getState() {
    return sector.getState();
  }

  /** How far that has come. */
  public String getStage() {
    return SectorStage.of(sector);
  }

  @Override
  public String toString() {
    return sector.getId() + " " + getState() + ": " + reason;
  }
}
