package io.sectorsh.damocles.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.toml.TomlChange;
import io.sectorsh.toml.TomlDocument;
import io.sectorsh.toml.TomlFile;
import io.sectorsh.toml.TomlPath;
import io.sectorsh.toml.TomlStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A manager's {@code sector-manager.cfg}. Read anew at each question. */
public final class ManagerConfig {
  private static final String GAS =
      " %1$s.GasOverEstimation:decimal %1$s.GasOverPremium:decimal %1$s.GasFeeCap:fil"
          + " %1$s.MaxFeeCap:fil";
  private static final String FEES =
      " %1$s.Sender:text %1$s.Senders:texts %1$s.SendFund:flag" + GAS;
  private static final String BATCH =
      " %1$s.Batch.Threshold:number %1$s.Batch.MaxWait:duration %1$s.Batch.CheckInterval:duration"
          + GAS.replace("%1$s", "%1$s.Batch");
  private static final KnownKeys KEYS =
      new KnownKeys(
          true,
          """
          Common.ScanPersistStores:texts Common.API.Chain:text Common.API.Messager:text
          Common.API.Market:text Common.API.Gateway:texts Common.API.Token:text
          Common.API.ChainEventInterval:duration Common.Plugins.*
          Common.PieceStores.Name:text Common.PieceStores.Path:text Common.PieceStores.Meta.*
          Common.PieceStores.ReadOnly:flag Common.PieceStores.Plugin:text
          Common.PieceStores.PluginName:text
          Common.PersistStores.Name:text Common.PersistStores.Path:text
          Common.PersistStores.Meta.* Common.PersistStores.Strict:flag
          Common.PersistStores.ReadOnly:flag Common.PersistStores.Weight:number
          Common.PersistStores.AllowMiners:numbers Common.PersistStores.DenyMiners:numbers
          Common.PersistStores.Plugin:text Common.PersistStores.PluginName:text
          Common.PersistStores.ID:text
          Common.DB.Driver:text Common.DB.Badger.* Common.DB.Mongo.* Common.DB.Plugin.*
          Common.Proving.ParallelCheckLimit:number Common.Proving.SingleCheckTimeout:duration
          Common.Proving.PartitionCheckTimeout:duration
          Common.Proving.WorkerProver.JobMaxTry:number
          Common.Proving.WorkerProver.HeartbeatTimeout:duration
          Common.Proving.WorkerProver.JobLifetime:duration
          Miners.Actor:number Miners.Sector.InitNumber:number Miners.Sector.MinNumber:number
          Miners.Sector.MaxNumber:number Miners.Sector.Enabled:flag Miners.Sector.EnableDeals:flag
          Miners.Sector.LifetimeDays:number Miners.Sector.Verbose:flag Miners.SnapUp.Enabled:flag
          Miners.SnapUp.CleanupCCData:flag Miners.SnapUp.MessageConfidence:number
          Miners.SnapUp.ReleaseConfidence:number Miners.SnapUp.Retry.MaxAttempts:number
          Miners.SnapUp.Retry.PollInterval:duration Miners.SnapUp.Retry.APIFailureWait:duration
          Miners.SnapUp.Retry.LocalFailureWait:duration Miners.Commitment.Confidence:number
          Miners.PoSt.Enabled:flag Miners.PoSt.StrictCheck:flag Miners.PoSt.Parallel:flag
          Miners.PoSt.Confidence:number Miners.PoSt.SubmitConfidence:number
          Miners.PoSt.ChallengeConfidence:number Miners.PoSt.MaxRecoverSectorLimit:number
          Miners.PoSt.MaxPartitionsPerPoStMessage:number
          Miners.PoSt.MaxPartitionsPerRecoveryMessage:number
          Miners.Proof.Enabled:flag Miners.Sealing.*
          """
              + FEES.formatted("Miners.SnapUp")
              + FEES.formatted("Miners.PoSt")
              + FEES.formatted("Miners.Commitment.Pre")
              + BATCH.formatted("Miners.Commitment.Pre")
              + FEES.formatted("Miners.Commitment.Prove")
              + BATCH.formatted("Miners.Commitment.Prove")
              + FEES.formatted("Miners.Commitment.Terminate")
              + BATCH.formatted("Miners.Commitment.Terminate"));
  private static final Pattern TOKEN_IN_ADDRESS =
      Pattern.compile("(?!https?:|wss?:)[^/:]+:(/|https?://|wss?://).*");
  private static final TomlPath STORES = TomlPath.parse("Common.PersistStores");
  private static final TomlPath MESSAGER = TomlPath.parse("Common.API.Messager");
  private static final TomlPath TOKEN = TomlPath.parse("Common.API.Token");
  private static final TomlPath PIECE_STORES = TomlPath.parse("Common.PieceStores");
  private static final TomlPath GLOBS = TomlPath.parse("Common.ScanPersistStores");
  private static final TomlPath MINERS = TomlPath.parse("Miners");

  private final TomlFile file;

  /** The configuration in a file, to be looked at. */
  public ManagerConfig(Path file) {
    this.file = new TomlFile(file, true);
  }

  /**
   * As a session has it.
   *
   * @param guard asked before it is written
   */
  ManagerConfig(Path file, ChangeGuard guard) {
    this.file = new TomlFile(file, true, guard);
  }

  /** The file. */
  public Path getPath() {
    return file.path();
  }

  /** The change that sets a value, such as {@code Common.API.Chain}; nothing is written. */
  public TomlChange set(String setting, Object value) {
    return file.change(TomlStep.set(TomlPath.parse(setting), value));
  }

  /** The change that removes a value or a table; nothing is written. */
  public TomlChange remove(String setting) {
    return file.change(TomlStep.remove(TomlPath.parse(setting)));
  }

  /** The change that adds a table to an array of tables; nothing is written. */
  public TomlChange add(String tables, Map<String, ?> values) {
    return file.change(TomlStep.add(TomlPath.parse(tables), values));
  }

  /** The stores that it names, then those that its globs find on this host. */
  public List<ConfiguredStore> getStores() {
    TomlDocument document = file.require();
    List<ConfiguredStore> stores = new ArrayList<>();
    int count = document.get(STORES).map(JsonNode::size).orElse(0);
    for (int at = 0; at < count; at++) {
      store(document, STORES.at(at)).ifPresent(stores::add);
    }
    for (JsonNode glob : document.get(GLOBS).orElse(MissingNode.getInstance())) {
      stores.addAll(StoreGlobs.scan(glob.asText(), document.place(GLOBS)));
    }
    return List.copyOf(stores);
  }

  /**
   * The messager that it names, as {@code TOKEN:ADDRESS} or {@code ADDRESS}: with the address' own
   * token, or the one that is common to all services.
   */
  public Optional<String> getMessager() {
    TomlDocument document = file.require();
    String address = text(document, MESSAGER);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    String token = text(document, TOKEN);
    boolean bare = address.startsWith("/") || address.startsWith("http");
    return Optional.of(bare && !token.isEmpty() ? token + ":" + address : address);
  }

  /** The directories of its piece stores, as the manager's host names them. */
  public List<Path> getPieceStores() {
    TomlDocument document = file.require();
    List<Path> stores = new ArrayList<>();
    int count = document.get(PIECE_STORES).map(JsonNode::size).orElse(0);
    for (int at = 0; at < count; at++) {
      String directory = text(document, PIECE_STORES.at(at).key("Path"));
      if (!directory.isEmpty()) {
        stores.add(Path.of(directory));
      }
    }
    return List.copyOf(stores);
  }

  private static Optional<ConfiguredStore> store(TomlDocument document, TomlPath path) {
    String directory = text(document, path.key("Path"));
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    Path place = Path.of(directory);
    String name = text(document, path.key("Name"));
    return Optional.of(
        new ConfiguredStore(
            name.isEmpty() ? place.toAbsolutePath().toString() : name,
            place,
            flag(document, path.key("Strict")),
            flag(document, path.key("ReadOnly")),
            document.get(path.key("Weight")).map(JsonNode::asLong).orElse(0L),
            numbers(document.get(path.key("AllowMiners")).orElse(MissingNode.getInstance())),
            numbers(document.get(path.key("DenyMiners")).orElse(MissingNode.getInstance())),
            false,
            document.place(path)));
  }

  private static String text(TomlDocument document, TomlPath path) {
    return document.get(path).map(JsonNode::asText).orElse("");
  }

  private static boolean flag(TomlDocument document, TomlPath path) {
    return document.get(path).filter(JsonNode::asBoolean).isPresent();
  }

  static List<Long> numbers(JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asLong()));
    return numbers;
  }

  /**
   * What is wrong with it.
   *
   * @throws io.sectorsh.errors.OperatorException BAD_VALUE with the line, if it is no TOML
   */
  public List<ConfigFinding> check() {
    TomlDocument document = file.require();
    List<ConfigFinding> findings = new ArrayList<>(KEYS.check(document));
    checkStores(findings);
    checkMiners(document, findings);
    checkSecrets(document, findings);
    return findings;
  }

  private void checkStores(List<ConfigFinding> findings) {
    Map<String, ConfiguredStore> names = new HashMap<>();
    Map<Path, ConfiguredStore> paths = new HashMap<>();
    for (ConfiguredStore store : getStores()) {
      ConfiguredStore same = names.putIfAbsent(store.name(), store);
      if (same != null) {
        findings.add(
            ConfigFinding.error(
                store.where(),
                "a second store is called " + store.name() + ", after " + same.where(),
                "Give it another name: the manager does not start with two of one name."));
      }
      ConfiguredStore there = paths.putIfAbsent(store.path().normalize(), store);
      if (there != null) {
        findings.add(
            ConfigFinding.warning(
                store.where(),
                "the directory " + store.path() + " is also store " + there.name(),
                "Keep one of them: space and files are counted twice."));
      }
      if (!Files.isDirectory(store.path())) {
        findings.add(
            ConfigFinding.error(
                store.where(),
                "the directory of store " + store.name() + " is not here: " + store.path(),
                "Mount it, or correct the path; on another host than the manager's this means"
                    + " nothing."));
      }
    }
  }

  private static void checkMiners(TomlDocument document, List<ConfigFinding> findings) {
    Map<Long, String> actors = new HashMap<>();
    int count = document.get(MINERS).map(JsonNode::size).orElse(0);
    for (int at = 0; at < count; at++) {
      TomlPath path = MINERS.at(at);
      long actor = document.get(path.key("Actor")).map(JsonNode::asLong).orElse(0L);
      String where = document.place(path);
      if (actor == 0) {
        findings.add(
            ConfigFinding.warning(
                where,
                "this miner has no Actor",
                "Set it to the number of the" + " miner's actor: 1234 for f01234."));
      } else if (actors.putIfAbsent(actor, where) != null) {
        findings.add(
            ConfigFinding.error(
                where, "miner " + actor + " stands here twice", "Keep one of the two tables."));
      }
    }
  }

  private void checkSecrets(TomlDocument document, List<ConfigFinding> findings) {
    if (!isReadByOthers()) {
      return;
    }
    for (String key : List.of("Token", "Chain", "Messager", "Market", "Gateway")) {
      TomlPath path = TomlPath.parse("Common.API." + key);
      JsonNode value = document.get(path).orElse(MissingNode.getInstance());
      if (key.equals("Token") ? !value.asText().isEmpty() : isWithToken(value)) {
        findings.add(
            ConfigFinding.warning(
                document.place(path),
                "a token stands in " + path + ", and other users of this host may read the file",
                "chmod 600 " + getPath()));
      }
    }
  }

  /** Whether an address, or one of several, has a token of its own: {@code TOKEN:/ip4/...}. */
  private static boolean isWithToken(JsonNode addresses) {
    boolean any = TOKEN_IN_ADDRESS.matcher(addresses.asText()).matches();
    for (JsonNode one : addresses) {
      any |= isWithToken(one);
    }
    return any;
  }

  private boolean isReadByOthers() {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(getPath());
      return rights.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public String toString() {
    return getPath().toString();
  }
}
