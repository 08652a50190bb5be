package io.sectorsh.damocles;

import io.sectorsh.damocles.change.DamoclesActions;
import io.sectorsh.damocles.change.SectorChanges;
import io.sectorsh.damocles.change.SectorSystems;
import io.sectorsh.damocles.config.DamoclesConfig;
import io.sectorsh.damocles.diagnosis.SectorLookup;
import io.sectorsh.damocles.diagnosis.SectorOverview;
import io.sectorsh.damocles.diagnosis.UnfinalizedSector;
import io.sectorsh.damocles.diagnosis.UnfinalizedSectors;
import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.manager.PersistStore;
import io.sectorsh.damocles.sector.SavedStates;
import io.sectorsh.damocles.sector.SectorFilter;
import io.sectorsh.damocles.sector.SectorJob;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.worker.Pace;
import io.sectorsh.damocles.worker.SectorStep;
import io.sectorsh.damocles.worker.Workers;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.profile.HomePath;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.Following;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What scripts see as {@code damocles}. Opens nothing until it is asked for something. */
public final class Damocles {
  private static final String FIRST =
      ": .sectors, .sector(NUMBER), .unfinalized(), .workers, .changes, .config";

  /** One node that hangs is no reason to wait long for an answer without it. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Profile profile;
  private final ChangeGuard guard;
  private final Workers workers;

  /** The damocles of a profile. */
  public Damocles(Profile profile, ChangeGuard guard) {
    this.profile = Objects.requireNonNull(profile);
    this.guard = Objects.requireNonNull(guard);
    this.workers =
        new Workers(() -> getManager().call("WorkerPingInfoList"), guard, Clock.systemUTC());
  }

  /** Whether the profile has one. */
  public boolean isConfigured() {
    return profile.damoclesApi().isPresent();
  }

  /**
   * The profile's manager.
   *
   * @throws OperatorException NOT_CONFIGURED if it has none
   */
  public DamoclesManager getManager() {
    return manager(
        profile
            .damoclesApi()
            .orElseThrow(
                () ->
                    new OperatorException(
                        ErrorCode.NOT_CONFIGURED,
                        "no damocles manager is configured",
                        "profile " + profile.name(),
                        "Set damocles-api in the profile, such as http://127.0.0.1:1789.")));
  }

  /** Another manager: a URL, a multiaddr or {@code host:port}. */
  public DamoclesManager manager(String address) {
    return new DamoclesManager(RpcEndpoint.parse(address, RpcService.DAMOCLES), guard);
  }

  /**
   * All sectors of every miner: those online, then those offline, each with its store. A sector
   * that is in both is listed twice.
   */
  public Rows<SectorState> getSectors() {
    DamoclesManager manager = getManager();
    return manager
        .listSectors(SectorStore.ONLINE, SectorJob.ALL)
        .then(manager.listSectors(SectorStore.OFFLINE, SectorJob.ALL));
  }

  /** All sectors of one store. */
  public Rows<SectorState> sectors(SectorStore store) {
    return getManager().listSectors(store, SectorJob.ALL);
  }

  /**
   * Some sectors, such as {@code damocles.sectors(rebuild: true, numbers: '1-100')}. By {@code
   * finalized}, {@code rebuild}, {@code snapup}, {@code unsealing}, {@code aborted}, {@code
   * imported}, {@code upgraded}, {@code removed} and {@code withDeals}, true or false; {@code
   * state}, a word or a list of them; {@code store}; {@code miner}; {@code numbers}; {@code
   * olderThan}, an epoch or an age such as {@code '7d'}, by the ticket of the seal.
   *
   * @throws OperatorException BAD_VALUE for a name that is none, or a value of another kind
   */
  public Rows<SectorState> sectors(Map<String, ?> wanted) {
    SectorFilter filter = SectorFilter.of(wanted, this::epochBefore);
    Rows<SectorState> none = Rows.of(SectorState.class, List.of());
    Rows<SectorState> online = filter.asks(SectorStore.ONLINE) ? sectors(SectorStore.ONLINE) : none;
    Rows<SectorState> offline =
        filter.asks(SectorStore.OFFLINE) ? sectors(SectorStore.OFFLINE) : none;
    return online.then(offline).filter(filter.wanted());
  }

  private ChainEpoch epochBefore(Duration age) {
    LotusNode node = chain(miner().getActorId());
    return node.getClock().epochAt(node.chainHead().timestamp().minus(age));
  }

  /**
   * The sectors that damocles is not done with, each with whether it is on chain and safe to
   * finalize, and why. Without a chain node that is not known, and told.
   */
  public Rows<UnfinalizedSector> unfinalized() {
    DamoclesManager manager = getManager();
    return Rows.of(
        UnfinalizedSector.class,
        () ->
            getSectors()
                .filter(sector -> !sector.isFinalized())
                .map(new UnfinalizedSectors(manager, this::chain)::judge)
                .open());
  }

  /**
   * Sector states from files, without a manager: what {@code state export-json} wrote, a saved
   * answer of ListSectors, one state on each line, or a directory with such files. They stream.
   *
   * @throws OperatorException at the first pass; NOT_A_REPO for the manager's own store, which no
   *     Java library reads
   */
  public Rows<SectorState> states(Path path) {
    return SavedStates.read(path);
  }

  /** The same, by a path that may begin with {@code ~}. */
  public Rows<SectorState> states(String path) {
    return states(HomePath.ofUser().read(path, "damocles.states"));
  }

  /** Changes of sectors, with the checks that the manager leaves out. */
  public SectorChanges getChanges() {
    return new SectorChanges(
        new SectorSystems(getManager(), this::chain), guard, () -> miner().getActorId());
  }

  /** The changes that a plan can hold, to read one back. */
  public ActionKinds getActionKinds() {
    return DamoclesActions.kinds(this::systems);
  }

  private SectorSystems systems(String api) {
    return new SectorSystems(manager(api), this::chain);
  }

  /**
   * All about a sector of the profile's miner: both stores, files, worker, chain, and why it is
   * stuck. Without chain node or worker the rest is told all the same.
   *
   * @throws OperatorException NOT_FOUND, or NOT_CONFIGURED if the profile names no miner
   */
  public SectorOverview sector(long number) {
    return sector(new SectorId(miner().getActorId(), number));
  }

  /** The same of any miner's sector. */
  public SectorOverview sector(SectorId sector) {
    return new SectorLookup(
            getManager(),
            () -> chain(sector.miner()),
            workers.getThreads(),
            Clock.systemUTC(),
            sector)
        .look();
  }

  /** A sector of the profile's miner, online first; empty if damocles does not know it. */
  public Optional<SectorState> findSector(long number) {
    return getManager().findSector(new SectorId(miner().getActorId(), number));
  }

  /** The manager's stores. */
  public List<PersistStore> getStores() {
    return getManager().getStores();
  }

  /** The configuration files of the manager and its workers. */
  public DamoclesConfig getConfig() {
    return new DamoclesConfig(profile, guard);
  }

  /** The manager's workers and their threads. */
  public Workers getWorkers() {
    return workers;
  }

  /**
   * Watches a sector of the profile's miner until nothing more is done with it: a rebuild, for
   * example, with its worker, stage and last error. Fails if it ends otherwise than done.
   */
  public Following<SectorStep> follow(long number) {
    return follow(new SectorId(miner().getActorId(), number), Pace.OF_A_SECTOR);
  }

  /** The same of any miner's sector. */
  public Following<SectorStep> follow(SectorId sector) {
    return follow(sector, Pace.OF_A_SECTOR);
  }

  /** The same, as often and as long as it is wanted. */
  public Following<SectorStep> follow(SectorId sector, Pace pace) {
    DamoclesManager manager = getManager();
    return workers.follow(sector, () -> manager.findSector(sector), pace);
  }

  /** The profile's chain node, asked about a miner. */
  private LotusNode chain(long miner) {
    Address address =
        profile
            .miner()
            .map(Address::getNetwork)
            .map(net -> Address.ofId(miner, net))
            .orElseGet(() -> Address.ofId(miner));
    return profile
        .fullNodeApi()
        .map(api -> new LotusNode(RpcEndpoint.parse(api, RpcService.NODE), address))
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_CONFIGURED,
                    "no chain node is configured",
                    "profile " + profile.name(),
                    "Set full-node-api in the profile."))
        .patient(PATIENCE);
  }

  private Address miner() {
    return profile
        .miner()
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_CONFIGURED,
                    "no miner is configured",
                    "profile " + profile.name(),
                    "Set miner in the profile, or use damocles.manager.findSector."));
  }

  @Override
  public String toString() {
    return "damocles"
        + profile
            .damoclesApi()
            .map(api -> " of " + profile.words() + FIRST)
            .orElse(", not configured");
  }
}
