package io.sectorsh.lab.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.RpcFault;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chain's tipsets: one block in every epoch, made when it is asked for. */
public final class TipSets {
  /** How far back a block is looked for that was not asked for before. */
  private static final long SEARCHED = 4 * 2880;

  private final SimulatedClock clock;
  private final SeededBytes seeded;
  private final Address producer;
  private final Conditions conditions;
  private final Map<String, Long> epochs = new ConcurrentHashMap<>();

  /** Tip sets of one block each, all by one producer. */
  public TipSets(
      SimulatedClock clock, SeededBytes seeded, Address producer, Conditions conditions) {
    this.conditions = conditions;
    this.clock = clock;
    this.seeded = seeded;
    this.producer = producer;
  }

  /** CID of the block of an epoch. */
  JsonNode block(long epoch) {
    String cid = seeded.chainCid("block " + epoch).toString();
    epochs.put(cid, epoch);
    return GoJson.object().put("/", cid);
  }

  /** The key of an epoch's tipset. */
  JsonNode key(long epoch) {
    return GoJson.array().add(block(epoch));
  }

  /**
   * The epoch that a tipset key names; head for an empty one.
   *
   * @throws RpcFault when there is no such tipset
   */
  long epochOf(JsonNode key) {
    if (key.isNull() || key.isEmpty()) {
      return clock.head();
    }
    String cid = key.path(0).path("/").asText();
    Long known = epochs.get(cid);
    if (known != null) {
      return known;
    }
    long head = clock.head();
    for (long epoch = head; epoch > head - SEARCHED && epoch >= 0; epoch--) {
      if (seeded.chainCid("block " + epoch).toString().equals(cid)) {
        epochs.put(cid, epoch);
        return epoch;
      }
    }
    throw RpcFault.application("get block %s: ipld: could not find %s".formatted(cid, cid));
  }

  /** The tip set of an epoch as lotus writes it. */
  public ObjectNode tipSet(long epoch) {
    ObjectNode json = GoJson.object();
    json.set("Cids", key(epoch));
    json.set("Blocks", GoJson.array().add(header(epoch)));
    return json.put("Height", epoch);
  }

  private ObjectNode header(long epoch) {
    ObjectNode json = GoJson.object();
    json.put("Miner", producer.toString());
    json.set("Ticket", proof("ticket", epoch));
    json.set("ElectionProof", GoJson.object().put("WinCount", 5).setAll(proof("win", epoch)));
    ObjectNode beacon = GoJson.object().put("Round", epoch + 100);
    beacon.set("Data", LotusJson.bytes(seeded.of("beacon " + epoch, 32)));
    json.set("BeaconEntries", GoJson.array().add(beacon));
    ObjectNode winning = GoJson.object().put("PoStProof", 0);
    winning.set("ProofBytes", LotusJson.bytes(seeded.of("winning " + epoch, 192)));
    json.set("WinPoStProof", GoJson.array().add(winning));
    json.set("Parents", key(epoch - 1));
    json.put("ParentWeight", Long.toString(5732 * epoch));
    json.put("Height", epoch);
    for (String part : new String[] {"ParentStateRoot", "ParentMessageReceipts", "Messages"}) {
      json.set(part, LotusJson.cid(seeded.chainCid(part + " " + epoch)));
    }
    json.set("BLSAggregate", signature("aggregate", epoch));
    json.put("Timestamp", clock.seconds(epoch));
    json.set("BlockSig", signature("signature", epoch));
    return json.put("ForkSignaling", 0).put("ParentBaseFee", Long.toString(conditions.baseFee()));
  }

  private ObjectNode proof(String name, long epoch) {
    return GoJson.object().set("VRFProof", LotusJson.bytes(seeded.of(name + " " + epoch, 96)));
  }

  private ObjectNode signature(String name, long epoch) {
    ObjectNode json = GoJson.object().put("Type", 2);
    json.set("Data", LotusJson.bytes(seeded.of(name + " " + epoch, 96)));
    return json;
  }

  /** A message's place on chain, as StateSearchMsg tells it. */
  ObjectNode lookup(JsonNode message, long epoch) {
    ObjectNode receipt = GoJson.object().put("ExitCode", 0);
    receipt.set("Return", NullNode.instance);
    receipt.put("GasUsed", 21_000_000);
    receipt.set("EventsRoot", NullNode.instance);
    return lookup(message, epoch, receipt);
  }

  /** The same with a receipt of its own. */
  ObjectNode lookup(JsonNode message, long epoch, ObjectNode receipt) {
    ObjectNode json = GoJson.object();
    json.set("Message", message);
    json.set("Receipt", receipt);
    json.set("ReturnDec", NullNode.instance);
    json.set("TipSet", key(epoch + 1));
    return json.put("Height", epoch + 1);
  }
}
