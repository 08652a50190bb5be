package io.sectorsh.lotus;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.calls.Json;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.migration.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declares faulty sectors recovered after checking what lotus-miner's RecoverFault does not: that
 * they are faulty, that the chain still takes the declaration, that they can be proven, and that
 * the miner is not set so that the call never ends (storage/wdpost/wdpost_run_faults.go).
 */
final class FaultRecovery {
  private final LotusMiner miner;
  private final LotusNode node;
  private final Optional<Map<String, Object>> config;

  /**
   * @param config lotus-miner's own, if its repository is at hand
   */
  FaultRecovery(LotusMiner miner, LotusNode node, Optional<Map<String, Object>> config) {
    this.miner = miner;
    this.node = node;
    this.config = config;
  }

  List<Cid> declare(SectorNumbers sectors) {
    refuseEndlessLoop();
    LotusNode pinned = node.at(node.chainHead());
    SectorNumbers notFaulty = sectors.subtract(pinned.minerFaults());
    if (sectors.isEmpty() || !notFaulty.isEmpty()) {
      throw refused("not faulty on chain: " + notFaulty, "Name faulty sectors only.");
    }
    SectorNumbers declared = sectors.intersect(pinned.minerRecoveries());
    if (!declared.isEmpty()) {
      throw refused("declared already: " + declared, "Wait for their windowPoSt.");
    }
    refuseTooLate(pinned, sectors);
    refuseUnprovable(pinned, sectors);
    return Json.list(miner.call("RecoverFault", sectors.stream().boxed().toList()), "RecoverFault")
        .map(cid -> Members.convert(cid, "RecoverFault", Cid.class))
        .toList();
  }

  private void refuseEndlessLoop() {
    config
        .map(all -> all.get("Proving"))
        .filter(Map.class::isInstance)
        .map(proving -> (Map<?, ?>) proving)
        .filter(proving -> number(proving, "MaxPartitionsPerRecoveryMessage") > 0)
        .filter(proving -> number(proving, "MaxPartitionsPerPoStMessage") == 0)
        .ifPresent(
            looping -> {
              throw refused(
                  "with MaxPartitionsPerRecoveryMessage set and MaxPartitionsPerPoStMessage not,"
                      + " lotus-miner never ends this call and fills its memory",
                  "Set both in [Proving] of config.toml, and restart lotus-miner.");
            });
  }

  private static long number(Map<?, ?> section, String key) {
    return section.get(key) instanceof Number number ? number.longValue() : 0;
  }

  private static void refuseTooLate(LotusNode pinned, SectorNumbers sectors) {
    DeadlineInfo now = pinned.provingDeadline();
    List<Long> late = new ArrayList<>();
    for (long number : sectors) {
      pinned
          .sectorPlace(number)
          .filter(
              place ->
                  now.opening(place.deadline())
                      .minus(now.faultDeclarationCutoff())
                      .isBefore(now.currentEpoch().plus(1)))
          .ifPresent(place -> late.add(number));
    }
    if (!late.isEmpty()) {
      throw refused(
          "too late for the deadline of "
              + late
              + ", whose cutoff is "
              + now.faultDeclarationCutoff()
              + " epochs before it opens",
          "Declare them after it has closed.");
    }
  }

  private void refuseUnprovable(LotusNode pinned, SectorNumbers sectors) {
    long actor = pinned.getMinerAddress().getActorId();
    Map<SectorId, SealProof> checked = new LinkedHashMap<>();
    pinned
        .minerSectors(sectors)
        .forEach(sector -> checked.put(new SectorId(actor, sector.number()), sector.sealProof()));
    Map<Long, String> bad = miner.checkProvable(pinned.minerInfo().windowPoStProofType(), checked);
    if (!bad.isEmpty()) {
      throw refused("they cannot be proven: " + bad, "Bring their files back first.");
    }
  }

  private static RefusedException refused(String why, String next) {
    return new RefusedException("refused to declare sectors recovered: " + why, next);
  }
}
