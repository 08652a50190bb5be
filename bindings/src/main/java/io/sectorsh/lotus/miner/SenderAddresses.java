package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.jsonrpc.Members;
import java.util.List;

/**
 * From which addresses lotus-miner sends what (ActorAddressConfig). WindowPoSts go from the control
 * addresses of the miner that are in none of these lists.
 *
 * @param preCommit pre-commits
 * @param commit proofs of seals
 * @param terminate terminations
 * @param dealPublish deals
 * @param noOwnerFallback whether the owner is never taken for want of another
 * @param noWorkerFallback whether the worker is never taken for want of another
 */
public record SenderAddresses(
    List<Address> preCommit,
    List<Address> commit,
    List<Address> terminate,
    List<Address> dealPublish,
    boolean noOwnerFallback,
    boolean noWorkerFallback) {
  static SenderAddresses of(JsonNode json) {
    return Members.read(
        json,
        "ActorAddressConfig",
        members ->
            new SenderAddresses(
                members.values("PreCommitControl", Address.class),
                members.values("CommitControl", Address.class),
                members.values("TerminateControl", Address.class),
                members.values("DealPublishControl", Address.class),
                members.flag("DisableOwnerFallback"),
                members.flag("DisableWorkerFallback")));
  }
}
