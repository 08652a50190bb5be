package io.sectorsh.lab.chain;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;

/**
 * A message to the miner's actor, in the chain or in the pool.
 *
 * @param from actor id of the sender
 * @param method its number
 * @param gas what it offers and uses
 * @param landed where it ended; that of a waiting one is {@link Landed#NOWHERE}
 */
public record ChainMessage(
    Cid cid, long from, long nonce, long method, byte[] params, Gas gas, Landed landed) {
  /** Gas as recorded on a network where it is cheap. */
  public static final Gas USUAL_GAS = new Gas(29_439_022, 169_842_598_711L, 23_551_217);

  /**
   * Gas of a message.
   *
   * @param limit units
   * @param feeCap attoFIL a unit
   * @param used units
   */
  public record Gas(long limit, long feeCap, long used) {}

  /**
   * Where a message ended.
   *
   * @param height the epoch that executed it
   * @param exitCode 0 if it did what it asks
   * @param error in the actor's words
   */
  public record Landed(long height, long exitCode, String error) {
    /** Of a message that waits in the pool. */
    public static final Landed NOWHERE = new Landed(Long.MAX_VALUE, 0, "");

    /** Executed well. */
    public static Landed at(long height) {
      return new Landed(height, 0, "");
    }
  }

  /** The message, members as lotus writes them. */
  ObjectNode toJson(Actors actors) {
    ObjectNode json = GoJson.object();
    json.put("Version", 0).put("To", Actors.miner().toString());
    json.put("From", actors.key(from).orElse(Actors.id(from)).toString());
    json.put("Nonce", nonce).put("Value", "0").put("GasLimit", gas.limit());
    json.put("GasFeeCap", Long.toString(gas.feeCap())).put("GasPremium", "100347");
    json.put("Method", method).set("Params", LotusJson.bytes(params));
    return json.set("CID", LotusJson.cid(cid));
  }

  /** The receipt. */
  ObjectNode receipt() {
    ObjectNode json = GoJson.object().put("ExitCode", landed.exitCode());
    json.set("Return", NullNode.instance);
    json.put("GasUsed", gas.used());
    return json.set("EventsRoot", NullNode.instance);
  }
}
