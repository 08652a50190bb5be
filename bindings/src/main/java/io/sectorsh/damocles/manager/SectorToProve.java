package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.lotus.chain.OnChainSector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sector as a proof sees it (ExtendedSectorInfo).
 *
 * @param number its number
 * @param sealProof how it was sealed
 * @param sectorKey the replica before an upgrade; absent if there was none
 * @param sealedCid the commitment to its replica
 */
public record SectorToProve(
    long number, SealProof sealProof, Optional<Cid> sectorKey, Cid sealedCid) {

  /** As the chain has it. */
  public static SectorToProve of(OnChainSector sector) {
    return new SectorToProve(
        sector.number(), sector.sealProof(), sector.sectorKeyCid(), sector.sealedCid());
  }

  @JsonValue
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("SealProof", sealProof);
    members.put("SectorNumber", number);
    members.put("SectorKey", sectorKey.orElse(null));
    members.put("SealedCID", sealedCid);
    return members;
  }
}
