package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.BulkAnswer;
import io.sectorsh.jsonrpc.BulkLimits;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.NamedMethods;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.lotus.calls.DaemonVersion;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.calls.Json;
import io.sectorsh.lotus.calls.ReadMethods;
import io.sectorsh.lotus.chain.MarketDeal;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A lotus-miner daemon, through its API ({@code /rpc/v0}).
 *
 * <p>Storage methods need a token with the permission {@code admin}. Immutable; safe for use by
 * several threads; failures are those of {@link io.sectorsh.jsonrpc.JsonRpcClient}.
 */
public final class LotusMiner {
  /** Longer than lotus' own limit for a partition (Proving.PartitionCheckTimeout). */
  private static final Duration LONGEST_CHECK = Duration.ofMinutes(25);

  /** A deadline is open for half an hour. */
  private static final Duration LONGEST_PROOF = Duration.ofMinutes(30);

  private final GuardedClient client;

  /** A miner that may only be looked at. */
  public LotusMiner(RpcEndpoint endpoint) {
    this(endpoint, new ChangeGuard(Mode.OBSERVE));
  }

  /**
   * A miner that a session works with.
   *
   * @param guard asked before each call of a method that may change something
   */
  public LotusMiner(RpcEndpoint endpoint, ChangeGuard guard) {
    this(guarded(new JsonRpcClient(endpoint), guard));
  }

  private static GuardedClient guarded(JsonRpcClient client, ChangeGuard guard) {
    return new GuardedClient(client, guard, ReadMethods::ofMiner, new SectorCheck(client));
  }

  private LotusMiner(GuardedClient client) {
    this.client = client;
  }

  /** The same daemon with more time for an answer, for methods that work long. */
  public LotusMiner patient(Duration longest) {
    return new LotusMiner(client.patient(longest));
  }

  /** Where it is. */
  public RpcEndpoint getEndpoint() {
    return client.client().getEndpoint();
  }

  /** The daemon's version. */
  public DaemonVersion version() {
    return DaemonVersion.of(client.call("Version"));
  }

  /** Which miner it works for. */
  public Address actorAddress() {
    return Members.convert(client.call("ActorAddress"), "ActorAddress", Address.class);
  }

  /**
   * The numbers of all sectors that it has a record of, removed ones included. lotus takes them
   * from inside the records, so a record under a wrong key shows as another number.
   */
  public SectorNumbers sectorsList() {
    return numbers("SectorsList");
  }

  /** The numbers of the sectors in some states, in lotus' words; unknown words are ignored. */
  public SectorNumbers sectorsListInStates(List<String> states) {
    return numbers("SectorsListInStates", states);
  }

  /** How many sectors are in each state, as the running daemon counts them. */
  public Map<String, Long> sectorsSummary() {
    Map<String, Long> summary = new LinkedHashMap<>();
    client
        .call("SectorsSummary")
        .properties()
        .forEach(state -> summary.put(state.getKey(), state.getValue().longValue()));
    return Collections.unmodifiableMap(summary);
  }

  /**
   * A sector; empty if there is no record of it.
   *
   * @param onChain whether the chain is asked as well; without it activation, expiration and
   *     weights are 0
   */
  public Optional<SectorStatus> sectorsStatus(long number, boolean onChain) {
    try {
      SectorStatus told = SectorStatus.of(client.call("SectorsStatus", number, onChain));
      return Optional.of(seen().map(view -> view.over(number, told)).orElse(told));
    } catch (RpcRejectedException rejected) {
      if (SectorStatus.isAbsent(rejected)) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  /**
   * The statuses of many sectors, in the order of their numbers, read several at a time and given
   * as they come; what is kept in memory does not depend on how many there are. A sector that
   * cannot be read is a row with its problem. Each is as lotus-miner knows it at that moment: for
   * the chain's side of one moment take {@code lotus.sectors}.
   *
   * @param onChain whether lotus-miner asks the chain about each, which takes far longer
   */
  public Rows<SectorRead> sectorStatuses(SectorNumbers numbers, boolean onChain) {
    return sectorStatuses(numbers, onChain, BulkLimits.DEFAULT);
  }

  /** The same with limits of its own on what is under way at once. */
  public Rows<SectorRead> sectorStatuses(
      SectorNumbers numbers, boolean onChain, BulkLimits limits) {
    Supplier<RowCursor<BulkAnswer<Long>>> answers =
        client
            .client()
            .bulk(
                "SectorsStatus",
                numbers::iterator,
                number -> new Object[] {number, onChain},
                limits);
    return Rows.of(
        SectorRead.class, () -> answers.get().map(answer -> seen(SectorRead.of(answer))));
  }

  private SectorRead seen(SectorRead read) {
    return seen()
        .map(view -> read.withStatus(read.status().map(told -> view.over(read.number(), told))))
        .orElse(read);
  }

  /** In a sandbox, what its code has changed. */
  Optional<MinerView> seen() {
    return MinerView.in(client.guard(), this);
  }

  /** Throws NOT_FOUND if there is no such sector, whatever SectorsStatus says. */
  void requireSector(String method, long number) {
    new SectorCheck(client.client()).requireExisting(method, number);
  }

  /** Changes that a plan can hold, with a look before and after each. */
  public MinerChanges getChanges() {
    return new MinerChanges(this, client.guard());
  }

  /** The statuses of all sectors that it lists. */
  public Rows<SectorRead> sectorStatuses(boolean onChain) {
    return sectorStatuses(sectorsList(), onChain);
  }

  /**
   * Puts a sector into another state, as {@code lotus-miner sectors update-state} does. lotus does
   * not ask whether the state fits: what comes next overwrites what was there.
   *
   * @param state in lotus' words
   * @throws OperatorException NOT_FOUND if there is no such sector, BAD_VALUE if no such state
   */
  public void sectorsUpdate(long number, String state) {
    client.call("SectorsUpdate", number, state);
  }

  /**
   * Deletes all files of a sector on every path. Cannot be undone; the chain is told nothing.
   *
   * @throws OperatorException NOT_FOUND if there is no such sector
   */
  public void sectorRemove(long number) {
    client.call("SectorRemove", number);
  }

  /**
   * Queues a sector to be ended on chain, for which a fee is burnt; sent by {@code
   * sealing.flushTerminations()} or on lotus' own time. Cannot be undone.
   *
   * @throws OperatorException NOT_FOUND if there is no such sector
   */
  public void sectorTerminate(long number) {
    client.call("SectorTerminate", number);
  }

  /** Seals a sector that waits for deals with what it has; NOT_FOUND as the others. */
  public void sectorStartSealing(long number) {
    client.call("SectorStartSealing", number);
  }

  /** Gives an upgrade up and deletes its files; NOT_FOUND as the others. */
  public void sectorAbortUpgrade(long number) {
    client.call("SectorAbortUpgrade", number);
  }

  /** Offers a sector without data for an upgrade; NOT_FOUND as the others. */
  public void sectorMarkForUpgrade(long number) {
    client.call("SectorMarkForUpgrade", number, true);
  }

  /** Unseals a sector; returns when lotus-miner has begun. NOT_FOUND as the others. */
  public void sectorUnseal(long number) {
    client.call("SectorUnseal", number);
  }

  /**
   * Keeps numbers back from being given to new sectors.
   *
   * @param name of the reservation: letters, digits, underscores and dashes
   * @param force whether numbers that are taken or reserved already may be among them
   */
  public void reserveNumbers(String name, SectorNumbers numbers, boolean force) {
    client.call("SectorNumReserve", name, numbers, force);
  }

  /** Keeps back that many of the lowest free numbers, and tells which. */
  public SectorNumbers reserveNumbers(String name, long count) {
    return Members.convert(
        client.call("SectorNumReserveCount", name, count),
        "SectorNumReserveCount",
        SectorNumbers.class);
  }

  /** Gives reserved numbers free again. */
  public void freeNumbers(String name) {
    client.call("SectorNumFree", name);
  }

  /** Workers, jobs and queues. */
  public MinerSealing getSealing() {
    return new MinerSealing(client);
  }

  /** From which addresses it sends what. */
  public SenderAddresses senderAddresses() {
    return SenderAddresses.of(client.call("ActorAddressConfig"));
  }

  /** What it complains about. */
  public List<MinerAlert> alerts() {
    return Json.list(client.call("LogAlerts"), "LogAlerts").map(MinerAlert::of).toList();
  }

  /** The deals of the built-in market that are its own. They stream. */
  public Rows<MarketDeal> marketDeals() {
    return client.client().list(MarketDeal.class, MarketDeal::of, "MarketListDeals");
  }

  /** How it gives out sector numbers. */
  public NumberAssignment numberAssignment() {
    return NumberAssignment.of(client.call("SectorNumAssignerMeta"));
  }

  /** The numbers that were kept back, by the name under which. */
  public Map<String, SectorNumbers> numberReservations() {
    Map<String, SectorNumbers> told =
        Json.map(
            client.call("SectorNumReservations"),
            node -> Members.convert(node, "SectorNumReservations", SectorNumbers.class));
    return seen().map(view -> view.over(told)).orElse(told);
  }

  /** Its storage paths, and which files it knows to be where. */
  public MinerStorage getStorage() {
    return new MinerStorage(this, client);
  }

  /**
   * Which of some sectors could not be proven now, by number, with the reason in lotus' words;
   * empty if all could. Reads every one of them on disk: takes minutes for a partition. lotus
   * checks what its own records say, not what the chain says, and verifies no proof.
   *
   * @param proof the miner's windowPoSt type
   * @param sectors which sectors
   */
  public Map<Long, String> checkProvable(PoStProof proof, Map<SectorId, SealProof> sectors) {
    List<SectorReference> references = new ArrayList<>();
    sectors.forEach((id, type) -> references.add(new SectorReference(id, type)));
    Map<Long, String> bad = new TreeMap<>();
    client
        .patient(LONGEST_CHECK)
        .call("CheckProvable", proof, references)
        .properties()
        .forEach(entry -> bad.put(Long.valueOf(entry.getKey()), entry.getValue().asText()));
    return Collections.unmodifiableMap(bad);
  }

  /**
   * Computes the proof of a deadline as if it were open, and sends nothing: shows whether it can be
   * made in time. Takes the machine's proving power as long as it lasts; not while a deadline is
   * open.
   *
   * @return one for each message that would be sent; empty if nothing is to be proven
   */
  public List<ComputedPoSt> computeWindowPoSt(int deadline) {
    return Json.list(
            client.patient(LONGEST_PROOF).call("ComputeWindowPoSt", deadline, null),
            "ComputeWindowPoSt")
        .map(ComputedPoSt::of)
        .toList();
  }

  /**
   * Has lotus-miner write its metadata to a file, as {@code lotus-miner backup} does.
   *
   * @param file a new one on the daemon's host, below its LOTUS_BACKUP_BASE_PATH: into one that is
   *     there and longer, lotus would write a damaged backup
   */
  public void createBackup(Path file) {
    client.call("CreateBackup", file.toString());
  }

  /**
   * Has lotus-miner take in a sector that another one sealed, whose files lie on its storage paths
   * already. It checks ticket, seed, proof and pieces against the chain, but not the files.
   *
   * @param sector as the other miner's repository has it
   * @param state in which it goes on: {@code Packing}, {@code GetTicket}, {@code PreCommitting},
   *     {@code SubmitCommit}, {@code Proving} or {@code Available}
   * @throws OperatorException BAD_VALUE for another state; REFUSED if it knows the number already,
   *     or for an upgraded sector, of which it would drop what matters
   */
  public void sectorReceive(SectorInfo sector, String state) {
    client.guard().requireApply("have " + this + " receive sector " + sector.getSectorNumber());
    client.call("SectorReceive", new SectorReception(this).parameter(sector, state));
  }

  /** What it can pay out. */
  public MinerFunds getFunds() {
    return new MinerFunds(client);
  }

  /** Every method by its name, with the daemon's own help. */
  public NamedMethods getRpc() {
    return client.methods();
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

  private record SectorReference(
      @JsonProperty("ID") SectorId id, @JsonProperty("ProofType") SealProof type) {}

  private SectorNumbers numbers(String method, @Nullable Object... params) {
    LongStream.Builder numbers = LongStream.builder();
    client.client().list(Long.class, JsonNode::longValue, method, params).forEach(numbers::add);
    return SectorNumbers.of(numbers.build().toArray());
  }

  @Override
  public String toString() {
    return "lotus-miner at " + getEndpoint();
  }
}
