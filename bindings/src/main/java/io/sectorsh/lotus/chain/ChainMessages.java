package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcRejection;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.calls.Json;
import io.sectorsh.rows.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Messages as a chain node knows them: what became of them, and why. Immutable; failures are those
 * of {@link io.sectorsh.jsonrpc.JsonRpcClient}.
 */
public final class ChainMessages {
  private static final int ALL_THE_WAY = -1;

  private final GuardedClient client;
  private final List<Cid> tipset;

  ChainMessages(GuardedClient client, List<Cid> tipset) {
    this.client = client;
    this.tipset = tipset;
  }

  /** A message; empty if the node does not have it. */
  public Optional<ChainMessage> find(Cid message) {
    try {
      return Optional.of(ChainMessage.of(client.call("ChainGetMessage", message)));
    } catch (RpcRejectedException rejected) {
      return unlessNotFound(rejected);
    }
  }

  /**
   * Where a message was carried out; empty if it was not yet, or if the node does not know it. Of a
   * message that was replaced by one with the same nonce the other is told.
   */
  public Optional<LandedMessage> search(Cid message) {
    try {
      return Json.present(client.call("StateSearchMsg", tipset, message, ALL_THE_WAY, true))
          .map(LandedMessage::of);
    } catch (RpcRejectedException rejected) {
      return unlessNotFound(rejected);
    }
  }

  /**
   * Waits until a message was carried out.
   *
   * @param confidence how many tipsets must lie upon it; lotus itself takes 5
   * @param longest how long to wait
   * @throws io.sectorsh.errors.OperatorException INTERRUPTED_ANSWER if it takes longer
   */
  public LandedMessage waitFor(Cid message, int confidence, Duration longest) {
    return LandedMessage.of(
        client.patient(longest).call("StateWaitMsg", message, confidence, ALL_THE_WAY, true));
  }

  /**
   * Carries a message out once more, without effect, to see why it did what it did. Takes the node
   * seconds to minutes.
   */
  public Replay replay(Cid message) {
    return Replay.of(
        client.patient(Duration.ofMinutes(10)).call("StateReplay", tipsetOrNull(), message));
  }

  /** Carries a message out on trial, without effect, upon the state of the tipset. */
  public Replay tryOut(ChainMessage message) {
    return Replay.of(client.patient(Duration.ofMinutes(10)).call("StateCall", message, tipset));
  }

  /**
   * The parameters of a message in the names of its actor's method.
   *
   * @param to the actor that gets them
   * @param method the number of the method
   * @param params CBOR
   */
  public JsonNode decodeParams(Address to, long method, Base64Bytes params) {
    return client.call("StateDecodeParams", to, method, params, tipset);
  }

  /** The parameters of a message in the names of its actor's method; null JSON for none. */
  public JsonNode decodeParams(ChainMessage message) {
    return message
        .params()
        .map(params -> decodeParams(message.to(), message.method(), params))
        .orElse(JsonNodeFactory.instance.nullNode());
  }

  /**
   * The messages that a tipset carried out, in order: those of its parents, by one of its blocks.
   */
  public List<ChainMessage> ofParents(Cid block) {
    return Json.list(client.call("ChainGetParentMessages", block), "ChainGetParentMessages")
        .map(item -> ChainMessage.of(item.path("Message")))
        .toList();
  }

  /** What came of the messages of {@link #ofParents}, in the same order. */
  public List<MessageReceipt> receiptsOfParents(Cid block) {
    return Json.list(client.call("ChainGetParentReceipts", block), "ChainGetParentReceipts")
        .map(MessageReceipt::of)
        .toList();
  }

  /**
   * The messages to an actor, newest first. The node walks back tipset by tipset: keep the range
   * short.
   *
   * @param since the lowest epoch to look at
   */
  public Rows<Cid> to(Address actor, ChainEpoch since) {
    return listed("To", "From", actor, since);
  }

  /** The messages from an actor, as {@link #to}. */
  public Rows<Cid> from(Address actor, ChainEpoch since) {
    return listed("From", "To", actor, since);
  }

  private Rows<Cid> listed(String side, String other, Address actor, ChainEpoch since) {
    ObjectNode match = JsonNodeFactory.instance.objectNode();
    match.put(side, actor.toString()).putNull(other);
    return client
        .client()
        .list(
            Cid.class,
            cid -> Members.convert(cid, "StateListMessages", Cid.class),
            "StateListMessages",
            match,
            tipset,
            since);
  }

  private @org.jspecify.annotations.Nullable List<Cid> tipsetOrNull() {
    return tipset.isEmpty() ? null : tipset;
  }

  private static <T> Optional<T> unlessNotFound(RpcRejectedException rejected) {
    if (rejected.getRejection().getKind() == RpcRejection.Kind.NOT_FOUND) {
      return Optional.empty();
    }
    throw rejected;
  }
}
