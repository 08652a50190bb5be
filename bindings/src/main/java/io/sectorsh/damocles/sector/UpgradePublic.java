package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * The sector as it was on chain before an upgrade put data into it.
 *
 * @param commR the commitment to the replica before
 * @param sealedCid the same as a CID
 * @param activation when it was proven first
 * @param expiration when it ends
 */
public record UpgradePublic(
    Optional<Commitment> commR,
    Optional<Cid> sealedCid,
    ChainEpoch activation,
    ChainEpoch expiration) {

  static UpgradePublic of(Members members) {
    return new UpgradePublic(
        members
            .optional("CommR", Base64Bytes.class)
            .map(bytes -> Commitment.of(Commitment.Kind.REPLICA, bytes.toBytes())),
        members.optional("SealedCID", Cid.class),
        new ChainEpoch(members.number("Activation")),
        new ChainEpoch(members.number("Expiration")));
  }
}
