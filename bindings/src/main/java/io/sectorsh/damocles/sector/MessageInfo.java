package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * The messages that put a sector on chain. For a sector that damocles sealed these are numbers of
 * the messager in the shape of CIDs ({@code bafk4bz...}), not of chain messages; for one imported
 * from lotus they are the chain's.
 *
 * @param preCommitCid the precommit's
 * @param commitCid the proof's
 * @param needSend damocles' own mark: to be sent again
 */
public record MessageInfo(Optional<Cid> preCommitCid, Optional<Cid> commitCid, boolean needSend) {
  static MessageInfo of(Members members) {
    return new MessageInfo(
        members.optional("PreCommitCid", Cid.class),
        members.optional("CommitCid", Cid.class),
        members.flag("NeedSend"));
  }
}
