package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.Cid;
import java.time.Duration;
import java.util.Optional;

/**
 * A sector as the chain has it to be proven.
 *
 * @param sector its number
 * @param state how it stands
 * @param deadline where it is proven
 * @param partition of that deadline
 * @param phase whether its deadline is open
 * @param opens when its deadline opens next, or opened
 * @param untilOpen how long until then; negative when it has opened
 * @param faultCutoff from when on its recovery can't be declared for that window
 * @param closes the first epoch after the window
 * @param sealedCid the replica that has to be proven
 * @param keyCid the replica before the upgrade; absent if there was none
 * @param expires when it ends
 */
public record SectorPicture(
    long sector,
    State state,
    int deadline,
    int partition,
    Phase phase,
    EpochTime opens,
    Duration untilOpen,
    EpochTime faultCutoff,
    EpochTime closes,
    Cid sealedCid,
    Optional<Cid> keyCid,
    EpochTime expires) {
  /** How a sector stands. */
  public enum State {
    /** It has power. */
    ACTIVE,
    /** It was not proven the last time. */
    FAULTY,
    /** It is faulty, and to be proven again. */
    RECOVERING,
    /** It has never been proven. */
    UNPROVEN,
    /** It has ended. */
    TERMINATED
  }
}
