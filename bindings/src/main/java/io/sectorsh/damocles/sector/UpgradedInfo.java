package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * What an upgrade made of a sector; all empty for one imported from lotus.
 *
 * @param accessInstance the store that the files went to
 * @param sealedCid the commitment to the new replica
 * @param unsealedCid the commitment to the new data
 * @param proof of the update
 */
public record UpgradedInfo(
    String accessInstance,
    Optional<Cid> sealedCid,
    Optional<Cid> unsealedCid,
    Optional<Base64Bytes> proof) {

  static UpgradedInfo of(Members members) {
    return new UpgradedInfo(
        members.text("AccessInstance"),
        members.optional("SealedCID", Cid.class),
        members.optional("UnsealedCID", Cid.class),
        members.optional("Proof", Base64Bytes.class));
  }
}
