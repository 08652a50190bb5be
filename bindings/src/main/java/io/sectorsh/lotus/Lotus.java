package io.sectorsh.lotus;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.miner.MinerActions;
import io.sectorsh.lotus.record.MetadataBackup;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoConfig;
import io.sectorsh.lotus.repo.RestoredRepo;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.profile.HomePath;
import io.sectorsh.profile.Profile;
import io.sectorsh.profile.Profiles;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What scripts see as {@code lotus}. Opens nothing until it is asked for something. */
public final class Lotus {
  private final Profile profile;
  private final Function<String, Profile> profiles;
  private final ChangeGuard guard;
  private volatile @Nullable Address miner;

  /** The lotus of a profile; others are those of the user's configuration. */
  public Lotus(Profile profile, ChangeGuard guard) {
    this(profile, Profiles::named, guard);
  }

  /**
   * The lotus of a profile.
   *
   * @param profiles finds other profiles by name
   */
  public Lotus(Profile profile, Function<String, Profile> profiles, ChangeGuard guard) {
    this.profiles = Objects.requireNonNull(profiles);
    this.profile = Objects.requireNonNull(profile);
    this.guard = Objects.requireNonNull(guard);
  }

  /**
   * The lotus of another profile of the user's configuration, under the same rules as this session;
   * {@code environment} for what the variables say.
   *
   * @throws OperatorException NOT_CONFIGURED if there is no such profile, BAD_VALUE if the
   *     configuration is wrong
   */
  public Lotus as(String other) {
    return new Lotus(profiles.apply(other), profiles, guard);
  }

  /** Which systems these are. */
  public Profile getProfile() {
    return profile;
  }

  /**
   * The profile's chain node, asked about the profile's miner.
   *
   * @throws OperatorException NOT_CONFIGURED if it has none
   */
  public LotusNode getNode() {
    return node(required(profile.fullNodeApi(), "chain node", "full-node-api"));
  }

  /**
   * Another chain node, by {@code TOKEN:ADDRESS} or address; of several joined by commas the next
   * is asked when one does not answer.
   */
  public LotusNode node(String apiInfo) {
    return new LotusNode(
        RpcEndpoint.parseAll(apiInfo, RpcService.NODE), this::getMinerAddress, guard);
  }

  /**
   * The profile's lotus-miner.
   *
   * @throws OperatorException NOT_CONFIGURED if it has none
   */
  public LotusMiner getMiner() {
    return miner(required(profile.minerApi(), "lotus-miner", "miner-api"));
  }

  /** Another lotus-miner, by {@code TOKEN:ADDRESS} or address. */
  public LotusMiner miner(String apiInfo) {
    return new LotusMiner(RpcEndpoint.parse(apiInfo, RpcService.MINER), guard);
  }

  /** The changes through lotus-miner that a plan can hold, to read one back. */
  public ActionKinds getActionKinds() {
    return MinerActions.kinds(this::minerAt);
  }

  /** The token is not in a plan: it is the profile's, if the plan's daemon is the profile's. */
  private LotusMiner minerAt(String url) {
    return profile
        .minerApi()
        .map(this::miner)
        .filter(known -> known.getEndpoint().getUrl().equals(url))
        .orElseGet(() -> miner(url));
  }

  /**
   * The profile's repository of lotus-miner, read as it lies on disk, whether or not a daemon runs.
   *
   * @throws OperatorException NOT_CONFIGURED if it has none, NOT_A_REPO if it is none
   */
  public LotusRepo getRepo() {
    return repo(
        profile
            .lotusMinerRepo()
            .orElseThrow(() -> missing("repository of lotus-miner", "lotus-miner-repo")));
  }

  /** Another repository. */
  public LotusRepo repo(Path path) {
    return LotusRepo.open(path, guard);
  }

  /** Another repository, by its path, which may begin with {@code ~}. */
  public LotusRepo repo(String path) {
    return repo(HomePath.ofUser().read(path, "lotus.repo"));
  }

  /**
   * Makes a repository from a backup where there is none yet; otherwise as {@link
   * LotusRepo#restore(Path)}.
   */
  public RestoredRepo restore(String backup, String target) {
    Path to = HomePath.ofUser().read(target, "lotus.restore");
    return LotusRepo.restore(repo(backup), to, guard);
  }

  /** A file of {@code lotus-miner backup} or of {@code kvlog/metadata}. */
  public MetadataBackup backup(Path path) {
    return MetadataBackup.open(path);
  }

  /** As {@link #backup(Path)}; the path may begin with {@code ~}. */
  public MetadataBackup backup(String path) {
    return backup(HomePath.ofUser().read(path, "lotus.backup"));
  }

  /**
   * All sectors that lotus-miner has a record of or the chain has, by number, each as both know it.
   * They stream: what is kept in memory does not depend on how many there are. The chain's side of
   * a pass is of one tipset; a record that cannot be read is a row with its problem, also where
   * lotus' own list of sectors fails for it.
   *
   * @throws OperatorException NOT_CONFIGURED if there is no chain node or no lotus-miner
   */
  public Rows<SectorOverview> getSectors() {
    LotusMiner miner = getMiner();
    LotusNode node = getNode();
    return Rows.of(SectorOverview.class, () -> SectorJoin.of(miner, node));
  }

  /**
   * Has lotus-miner declare faulty sectors recovered, after checking what it does not check itself:
   * that they are faulty and not declared yet, that it is not too late for their deadline, and that
   * they can be proven, for which they are read from disk.
   *
   * @return the messages
   * @throws io.sectorsh.migration.RefusedException if one of that does not hold, or the session may
   *     not change anything
   */
  public List<Cid> recoverFaults(SectorNumbers sectors) {
    guard.requireApply("declare " + sectors.count() + " sectors recovered");
    Optional<Map<String, Object>> config =
        profile.lotusMinerRepo().map(path -> RepoConfig.read(path.resolve("config.toml")));
    return new FaultRecovery(getMiner(), getNode(), config).declare(sectors);
  }

  /**
   * The miner to work on: the profile's, else the one of the repository, else the one that
   * lotus-miner works for.
   *
   * @throws OperatorException NOT_CONFIGURED if nothing tells
   */
  public Address getMinerAddress() {
    Address known = miner;
    if (known == null) {
      known = profile.miner().orElseGet(this::askMiner);
      miner = known;
    }
    return known;
  }

  private Address askMiner() {
    Optional<Address> ofRepo = profile.lotusMinerRepo().flatMap(this::minerOf);
    if (ofRepo.isPresent()) {
      return ofRepo.get();
    }
    if (profile.minerApi().isPresent()) {
      return getMiner().actorAddress();
    }
    throw missing("miner", "miner");
  }

  /** A repository that cannot be read does not keep the daemon from being asked. */
  private Optional<Address> minerOf(Path path) {
    try {
      return repo(path).getMinerAddress();
    } catch (OperatorException unreadable) {
      return Optional.empty();
    }
  }

  private String required(Optional<String> address, String what, String key) {
    return address.orElseThrow(() -> missing(what, key));
  }

  private OperatorException missing(String what, String key) {
    return new OperatorException(
        ErrorCode.NOT_CONFIGURED,
        "no " + what + " is configured",
        "profile " + profile.name(),
        "Set " + key + " in the profile, or the variable that lotus knows for it.");
  }

  /** Whose it is, and what to ask it first. */
  @Override
  public String toString() {
    return "lotus of " + profile.words() + ": .sectors, .node, .miner, .repo";
  }
}
