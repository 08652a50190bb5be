package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A sector as the miner's actor keeps it (SectorOnChainInfo).
 *
 * @param number its number
 * @param sealProof how it was sealed
 * @param sealedCid the commitment to its replica; to the new one after an upgrade
 * @param activation when it was proven first
 * @param expiration when it ends; the real end is up to a deadline later
 * @param dealWeight bytes times epochs of deals
 * @param verifiedDealWeight the same of verified deals
 * @param initialPledge locked for it
 * @param powerBaseEpoch since when its present power counts
 * @param sectorKeyCid the replica before an upgrade; absent if there was none
 * @param flags the actor's own bits
 * @param dailyFee burnt each day
 */
public record OnChainSector(
    long number,
    SealProof sealProof,
    Cid sealedCid,
    ChainEpoch activation,
    ChainEpoch expiration,
    BigInteger dealWeight,
    BigInteger verifiedDealWeight,
    TokenAmount initialPledge,
    ChainEpoch powerBaseEpoch,
    Optional<Cid> sectorKeyCid,
    long flags,
    TokenAmount dailyFee) {

  /**
   * The form in which every API writes it.
   *
   * @throws io.sectorsh.errors.OperatorException BAD_ANSWER if it has another
   */
  public static OnChainSector of(JsonNode json) {
    return Members.read(
        json,
        "SectorOnChainInfo",
        members ->
            new OnChainSector(
                members.number("SectorNumber"),
                members.value("SealProof", SealProof.class),
                members.value("SealedCID", Cid.class),
                new ChainEpoch(members.number("Activation")),
                new ChainEpoch(members.number("Expiration")),
                members.optional("DealWeight", BigInteger.class).orElse(BigInteger.ZERO),
                members.optional("VerifiedDealWeight", BigInteger.class).orElse(BigInteger.ZERO),
                members.optional("InitialPledge", TokenAmount.class).orElse(TokenAmount.ZERO),
                new ChainEpoch(members.number("PowerBaseEpoch")),
                members.optional("SectorKeyCID", Cid.class),
                members.number("Flags"),
                members.optional("DailyFee", TokenAmount.class).orElse(TokenAmount.ZERO)));
  }

  /** Whether data was put into it after it had been sealed empty. */
  public boolean isUpgraded() {
    return sectorKeyCid.isPresent();
  }

  /** Whether deals count for its power. */
  public boolean isWithDeals() {
    return dealWeight.signum() > 0 || verifiedDealWeight.signum() > 0;
  }
}
