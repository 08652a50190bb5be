package io.sectorsh.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
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
    this(endpoint, () -> miner, new ChangeGuard(Mode.OBSERVE));
  }

  /**
   * A node that a session works with.
   *
   * @param miner whom to ask about; asked for when it is needed
   * @param guard asked before each call of a method that may change something
   */
  public LotusNode(RpcEndpoint endpoint, Supplier<Address> miner, ChangeGuard guard) {
    this(GuardedClient.of(endpoint, guard, ReadMethods::ofNode), miner, List.of());
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

  /** How epochs and wall-clock time belong together on this network. */
  public ChainClock getClock() {
    return Members.read(
        client.call("StateGetNetworkParams"),
        "StateGetNetworkParams",
        params ->
            ChainClock.ofSeconds(
                params.value("GenesisTimestamp", Long.class),
                params.value("BlockDelaySecs", Long.class)));
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
    return present(client.call("StateSectorGetInfo", miner.get(), number, tipset))
        .map(OnChainSector::of);
  }

  /** A sector that was announced and not proven yet; empty if there is none. */
  public Optional<PreCommittedSector> preCommittedSector(long number) {
    return present(client.call("StateSectorPreCommitInfo", miner.get(), number, tipset))
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
    for (JsonNode json : list("StateMinerDeadlines", miner.get(), tipset)) {
      deadlines.add(Deadline.of(deadlines.size(), Members.of(json, "StateMinerDeadlines")));
    }
    return List.copyOf(deadlines);
  }

  /** The partitions of a deadline; empty for one without sectors. */
  public List<Partition> minerPartitions(int deadline) {
    List<Partition> partitions = new ArrayList<>();
    for (JsonNode json : list("StateMinerPartitions", miner.get(), deadline, tipset)) {
      partitions.add(
          Partition.of(deadline, partitions.size(), Members.of(json, "StateMinerPartitions")));
    }
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

  /**
   * Any method, by its name without {@code Filecoin.}; JSON's null where it answers nothing.
   *
   * @throws io.sectorsh.migration.RefusedException if it may change something and the session may
   *     not
   */
  public JsonNode call(String method, @Nullable Object... params) {
    return client.call(method, params);
  }

  private SectorNumbers numbers(String method) {
    return Members.convert(client.call(method, miner.get(), tipset), method, SectorNumbers.class);
  }

  private JsonNode list(String method, @Nullable Object... params) {
    JsonNode list = client.call(method, params);
    if (list.isArray() || list.isNull()) {
      return list;
    }
    throw new OperatorException(
        ErrorCode.BAD_ANSWER,
        "the result is not a list",
        method + " at " + getEndpoint(),
        "Check that it is a chain node.");
  }

  private static Optional<JsonNode> present(JsonNode result) {
    return Optional.of(result).filter(node -> !node.isNull());
  }

  @Override
  public String toString() {
    return "chain node at " + getEndpoint();
  }
}
