package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The manager's methods about whether sectors can be proven, and with which files. */
public final class ProvingChecks {
  private final ManagerCalls calls;

  ProvingChecks(ManagerCalls calls) {
    this.calls = calls;
  }

  /**
   * The sectors that could not be proven, by number, each with the reason in the manager's words.
   *
   * @param strict whether files are read, not only looked for
   * @param stateCheck whether what damocles knows of the sectors is looked at as well
   */
  public SortedMap<Long, String> check(
      long miner,
      PoStProof proof,
      List<SectorToProve> sectors,
      boolean strict,
      boolean stateCheck) {
    JsonNode reasons = calls.read("CheckProvable", miner, proof, sectors, strict, stateCheck);
    TreeMap<Long, String> bad = new TreeMap<>();
    for (var reason : reasons.properties()) {
      bad.put(Long.valueOf(reason.getKey()), reason.getValue().asText());
    }
    return Collections.unmodifiableSortedMap(bad);
  }

  /**
   * The chain's and the manager's view of a sector that is on chain. Of one that is not, the
   * manager's method crashes, which is a rejection of code 0.
   */
  public ProvingSector sector(SectorId sector) {
    return Members.read(
        calls.read("ProvingSectorInfo", sector), "ProvingSectorInfo", ProvingSector::of);
  }

  /**
   * Has a window proof made that is not sent anywhere. Answers before it is done, and what came of
   * it is only in the manager's log. With --worker-prover it makes real jobs for the workers, so
   * the session must be allowed to apply changes.
   *
   * @param randomness 32 bytes
   */
  public void simulateWindowPoSt(
      int deadline,
      int partition,
      Address miner,
      PoStProof proof,
      List<SectorToProve> sectors,
      Base64Bytes randomness) {
    calls.change("SimulateWdPoSt", deadline, partition, miner, proof, sectors, randomness);
  }
}
