package io.sectorsh.lotus.chain;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import java.time.Instant;
import java.util.List;

/**
 * A tipset: the newest one, or one that a scan is pinned to.
 *
 * @param key the CIDs of its blocks
 * @param height its epoch
 * @param timestamp when it was made, by the chain's clock
 * @param baseFee of the tipset before it, for each unit of gas
 */
public record TipSetHead(List<Cid> key, ChainEpoch height, Instant timestamp, TokenAmount baseFee) {
  static TipSetHead of(Members members) {
    List<Block> blocks = members.list("Blocks", Block::of);
    Block first = blocks.isEmpty() ? new Block(0, TokenAmount.ZERO) : blocks.get(0);
    return new TipSetHead(
        members.values("Cids", Cid.class),
        new ChainEpoch(members.number("Height")),
        Instant.ofEpochSecond(first.timestamp()),
        first.baseFee());
  }

  private record Block(long timestamp, TokenAmount baseFee) {
    static Block of(Members members) {
      return new Block(
          members.number("Timestamp"),
          members.optional("ParentBaseFee", TokenAmount.class).orElse(TokenAmount.ZERO));
    }
  }
}
