package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.lotus.chain.ChainMessage;

/**
 * A message to a miner's actor.
 *
 * @param cid its identity
 * @param from who sent it
 * @param to the miner
 * @param nonce its place among the sender's messages
 * @param gasLimit units of gas that it may use
 * @param feeCap the most that it pays for a unit; below the base fee nobody takes it
 * @param premium what the block's miner gets for a unit, as far as the cap allows
 * @param value what it carries besides
 * @param call what it asks
 */
public record MinerMessage(
    Cid cid,
    Address from,
    Address to,
    long nonce,
    long gasLimit,
    TokenAmount feeCap,
    TokenAmount premium,
    TokenAmount value,
    MinerCall call) {

  /**
   * @param cid what it is known under
   */
  static MinerMessage of(ChainMessage message, Cid cid) {
    byte[] params = message.params().map(Base64Bytes::toBytes).orElse(new byte[0]);
    return new MinerMessage(
        cid,
        message.from(),
        message.to(),
        message.nonce(),
        message.gasLimit(),
        message.gasFeeCap(),
        message.gasPremium(),
        message.value(),
        MinerCall.read(message.method(), params));
  }

  /** What the sender must have: all of its gas at the highest price, and the value. */
  public TokenAmount needed() {
    return feeCap.times(gasLimit).plus(value);
  }
}
