package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.sector.SectorJob;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.NamedMethods;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.rows.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A damocles manager, through its API ({@code /rpc/v0}, method names {@code Venus.*}).
 *
 * <p>The methods about sectors, stores and miners are here; others are grouped: {@link #getCommands
 * commands} change sectors, {@link #getSnapup snapup}, {@link #getProving proving}, {@link
 * #getWindowPoSt windowPoSt}, {@link #getPings pings} of workers, {@link #getRandomness
 * randomness}. {@link #call call} takes any by its name.
 *
 * <p>The API knows no tokens: whoever reaches it may do anything. Safe for use by several threads;
 * failures are those of {@link JsonRpcClient}, and NOT_FOUND where the manager says that it does
 * not know a sector.
 */
public final class DamoclesManager {
  private final ManagerCalls calls;

  /** A manager that may only be looked at. */
  public DamoclesManager(RpcEndpoint endpoint) {
    this(endpoint, new ChangeGuard(Mode.OBSERVE));
  }

  /**
   * A manager that a session works with.
   *
   * @param guard asked before each call of a method that may change something
   */
  public DamoclesManager(RpcEndpoint endpoint, ChangeGuard guard) {
    this(new JsonRpcClient(endpoint), guard);
  }

  /** A manager that is called with limits of the client's own. */
  DamoclesManager(JsonRpcClient client, ChangeGuard guard) {
    this(new ManagerCalls(client, Objects.requireNonNull(guard)));
  }

  private DamoclesManager(ManagerCalls calls) {
    this.calls = calls;
  }

  /** The same manager with more time for an answer, for methods that work long. */
  public DamoclesManager patient(Duration longest) {
    return new DamoclesManager(calls.patient(longest));
  }

  /** Where it is. */
  public RpcEndpoint getEndpoint() {
    return calls.client().getEndpoint();
  }

  /** The manager's version, such as {@code v0.13.1-prod-git.4235a89}. */
  public String getVersion() {
    return calls.read("Version").asText();
  }

  /** Sectors of one store. They stream: the manager sends whole states, proofs included. */
  public Rows<SectorState> listSectors(SectorStore store, SectorJob job) {
    Rows<SectorState> stored = listStored(store, job);
    return ManagerView.in(calls.guard(), this)
        .map(view -> view.over(store, job, stored))
        .orElse(stored);
  }

  private Rows<SectorState> listStored(SectorStore store, SectorJob job) {
    return calls
        .client()
        .list(
            SectorState.class,
            json -> SectorState.listed(json, store),
            "ListSectors",
            store.word(),
            job.number());
  }

  /** A sector in one store. */
  public Optional<SectorState> findSector(SectorStore store, SectorId sector) {
    return ManagerView.in(calls.guard(), this)
        .map(view -> view.find(store, sector, () -> findStored(store, sector)))
        .orElseGet(() -> findStored(store, sector));
  }

  private Optional<SectorState> findStored(SectorStore store, SectorId sector) {
    return calls
        .find("FindSector", store.word(), sector)
        .map(json -> SectorState.listed(json, store));
  }

  /** A sector wherever it is, online first. The same sector may also be in the other store. */
  public Optional<SectorState> findSector(SectorId sector) {
    return findSector(SectorStore.ONLINE, sector).or(() -> findSector(SectorStore.OFFLINE, sector));
  }

  /** Whether a sector is in either store, mostly in one call. */
  public boolean isKnown(SectorId sector) {
    return ManagerView.in(calls.guard(), this).isPresent()
        ? findSector(sector).isPresent()
        : findSectorInAllStates(sector).isPresent();
  }

  /** A sector wherever it is, online first, in one call: where it was found is not told. */
  public Optional<SectorState> findSectorInAllStates(SectorId sector) {
    return calls.find("FindSectorInAllStates", sector).map(SectorState::fromJson);
  }

  /**
   * The sectors of one store that hold a deal of the market actor; an allocation's number finds
   * nothing. The manager refuses deal 0.
   */
  public Rows<SectorState> findSectorsWithDeal(SectorStore store, long dealId) {
    return calls
        .client()
        .list(
            SectorState.class,
            json -> SectorState.listed(json, store),
            "FindSectorsWithDeal",
            store.word(),
            dealId);
  }

  /** A sector of one store that holds a piece; of several the one that the manager meets last. */
  public Optional<SectorState> findSectorWithPiece(SectorStore store, Cid piece) {
    return calls
        .find("FindSectorWithPiece", store.word(), piece)
        .map(json -> SectorState.listed(json, store));
  }

  /** Which stores hold a sector's files, as the manager's own index says; it does not look. */
  public Optional<IndexedFiles> findFiles(IndexedFiles.Kind kind, SectorId sector) {
    return Members.read(
        calls.read("SectorIndexerFind", kind.word(), sector),
        "SectorIndexerFind",
        IndexedFiles::of);
  }

  /** The stores for files of sealed sectors, with how full they are. */
  public List<PersistStore> getStores() {
    return calls
        .client()
        .list(
            PersistStore.class,
            json -> Members.read(json, "StoreList", PersistStore::of),
            "StoreList")
        .toList();
  }

  /** A store as it is configured. */
  public Optional<StoreSettings> findStore(String name) {
    return calls
        .find("StoreBasicInfo", name)
        .map(json -> Members.read(json, "StoreBasicInfo", StoreSettings::of));
  }

  /** A miner of the chain, by its actor's number. */
  public MinerIdentity minerInfo(long miner) {
    return Members.read(calls.read("GetInfo", miner), "GetInfo", MinerIdentity::of);
  }

  /** How the manager is configured for a miner, by its actor's number. */
  public MinerConfig minerConfig(long miner) {
    return MinerConfig.of(calls.read("GetMinerConfig", miner));
  }

  /** What changes one sector: rebuild, restore, abort, finalize, terminate, remove, import. */
  public SectorCommands getCommands() {
    return new SectorCommands(calls);
  }

  /** Putting data into sealed sectors. */
  public SnapUps getSnapup() {
    return new SnapUps(calls);
  }

  /** Whether sectors can be proven, and with which files. */
  public ProvingChecks getProving() {
    return new ProvingChecks(calls);
  }

  /** The jobs of workers that make windowPoSts; the manager has them with --worker-prover only. */
  public WindowPoStJobs getWindowPoSt() {
    return new WindowPoStJobs(calls);
  }

  /** The workers that have told the manager that they are alive. */
  public WorkerPings getPings() {
    return new WorkerPings(calls);
  }

  /** The chain's randomness, through the manager. */
  public ManagerRandomness getRandomness() {
    return new ManagerRandomness(calls);
  }

  /** Every method by its name, as in {@code rpc.StoreList()}, with what it takes. */
  public NamedMethods getRpc() {
    return new NamedMethods(calls.client(), this::call, ManagerMethods.ALL);
  }

  /**
   * Any method, by its name without {@code Venus.}; JSON's null where it answers nothing.
   *
   * @throws io.sectorsh.migration.RefusedException if it may change something and the session may
   *     not
   */
  public JsonNode call(String method, @Nullable Object... params) {
    String name = method.startsWith("Venus.") ? method.substring("Venus.".length()) : method;
    if (ReadMethods.has(name)) {
      return calls.client().read(name, params);
    }
    return getRpc()
        .named(
            name,
            () -> {
              calls.requireConfirmed(name, params);
              return calls.client().call(name, params);
            });
  }

  @Override
  public String toString() {
    return "damocles manager at " + getEndpoint();
  }
}
