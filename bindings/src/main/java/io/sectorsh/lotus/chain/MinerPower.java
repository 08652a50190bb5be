package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;
import java.math.BigInteger;

/**
 * A miner's power and the network's, in bytes.
 *
 * @param raw the miner's, by size
 * @param qualityAdjusted the miner's, with verified deals counted tenfold
 * @param totalRaw the network's
 * @param totalQualityAdjusted the network's
 * @param enoughToMine whether the miner has the least that is needed to win blocks
 */
public record MinerPower(
    BigInteger raw,
    BigInteger qualityAdjusted,
    BigInteger totalRaw,
    BigInteger totalQualityAdjusted,
    boolean enoughToMine) {

  static MinerPower of(JsonNode json) {
    return Members.read(
        json,
        "StateMinerPower",
        members ->
            new MinerPower(
                bytes(members, "MinerPower", "RawBytePower"),
                bytes(members, "MinerPower", "QualityAdjPower"),
                bytes(members, "TotalPower", "RawBytePower"),
                bytes(members, "TotalPower", "QualityAdjPower"),
                members.flag("HasMinPower")));
  }

  private static BigInteger bytes(Members members, String whose, String kind) {
    return members
        .object(whose, power -> power.value(kind, BigInteger.class))
        .orElse(BigInteger.ZERO);
  }
}
