package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import java.util.List;
import java.util.Optional;

/**
 * Who a miner is, by its actor (StateMinerInfo).
 *
 * @param owner may do anything
 * @param worker signs blocks and messages
 * @param newWorker takes over from the worker at the change epoch
 * @param controlAddresses may send proofs
 * @param workerChangeEpoch -1 if no change is under way
 * @param peerId how peers find it
 * @param windowPoStProofType how it proves
 * @param sectorSize of all its sectors
 * @param partitionSectors how many sectors a partition holds at most
 * @param consensusFaultElapsed until when a fault of consensus bars it; -1 if none
 * @param pendingOwner proposed
 * @param beneficiary gets what is withdrawn
 * @param beneficiaryTerm how much and until when
 */
public record MinerInfo(
    Address owner,
    Address worker,
    Optional<Address> newWorker,
    List<Address> controlAddresses,
    ChainEpoch workerChangeEpoch,
    Optional<String> peerId,
    PoStProof windowPoStProofType,
    SectorSize sectorSize,
    long partitionSectors,
    ChainEpoch consensusFaultElapsed,
    Optional<Address> pendingOwner,
    Optional<Address> beneficiary,
    Optional<BeneficiaryTerm> beneficiaryTerm) {

  /**
   * What a beneficiary may get.
   *
   * @param quota in all
   * @param usedQuota so far
   * @param expiration until when
   */
  public record BeneficiaryTerm(TokenAmount quota, TokenAmount usedQuota, ChainEpoch expiration) {
    static BeneficiaryTerm of(Members members) {
      return new BeneficiaryTerm(
          members.value("Quota", TokenAmount.class),
          members.value("UsedQuota", TokenAmount.class),
          new ChainEpoch(members.number("Expiration")));
    }
  }

  static MinerInfo of(JsonNode json) {
    return Members.read(
        json,
        "StateMinerInfo",
        members ->
            new MinerInfo(
                members.value("Owner", Address.class),
                members.value("Worker", Address.class),
                defined(members, "NewWorker"),
                members.values("ControlAddresses", Address.class),
                new ChainEpoch(members.number("WorkerChangeEpoch")),
                members.optional("PeerId", String.class),
                members.value("WindowPoStProofType", PoStProof.class),
                members.value("SectorSize", SectorSize.class),
                members.number("WindowPoStPartitionSectors"),
                new ChainEpoch(members.number("ConsensusFaultElapsed")),
                defined(members, "PendingOwnerAddress"),
                defined(members, "Beneficiary"),
                members.object("BeneficiaryTerm", BeneficiaryTerm::of)));
  }

  private static Optional<Address> defined(Members members, String name) {
    return members.optional(name, Address.class).filter(address -> !address.isUndefined());
  }
}
