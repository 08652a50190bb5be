package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.jsonrpc.Members;
import java.math.BigInteger;
import java.util.Map;

/**
 * What a network was made with (StateGetNetworkParams).
 *
 * @param name such as {@code mainnet}
 * @param clock its genesis and the length of an epoch
 * @param leastPower bytes that a miner must have to win blocks
 * @param preCommitChallengeDelay epochs from a pre-commit to the seed
 * @param upgrades the epoch of each upgrade of the network
 */
public record NetworkParams(
    String name,
    ChainClock clock,
    BigInteger leastPower,
    long preCommitChallengeDelay,
    Map<String, Long> upgrades) {
  static NetworkParams of(JsonNode json) {
    return Members.read(
        json,
        "StateGetNetworkParams",
        members ->
            new NetworkParams(
                members.text("NetworkName"),
                ChainClock.ofSeconds(
                    members.value("GenesisTimestamp", Long.class),
                    members.value("BlockDelaySecs", Long.class)),
                members
                    .optional("ConsensusMinerMinPower", BigInteger.class)
                    .orElse(BigInteger.ZERO),
                members.number("PreCommitChallengeDelay"),
                members.map("ForkUpgradeParams", JsonNode::longValue)));
  }
}
