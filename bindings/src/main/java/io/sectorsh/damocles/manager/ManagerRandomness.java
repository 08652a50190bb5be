package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.sector.SectorSeed;
import io.sectorsh.damocles.sector.SectorTicket;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import java.util.List;

/**
 * The chain's randomness as the manager asks for it. A tipset is its block CIDs; without any the
 * newest is meant.
 */
public final class ManagerRandomness {
  private final ManagerCalls calls;

  ManagerRandomness(ManagerCalls calls) {
    this.calls = calls;
  }

  /** What a seal begins with. */
  public SectorTicket ticket(List<Cid> tipset, ChainEpoch epoch, long miner) {
    return Members.read(
        calls.read("GetTicket", tipset, epoch.value(), miner), "GetTicket", SectorTicket::of);
  }

  /** What a seal is proven with. */
  public SectorSeed seed(List<Cid> tipset, ChainEpoch epoch, long miner) {
    return Members.read(
        calls.read("GetSeed", tipset, epoch.value(), miner), "GetSeed", SectorSeed::of);
  }

  /** What decides which parts of a deadline's sectors are proven; 32 bytes. */
  public Base64Bytes windowPoStChallenge(List<Cid> tipset, ChainEpoch epoch, long miner) {
    return random("GetWindowPoStChanlleengeRand", tipset, epoch.value(), miner);
  }

  /** What a window proof is tied to the chain with; 32 bytes. */
  public Base64Bytes windowPoStCommit(List<Cid> tipset, ChainEpoch epoch) {
    return random("GetWindowPoStCommitRand", tipset, epoch.value());
  }

  private Base64Bytes random(String method, Object... params) {
    JsonNode answer = calls.read(method, params);
    return Members.of(answer, method).value("Rand", Base64Bytes.class);
  }
}
