package io.sectorsh.lab.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.JsonWebTokens;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Parameters;
import io.sectorsh.lab.transport.Permission;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.util.Map;
import java.util.Optional;

/** The chain node's methods that are not about the miner: chain, accounts, randomness, messages. */
public final class NodeMethods {
  static final String VERSION = "v1.36.2-dev+2k";

  private static final int API_V1 = 131_840;
  private static final int NETWORK_VERSION = 28;

  private final SimulatedClock clock;
  private final SeededBytes seeded;
  private final Actors actors;
  private final TipSets tipSets;
  private final Map<String, Long> messages;
  private final MessageBook book;

  /**
   * @param messages CIDs of sealing messages that the chain knows, and where they landed
   * @param book of messages about proofs
   */
  public NodeMethods(
      SimulatedClock clock,
      SeededBytes seeded,
      Actors actors,
      TipSets tipSets,
      Map<String, Long> messages,
      MessageBook book) {
    this.clock = clock;
    this.seeded = seeded;
    this.actors = actors;
    this.tipSets = tipSets;
    this.messages = messages;
    this.book = book;
  }

  /** Enters the methods; those about tokens go by the node's own. */
  public void addTo(RpcTable table, JsonWebTokens tokens) {
    addGeneral(table, tokens);
    addChain(table);
    addAccounts(table);
    addMessages(table);
    addRandomness(table);
  }

  private void addGeneral(RpcTable table, JsonWebTokens tokens) {
    table.read("Version", none -> version(API_V1));
    table.read("AuthVerify", call -> verify(tokens, call), ParameterType.STRING);
    table.admin("AuthNew", call -> issue(tokens, call), ParameterType.ANY);
    table.read("StateNetworkName", none -> TextNode.valueOf("sectorsh-lab"));
    table.read(
        "StateNetworkVersion", call -> IntNode.valueOf(NETWORK_VERSION), ParameterType.TIPSET_KEY);
    table.read("StateGetNetworkParams", none -> networkParameters());
    table.read("SyncState", none -> syncState());
    table.read("NetPeers", none -> GoJson.array());
    table.read("NodeStatus", none -> status(), ParameterType.BOOL);
  }

  private ObjectNode status() {
    ObjectNode json = GoJson.object();
    json.putObject("SyncStatus").put("Epoch", clock.head()).put("Behind", 0);
    json.putObject("PeerStatus").put("PeersToPublishMsgs", 1).put("PeersToPublishBlocks", 1);
    json.putObject("ChainStatus")
        .put("BlocksPerTipsetLast100", 1)
        .put("BlocksPerTipsetLastFinality", 1);
    return json;
  }

  /** The answer of Version, for a daemon with this number of its API. */
  public static ObjectNode version(int api) {
    return GoJson.object()
        .put("Version", VERSION)
        .put("APIVersion", api)
        .put("BlockDelay", SimulatedClock.EPOCH_SECONDS)
        .put("Agent", "lotus");
  }

  /** The answer of AuthVerify: what the token in the call allows. */
  public static JsonNode verify(JsonWebTokens tokens, Parameters call) {
    Permission most =
        tokens
            .verify(call.text(0))
            .orElseThrow(
                () -> RpcFault.application("JWT Verification failed: jwt: malformed token"));
    var allowed = GoJson.array();
    for (Permission each : Permission.values()) {
      if (most.includes(each)) {
        allowed.add(each.word());
      }
    }
    return allowed;
  }

  /** The answer of AuthNew: a token for the permissions in the call. */
  public static JsonNode issue(JsonWebTokens tokens, Parameters call) {
    Permission most = Permission.READ;
    for (Permission each : Permission.values()) {
      for (JsonNode word : call.node(0)) {
        most = word.asText().equals(each.word()) ? each : most;
      }
    }
    return LotusJson.bytes(tokens.issue(most).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private ObjectNode networkParameters() {
    ObjectNode json = GoJson.object();
    json.put("NetworkName", "sectorsh-lab");
    json.put("BlockDelaySecs", SimulatedClock.EPOCH_SECONDS);
    json.put("ConsensusMinerMinPower", "2048");
    json.put("PreCommitChallengeDelay", 150);
    json.set("ForkUpgradeParams", GoJson.object().put("UpgradeSmokeHeight", -1));
    json.put("Eip155ChainID", 31_415_926);
    return json.put("GenesisTimestamp", clock.seconds(0));
  }

  private ObjectNode syncState() {
    ObjectNode sync = GoJson.object().put("WorkerID", 1);
    sync.set("Base", tipSets.tipSet(clock.head() - 1));
    sync.set("Target", tipSets.tipSet(clock.head()));
    sync.put("Stage", 4).put("Height", clock.head());
    sync.put("Start", clock.epochs().genesis().toString());
    sync.put("End", clock.epochs().genesis().toString()).put("Message", "");
    ObjectNode json = GoJson.object();
    json.set("ActiveSyncs", GoJson.array().add(sync));
    return json.put("VMApplied", 2 * clock.head());
  }

  private void addChain(RpcTable table) {
    table.read("ChainNotify", none -> overHttp());
    table.read("ChainHead", none -> tipSets.tipSet(clock.head()));
    table.read("ChainGetGenesis", none -> tipSets.tipSet(0));
    table.read("ChainGetFinalizedTipSet", none -> tipSets.tipSet(clock.head() - 900));
    table.read(
        "ChainGetTipSet",
        call -> tipSets.tipSet(tipSets.epochOf(call.node(0))),
        ParameterType.TIPSET_KEY);
    table.read(
        "ChainGetTipSetByHeight", this::byHeight, ParameterType.EPOCH, ParameterType.TIPSET_KEY);
    table.read(
        "ChainGetTipSetAfterHeight", this::byHeight, ParameterType.EPOCH, ParameterType.TIPSET_KEY);
  }

  /** Channels need a WebSocket. */
  private static JsonNode overHttp() {
    throw new RpcFault(
        RpcFault.NO_SUCH_METHOD,
        "method 'Filecoin.ChainNotify' not supported in this mode (no out channel support)");
  }

  private JsonNode byHeight(Parameters call) {
    long head = tipSets.epochOf(call.node(1));
    if (call.number(0) > head) {
      throw RpcFault.application(
          "looking for tipset with height greater than start point, req: %d, head: %d"
              .formatted(call.number(0), head));
    }
    return tipSets.tipSet(call.number(0));
  }

  private void addAccounts(RpcTable table) {
    table.read(
        "WalletBalance",
        call -> TextNode.valueOf(actors.balance(call.address(0))),
        ParameterType.ADDRESS);
    table.add(
        "WalletHas",
        Permission.WRITE,
        call -> BooleanNode.valueOf(isOurs(call.address(0))),
        ParameterType.ADDRESS);
    table.add("WalletList", Permission.WRITE, none -> wallets());
    table.read(
        "StateLookupID",
        call -> TextNode.valueOf(Actors.id(actor(call.address(0))).toString()),
        ParameterType.ADDRESS,
        ParameterType.TIPSET_KEY);
    table.read(
        "StateAccountKey", this::accountKey, ParameterType.ADDRESS, ParameterType.TIPSET_KEY);
    table.read("StateGetActor", this::actorState, ParameterType.ADDRESS, ParameterType.TIPSET_KEY);
    table.read(
        "StateListMiners",
        call -> GoJson.array().add(Actors.miner().toString()),
        ParameterType.TIPSET_KEY);
  }

  private long actor(Address address) {
    return actors.actor(address).orElseThrow(() -> RpcFault.application("actor not found"));
  }

  private boolean isOurs(Address address) {
    return actors.actor(address).flatMap(actors::key).isPresent();
  }

  private JsonNode wallets() {
    var list = GoJson.array();
    for (long account : new long[] {Actors.OWNER, Actors.WORKER, Actors.CONTROL}) {
      actors.key(account).ifPresent(key -> list.add(key.toString()));
    }
    return list;
  }

  private JsonNode accountKey(Parameters call) {
    return actors
        .key(actor(call.address(0)))
        .map(key -> TextNode.valueOf(key.toString()))
        .orElseThrow(() -> RpcFault.application("not an account actor"));
  }

  private JsonNode actorState(Parameters call) {
    long actor = actor(call.address(0));
    ObjectNode json = GoJson.object();
    json.set("Code", LotusJson.cid(seeded.chainCid("code " + (actor == Population.MINER))));
    json.set("Head", LotusJson.cid(seeded.chainCid("head " + actor)));
    json.put("Nonce", actor == Population.MINER ? 0 : Conditions.nonce());
    json.put("Balance", actors.balance(Actors.id(actor)));
    return json.set("DelegatedAddress", NullNode.instance);
  }

  private void addMessages(RpcTable table) {
    table.read(
        "MpoolGetNonce", call -> LongNode.valueOf(Conditions.nonce()), ParameterType.ADDRESS);
    table.read(
        "StateSearchMsg",
        call -> search(call.node(1)),
        ParameterType.TIPSET_KEY,
        ParameterType.CID,
        ParameterType.EPOCH,
        ParameterType.BOOL);
    table.read(
        "StateWaitMsg",
        call -> search(call.node(0)),
        ParameterType.CID,
        ParameterType.UINT64,
        ParameterType.EPOCH,
        ParameterType.BOOL);
  }

  private JsonNode search(JsonNode cid) {
    Optional<ChainMessage> proof = book.find(cid.path("/").asText());
    if (proof.isPresent()) {
      long height = proof.get().landed().height();
      return height <= clock.head()
          ? tipSets.lookup(cid, height - 1, proof.get().receipt())
          : NullNode.instance;
    }
    Long epoch = messages.get(cid.path("/").asText());
    if (epoch == null) {
      throw RpcFault.application(
          "%!w(*errors.errorString=&{failed to load message}): ipld: could not find "
              + cid.path("/").asText());
    }
    return epoch < clock.head() ? tipSets.lookup(cid, epoch) : NullNode.instance;
  }

  private void addRandomness(RpcTable table) {
    for (String source : new String[] {"Beacon", "Tickets"}) {
      table.read(
          "StateGetRandomnessFrom" + source,
          call -> randomness(source, call),
          ParameterType.EPOCH,
          ParameterType.EPOCH,
          ParameterType.BYTES,
          ParameterType.TIPSET_KEY);
    }
  }

  private JsonNode randomness(String source, Parameters call) {
    if (call.number(1) > tipSets.epochOf(call.node(3))) {
      String what = source.equals("Beacon") ? "beacon" : "chain";
      throw RpcFault.application(
          "getting %s randomness: cannot draw randomness from the future".formatted(what));
    }
    return LotusJson.bytes(
        seeded.of(
            "randomness %s %d %d %s"
                .formatted(source, call.number(0), call.number(1), call.text(2)),
            32));
  }
}
