package io.sectorsh.lotus.miner;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.calls.GuardedClient;

/**
 * Moves what a miner has available out of its actor: to the owner's account, or to the
 * beneficiary's. Each sends a message, from the owner's or the beneficiary's key, which the node's
 * wallet must have.
 */
public final class MinerFunds {
  private final GuardedClient client;

  MinerFunds(GuardedClient client) {
    this.client = client;
  }

  /**
   * Sends an amount to the owner.
   *
   * @return the message
   * @throws OperatorException BAD_VALUE for an amount that is not above 0: lotus takes 0 for all
   *     there is
   */
  public Cid withdraw(TokenAmount amount) {
    return withdraw("ActorWithdrawBalance", amount);
  }

  /** Sends an amount in the beneficiary's name; otherwise as {@link #withdraw}. */
  public Cid withdrawByBeneficiary(TokenAmount amount) {
    return withdraw("BeneficiaryWithdrawBalance", amount);
  }

  private Cid withdraw(String method, TokenAmount amount) {
    if (amount.compareTo(TokenAmount.ZERO) <= 0) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "lotus-miner takes an amount of 0 for all that is available",
          method + " " + amount,
          "Name the amount; lotus.node.minerAvailableBalance() says how much there is.");
    }
    return Members.convert(client.call(method, amount.atto().toString()), method, Cid.class);
  }
}
