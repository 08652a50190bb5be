package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.jsonrpc.Members;
import java.math.BigInteger;

/**
 * How a chain node fares (NodeStatus).
 *
 * @param epoch of its newest tipset
 * @param behind how many epochs that is behind the clock; negative on a network whose chain runs
 *     ahead of the node's clock
 * @param peersForMessages peers to which it can send messages
 * @param peersForBlocks peers to which it can send blocks
 * @param blocksPerTipSet mean of the last 100 tipsets; about 5 on mainnet
 */
public record NodeStatus(
    ChainEpoch epoch,
    long behind,
    long peersForMessages,
    long peersForBlocks,
    double blocksPerTipSet) {
  static NodeStatus of(JsonNode json) {
    Members members = Members.of(json, "NodeStatus");
    Members sync = Members.of(json.path("SyncStatus"), "NodeStatus.SyncStatus");
    Members peers = Members.of(json.path("PeerStatus"), "NodeStatus.PeerStatus");
    return new NodeStatus(
        new ChainEpoch(sync.number("Epoch")),
        // lotus counts in an unsigned 64-bit number, which wraps below zero.
        sync.optional("Behind", BigInteger.class).orElse(BigInteger.ZERO).longValue(),
        peers.number("PeersToPublishMsgs"),
        peers.number("PeersToPublishBlocks"),
        members
            .object("ChainStatus", chain -> chain.optional("BlocksPerTipsetLast100", Double.class))
            .flatMap(mean -> mean)
            .orElse(0.0));
  }
}
