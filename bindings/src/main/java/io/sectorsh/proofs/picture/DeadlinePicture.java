package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.SectorNumbers;
import java.time.Duration;
import java.util.List;

/**
 * A deadline in its open or next window.
 *
 * @param deadline which one, from 0
 * @param phase whether it is open
 * @param now newest epoch of the chain
 * @param opens its first epoch
 * @param untilOpen how long until then; negative when it has opened
 * @param faultCutoff from when on recoveries can't be declared for it
 * @param untilCutoff how long until then; negative when it is over
 * @param closes the first epoch after it
 * @param untilClose how long until then
 * @param partitions how many it has
 * @param all every sector that was ever in it
 * @param live those not terminated
 * @param active those that have power
 * @param faulty those not proven the last time
 * @param recovering faulty ones that are to be proven again
 * @param unproven those never proven yet
 * @param submitted partitions that are proven in the open window
 * @param disputable proofs of the last window that nobody has verified yet
 * @param posts proofs that landed in the open window, or in the last one
 * @param disputed whether somebody disputed a proof of the last window
 */
public record DeadlinePicture(
    int deadline,
    Phase phase,
    EpochTime now,
    EpochTime opens,
    Duration untilOpen,
    EpochTime faultCutoff,
    Duration untilCutoff,
    EpochTime closes,
    Duration untilClose,
    long partitions,
    SectorNumbers all,
    SectorNumbers live,
    SectorNumbers active,
    SectorNumbers faulty,
    SectorNumbers recovering,
    SectorNumbers unproven,
    SectorNumbers submitted,
    long disputable,
    List<PostRow> posts,
    boolean disputed) {}
