package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.record.SectorJson;
import java.util.Optional;

/**
 * A message. Written as JSON it has lotus' names, so that it can be given to any method.
 *
 * @param version always 0
 * @param to who gets it
 * @param from who sent it
 * @param nonce its number among the sender's messages, from 0
 * @param value what goes along
 * @param gasLimit most units of gas
 * @param gasFeeCap most for each unit
 * @param gasPremium of that, most for whoever makes the block
 * @param method the actor's method, such as 5 for SubmitWindowedPoSt of a miner
 * @param params CBOR; absent for none
 * @param cid by which it is known; absent where the node did not tell
 */
public record ChainMessage(
    long version,
    Address to,
    Address from,
    long nonce,
    TokenAmount value,
    long gasLimit,
    TokenAmount gasFeeCap,
    TokenAmount gasPremium,
    long method,
    Optional<Base64Bytes> params,
    Optional<Cid> cid) {

  static ChainMessage of(JsonNode json) {
    return Members.read(json, "message", ChainMessage::of);
  }

  static ChainMessage of(Members members) {
    return new ChainMessage(
        members.number("Version"),
        members.value("To", Address.class),
        members.value("From", Address.class),
        members.number("Nonce"),
        amount(members, "Value"),
        members.number("GasLimit"),
        amount(members, "GasFeeCap"),
        amount(members, "GasPremium"),
        members.number("Method"),
        members.optional("Params", Base64Bytes.class),
        members.optional("CID", Cid.class));
  }

  /** A signed message, under the CID of its signed form: the one that operators see. */
  static ChainMessage ofSigned(JsonNode signed) {
    ChainMessage message = of(signed.path("Message"));
    return Members.of(signed, "signed message")
        .optional("CID", Cid.class)
        .map(message::under)
        .orElse(message);
  }

  private ChainMessage under(Cid known) {
    return new ChainMessage(
        version,
        to,
        from,
        nonce,
        value,
        gasLimit,
        gasFeeCap,
        gasPremium,
        method,
        params,
        Optional.of(known));
  }

  private static TokenAmount amount(Members members, String name) {
    return members.optional(name, TokenAmount.class).orElse(TokenAmount.ZERO);
  }

  /** The form of lotus' own JSON, without the CID, which lotus computes itself. */
  @JsonValue
  public ObjectNode toJson() {
    ObjectNode json = SectorJson.object();
    json.put("Version", version).put("To", to.toString()).put("From", from.toString());
    json.put("Nonce", nonce).put("Value", value.atto().toString()).put("GasLimit", gasLimit);
    json.put("GasFeeCap", gasFeeCap.atto().toString());
    json.put("GasPremium", gasPremium.atto().toString()).put("Method", method);
    json.put("Params", params.map(Base64Bytes::toString).orElse(null));
    return json;
  }

  /** The most that the sender can lose to gas. */
  public TokenAmount mostGasCost() {
    return gasFeeCap.times(gasLimit);
  }
}
