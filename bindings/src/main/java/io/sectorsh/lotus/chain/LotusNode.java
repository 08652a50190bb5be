package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.BulkAnswer;
import io.sectorsh.jsonrpc.BulkLimits;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.NamedMethods;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcLimits;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcRejection;
import io.sectorsh.lotus.calls.DaemonVersion;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.calls.Json;
import io.sectorsh.lotus.calls.ReadMethods;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lotus or Venus chain node, through its API ({@code /rpc/v1}), asked about one miner.
 *
 * <p>Answers are those of the newest tipset at each call, or all of one tipset after {@link #at}.
 * What is shown is the state before that tipset's own messages. Immutable; safe for use by several
 * threads; failures are those of {@link io.sectorsh.jsonrpc.JsonRpcClient}.
 */
public final class LotusNode {
  private final GuardedClient client;
  private final Supplier<Address> miner;
  private final List<Cid> tipset;

  private LotusNode(GuardedClient client, Supplier<Address> miner, List<Cid> tipset) {
    this.client = client;
    this.miner = Objects.requireNonNull(miner);
    this.tipset = List.copyOf(tipset);
  }

  /** A node that may only be looked at. */
  public LotusNode(RpcEndpoint endpoint, Address miner) {
    this(List.of(endpoint), () -> miner, new ChangeGuard(Mode.OBSERVE));
  }

  /**
   * A node that a session works with.
   *
   * @param endpoints its addresses; when one does not answer the next is asked
   * @param miner whom to ask about; asked for when it is needed
   * @param guard asked before each call of a method that may change something
   */
  public LotusNode(List<RpcEndpoint> endpoints, Supplier<Address> miner, ChangeGuard guard) {
    this(
        new GuardedClient(
            new JsonRpcClient(endpoints, RpcLimits.DEFAULT),
            guard,
            ReadMethods::ofNode,
            GuardedClient.BeforeChange.NOTHING),
        miner,
        List.of());
  }

  /** The same node, asked about another miner. */
  public LotusNode of(Address other) {
    return new LotusNode(client, () -> other, tipset);
  }

  /** The same node with every answer from one tipset, so that a long scan sees one state. */
  public LotusNode at(TipSetHead head) {
    return new LotusNode(client, miner, head.key());
  }

  /** The same node with more time for an answer, for such as StateReplay and StateWaitMsg. */
  public LotusNode patient(Duration longest) {
    return new LotusNode(client.patient(longest), miner, tipset);
  }

  /** Where it is. */
  public RpcEndpoint getEndpoint() {
    return client.client().getEndpoint();
  }

  /** The miner that is asked about. */
  public Address getMinerAddress() {
    return miner.get();
  }

  /** The node's version. */
  public DaemonVersion version() {
    return DaemonVersion.of(client.call("Version"));
  }

  /** The name of the network, such as {@code mainnet}. */
  public String networkName() {
    return client.call("StateNetworkName").asText();
  }

  /** The newest tipset. */
  public TipSetHead chainHead() {
    return Members.read(client.call("ChainHead"), "ChainHead", TipSetHead::of);
  }

  /**
   * A tipset by its key.
   *
   * @throws RpcRejectedException if the node does not have it
   */
  public TipSetHead tipset(List<Cid> key) {
    return Members.read(client.call("ChainGetTipSet", key), "ChainGetTipSet", TipSetHead::of);
  }

  /** The tipset of an epoch; of one without blocks the tipset before. */
  public TipSetHead tipsetAt(ChainEpoch epoch) {
    return tipset("ChainGetTipSetByHeight", epoch);
  }

  /** The tipset of an epoch; of one without blocks the tipset after. */
  public TipSetHead tipsetFrom(ChainEpoch epoch) {
    return tipset("ChainGetTipSetAfterHeight", epoch);
  }

  private TipSetHead tipset(String method, ChainEpoch epoch) {
    return Members.read(client.call(method, epoch, tipset), method, TipSetHead::of);
  }

  /** The newest tipset that cannot be undone any more. */
  public TipSetHead finalizedTipset() {
    return Members.read(
        client.call("ChainGetFinalizedTipSet"), "ChainGetFinalizedTipSet", TipSetHead::of);
  }

  /**
   * The changes of the head as they happen, over a WebSocket, without end: read them with {@code
   * limit} or close the pass. When the connection breaks it is made again, with pauses of 1 to 30
   * s, and the first change is then CURRENT again; after ten failures in a row the pass fails.
   */
  public Rows<HeadChange> headChanges() {
    return Rows.of(HeadChange.class, () -> new HeadChanges(client.client()));
  }

  /** What the network was made with. */
  public NetworkParams networkParams() {
    return NetworkParams.of(client.call("StateGetNetworkParams"));
  }

  /** The version of the network's rules. */
  public long networkVersion() {
    return client.call("StateNetworkVersion", tipset).longValue();
  }

  /** How the node fares. */
  public NodeStatus status() {
    return NodeStatus.of(client.call("NodeStatus", true));
  }

  /** What the node fetches of the chain. */
  public List<SyncProgress> syncState() {
    return Members.of(client.call("SyncState"), "SyncState").list("ActiveSyncs", SyncProgress::of);
  }

  /** Messages: what became of them, and why. */
  public ChainMessages getMessages() {
    return new ChainMessages(client, tipset);
  }

  /** Messages that are not on chain yet, and gas. */
  public MessagePool getPool() {
    return new MessagePool(client, tipset);
  }

  /** The chain's randomness. */
  public ChainRandomness getRandomness() {
    return new ChainRandomness(client, miner, tipset);
  }

  /** Deals and verified data. */
  public MarketState getMarket() {
    return new MarketState(client, miner, tipset);
  }

  /** How epochs and wall-clock time belong together on this network. */
  public ChainClock getClock() {
    return networkParams().clock();
  }

  /** Who the miner is. */
  public MinerInfo minerInfo() {
    return MinerInfo.of(client.call("StateMinerInfo", miner.get(), tipset));
  }

  /** The miner's power. */
  public MinerPower minerPower() {
    return MinerPower.of(client.call("StateMinerPower", miner.get(), tipset));
  }

  /** How many sectors the miner has. */
  public SectorCounts minerSectorCount() {
    return SectorCounts.of(client.call("StateMinerSectorCount", miner.get(), tipset));
  }

  /** All sectors of the miner, faulty ones included. They stream. */
  public Rows<OnChainSector> minerSectors() {
    return sectors(null);
  }

  /**
   * Some sectors of the miner. They stream.
   *
   * <p>The node refuses the whole list if one number is not on chain.
   */
  public Rows<OnChainSector> minerSectors(SectorNumbers numbers) {
    return numbers.isEmpty() ? Rows.of(OnChainSector.class, List.of()) : sectors(numbers);
  }

  private Rows<OnChainSector> sectors(@Nullable SectorNumbers numbers) {
    return client
        .client()
        .list(
            OnChainSector.class,
            OnChainSector::of,
            "StateMinerSectors",
            miner.get(),
            numbers,
            tipset);
  }

  /** A sector; empty if it is not on chain. */
  public Optional<OnChainSector> sectorInfo(long number) {
    return Json.present(client.call("StateSectorGetInfo", miner.get(), number, tipset))
        .map(OnChainSector::of);
  }

  /** The sectors that have power: proven, not faulty. They stream. */
  public Rows<OnChainSector> activeSectors() {
    return client
        .client()
        .list(
            OnChainSector.class, OnChainSector::of, "StateMinerActiveSectors", miner.get(), tipset);
  }

  /** Whether the chain has ever seen a number: it cannot be used again. */
  public boolean isAllocated(long number) {
    return client.call("StateMinerSectorAllocated", miner.get(), number, tipset).booleanValue();
  }

  /** When a sector ends; empty if it is not on chain. */
  public Optional<SectorExpiration> sectorExpiration(long number) {
    try {
      return Optional.of(
          SectorExpiration.of(client.call("StateSectorExpiration", miner.get(), number, tipset)));
    } catch (RpcRejectedException rejected) {
      if (rejected.getRejection().message().contains("failed to find sector")) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  /** A sector that was announced and not proven yet; empty if there is none. */
  public Optional<PreCommittedSector> preCommittedSector(long number) {
    return Json.present(client.call("StateSectorPreCommitInfo", miner.get(), number, tipset))
        .map(PreCommittedSector::of);
  }

  /** When a sector is proven; empty if it is not on chain or terminated. */
  public Optional<SectorPlace> sectorPlace(long number) {
    try {
      return Optional.of(
          SectorPlace.of(client.call("StateSectorPartition", miner.get(), number, tipset)));
    } catch (RpcRejectedException rejected) {
      if (rejected.getRejection().message().contains("not due at any deadline")) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  /** Where the miner stands in its proving period. */
  public DeadlineInfo provingDeadline() {
    return DeadlineInfo.of(client.call("StateMinerProvingDeadline", miner.get(), tipset));
  }

  /** The miner's deadlines. */
  public List<Deadline> minerDeadlines() {
    List<Deadline> deadlines = new ArrayList<>();
    Json.list(client.call("StateMinerDeadlines", miner.get(), tipset), "StateMinerDeadlines")
        .map(json -> Members.of(json, "StateMinerDeadlines"))
        .forEach(json -> deadlines.add(Deadline.of(deadlines.size(), json)));
    return List.copyOf(deadlines);
  }

  /** The partitions of a deadline; empty for one without sectors. */
  public List<Partition> minerPartitions(int deadline) {
    List<Partition> partitions = new ArrayList<>();
    Json.list(
            client.call("StateMinerPartitions", miner.get(), deadline, tipset),
            "StateMinerPartitions")
        .map(json -> Members.of(json, "StateMinerPartitions"))
        .forEach(json -> partitions.add(Partition.of(deadline, partitions.size(), json)));
    return List.copyOf(partitions);
  }

  /** The faulty sectors. */
  public SectorNumbers minerFaults() {
    return numbers("StateMinerFaults");
  }

  /** The faulty sectors that are declared recovered. */
  public SectorNumbers minerRecoveries() {
    return numbers("StateMinerRecoveries");
  }

  /** Every number that the chain has ever seen of the miner: none of them can be used again. */
  public SectorNumbers minerAllocated() {
    return numbers("StateMinerAllocated");
  }

  /** What the owner could withdraw. */
  public TokenAmount minerAvailableBalance() {
    return Members.convert(
        client.call("StateMinerAvailableBalance", miner.get(), tipset),
        "StateMinerAvailableBalance",
        TokenAmount.class);
  }

  /** What an actor has. */
  public TokenAmount balance(Address actor) {
    return Members.convert(client.call("WalletBalance", actor), "WalletBalance", TokenAmount.class);
  }

  /** An actor; empty if there is none. */
  public Optional<ActorState> actor(Address address) {
    try {
      return Optional.of(ActorState.of(client.call("StateGetActor", address, tipset)));
    } catch (RpcRejectedException rejected) {
      if (rejected.getRejection().getKind() == RpcRejection.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  /**
   * The state of an actor, as its program keeps it; for a miner locked funds, fee debt and so on.
   */
  public JsonNode actorState(Address address) {
    return client.call("StateReadState", address, tipset).path("State");
  }

  /** The ID address of an actor. */
  public Address idOf(Address address) {
    return address("StateLookupID", address);
  }

  /** The key address of an account. */
  public Address keyOf(Address address) {
    return address("StateAccountKey", address);
  }

  private Address address(String method, Address address) {
    return Members.convert(client.call(method, address, tipset), method, Address.class);
  }

  /** The addresses whose keys the node has; needs the permission {@code write}. */
  public List<Address> wallets() {
    return Json.list(client.call("WalletList"), "WalletList")
        .map(address -> Members.convert(address, "WalletList", Address.class))
        .toList();
  }

  /** What is locked for a new sector. */
  public TokenAmount initialPledge(SectorSize size, long epochs, long verifiedBytes) {
    return Members.convert(
        client.call(
            "StateMinerInitialPledgeForSector", epochs, size.bytes(), verifiedBytes, tipset),
        "StateMinerInitialPledgeForSector",
        TokenAmount.class);
  }

  /** Every method by its name, with the daemon's own help. */
  public NamedMethods getRpc() {
    return client.methods();
  }

  /**
   * What the market has of many deals, as its JSON, several asked for at a time and in their order;
   * a deal that it does not have (any longer) is an answer with its failure.
   *
   * @param ids read once, while the answers come; to be closed
   */
  public RowCursor<BulkAnswer<Long>> storageDeals(Iterable<Long> ids) {
    return client
        .client()
        .bulk(
            "StateMarketStorageDeal",
            ids::iterator,
            id -> new Object[] {id, tipset},
            BulkLimits.DEFAULT)
        .get();
  }

  /**
   * Any method, by its name without {@code Filecoin.}; JSON's null where it answers nothing.
   *
   * @throws io.sectorsh.migration.RefusedException if it may change something and the session may
   *     not
   */
  public JsonNode call(String method, @Nullable Object... params) {
    return client.named(method, params);
  }

  private SectorNumbers numbers(String method) {
    return Members.convert(client.call(method, miner.get(), tipset), method, SectorNumbers.class);
  }

  @Override
  public String toString() {
    return "chain node at " + getEndpoint();
  }
}
