package io.sectorsh.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcRejection;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.rows.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A damocles manager, through its API ({@code /rpc/v0}, method names {@code Venus.*}).
 *
 * <p>The API knows no tokens: whoever reaches it may do anything. Safe for use by several threads;
 * failures are those of {@link JsonRpcClient}.
 */
public final class DamoclesManager {
  private static final int SECTOR_STATE_NOT_FOUND = 11001;
  private static final int FAILED = 1;

  /** Methods that change nothing; any other needs a session that may apply changes. */
  private static final Set<String> READS =
      Set.of(
          "CheckProvable",
          "FindSector",
          "FindSectorInAllStates",
          "FindSectorWithPiece",
          "FindSectorsWithDeal",
          "GetInfo",
          "GetMinerConfig",
          "GetSeed",
          "GetTicket",
          "GetWindowPoStChanlleengeRand",
          "GetWindowPoStCommitRand",
          "ListSectors",
          "PollTerminateSectorState",
          "ProvingSectorInfo",
          "SectorIndexerFind",
          "SnapUpCandidates",
          "StoreBasicInfo",
          "StoreList",
          "Version",
          "WdPoStAllJobs",
          "WdPoStSectorsInfo",
          "WorkerGetPingInfo",
          "WorkerPingInfoList");

  private final JsonRpcClient client;
  private final ChangeGuard guard;

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

  private DamoclesManager(JsonRpcClient client, ChangeGuard guard) {
    this.client = client;
    this.guard = Objects.requireNonNull(guard);
  }

  /** The same manager with more time for an answer, for methods that work long. */
  public DamoclesManager patient(Duration longest) {
    return new DamoclesManager(client.patient(longest), guard);
  }

  /** Where it is. */
  public RpcEndpoint getEndpoint() {
    return client.getEndpoint();
  }

  /** The manager's version, such as {@code v0.13.1-prod-git.4235a89}. */
  public String getVersion() {
    return client.read("Version").asText();
  }

  /** Sectors of one store. They stream: the manager sends whole states, proofs included. */
  public Rows<SectorState> listSectors(SectorStore store, SectorJob job) {
    return client.list(
        SectorState.class,
        json -> SectorState.listed(json, store),
        "ListSectors",
        store.word(),
        job.number());
  }

  /** A sector in one store. */
  public Optional<SectorState> findSector(SectorStore store, SectorId sector) {
    try {
      JsonNode json = client.read("FindSector", store.word(), sector);
      return json.isNull() ? Optional.empty() : Optional.of(SectorState.listed(json, store));
    } catch (RpcRejectedException rejected) {
      if (isNotFound(rejected.getRejection())) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  /** A sector wherever it is, online first. The same sector may also be in the other store. */
  public Optional<SectorState> findSector(SectorId sector) {
    return findSector(SectorStore.ONLINE, sector).or(() -> findSector(SectorStore.OFFLINE, sector));
  }

  /** The stores for files of sealed sectors, with how full they are. */
  public List<PersistStore> getStores() {
    return client
        .list(
            PersistStore.class,
            json -> Members.read(json, "StoreList", PersistStore::of),
            "StoreList")
        .toList();
  }

  /**
   * Any method, by its name without {@code Venus.}; JSON's null where it answers nothing.
   *
   * @throws io.sectorsh.migration.RefusedException if it may change something and the session may
   *     not
   */
  public JsonNode call(String method, @Nullable Object... params) {
    String name = method.startsWith("Venus.") ? method.substring("Venus.".length()) : method;
    if (READS.contains(name)) {
      return client.read(name, params);
    }
    guard.requireApply("call " + name + " of damocles at " + getEndpoint());
    return client.call(name, params);
  }

  /** Two kinds of methods say the same differently. */
  private static boolean isNotFound(RpcRejection rejection) {
    return rejection.code() == SECTOR_STATE_NOT_FOUND
        || (rejection.code() == FAILED && rejection.message().endsWith("key not found"));
  }

  @Override
  public String toString() {
    return "damocles manager at " + getEndpoint();
  }
}
