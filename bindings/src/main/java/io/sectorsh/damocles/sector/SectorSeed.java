package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * The chain's randomness that a seal was proven with.
 *
 * @param seed 32 bytes
 * @param epoch where they come from
 */
public record SectorSeed(Optional<Base64Bytes> seed, ChainEpoch epoch) {
  /** Reads it as damocles writes it. */
  public static SectorSeed of(Members members) {
    return new SectorSeed(
        members.optional("Seed", Base64Bytes.class), new ChainEpoch(members.number("Epoch")));
  }
}
