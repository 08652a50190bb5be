package io.sectorsh.lotus.chain;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * One of a node's workers that fetch the chain (SyncState).
 *
 * @param worker its number
 * @param stage 0 idle, 1 headers, 2 persisting headers, 3 messages, 4 complete, 5 failed, 6
 *     fetching
 * @param height how far it came
 * @param base where it began
 * @param target where it goes
 * @param message what went wrong, in the node's words; empty if nothing
 */
public record SyncProgress(
    long worker,
    int stage,
    ChainEpoch height,
    Optional<TipSetHead> base,
    Optional<TipSetHead> target,
    String message) {
  static SyncProgress of(Members members) {
    return new SyncProgress(
        members.number("WorkerID"),
        Math.toIntExact(members.number("Stage")),
        new ChainEpoch(members.number("Height")),
        members.object("Base", TipSetHead::of),
        members.object("Target", TipSetHead::of),
        members.text("Message"));
  }
}
