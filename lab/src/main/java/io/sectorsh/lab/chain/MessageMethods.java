package io.sectorsh.lab.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Parameters;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;

/** The chain node's methods about messages to the miner. */
public final class MessageMethods {
  private final MessageBook book;
  private final Actors actors;
  private final TipSets tipSets;

  /** Answers from a book. */
  public MessageMethods(MessageBook book, Actors actors, TipSets tipSets) {
    this.book = book;
    this.actors = actors;
    this.tipSets = tipSets;
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    table.read(
        "StateListMessages",
        this::list,
        ParameterType.ANY,
        ParameterType.TIPSET_KEY,
        ParameterType.EPOCH);
    table.read("ChainGetMessage", call -> message(call.cid(0)).toJson(actors), ParameterType.CID);
    table.read("StateReplay", this::replay, ParameterType.TIPSET_KEY, ParameterType.CID);
    table.read("MpoolPending", call -> pending(), ParameterType.TIPSET_KEY);
  }

  private JsonNode list(Parameters call) {
    ArrayNode list = GoJson.array();
    String to = call.node(0).path("To").asText();
    if (actors.actorOf(to) != actors.actorOf(Actors.miner().toString())) {
      return list;
    }
    long head = tipSets.epochOf(call.node(1));
    book.landed(call.number(2) + 1, head).forEach(found -> list.add(LotusJson.cid(found.cid())));
    return list;
  }

  private ChainMessage message(String cid) {
    return book.find(cid).orElseThrow(() -> RpcFault.application("ipld: could not find " + cid));
  }

  private JsonNode replay(Parameters call) {
    ChainMessage message = message(call.cid(1));
    ObjectNode json = GoJson.object();
    json.set("MsgCid", LotusJson.cid(message.cid()));
    json.set("Msg", message.toJson(actors));
    json.set("MsgRct", message.receipt());
    return json.put("Error", message.landed().error()).put("Duration", 1_000_000);
  }

  private ArrayNode pending() {
    ArrayNode list = GoJson.array();
    for (ChainMessage message : book.pending()) {
      ObjectNode signed = GoJson.object();
      signed.set("Message", message.toJson(actors));
      ObjectNode signature = GoJson.object().put("Type", 2);
      signed.set("Signature", signature.set("Data", NullNode.instance));
      list.add(signed.set("CID", LotusJson.cid(message.cid())));
    }
    return list;
  }
}
