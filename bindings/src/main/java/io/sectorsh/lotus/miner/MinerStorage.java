package io.sectorsh.lotus.miner;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.calls.Json;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.lotus.storage.StorageJson;
import io.sectorsh.lotus.storage.StoragePaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The storage paths of a running lotus-miner, and its index of the files on them. Changes go out at
 * once; {@link MinerChanges} has the same as actions.
 */
public final class MinerStorage {
  private final LotusMiner miner;
  private final GuardedClient client;

  MinerStorage(LotusMiner miner, GuardedClient client) {
    this.miner = miner;
    this.client = client;
  }

  /** Which files are where, by the daemon's index: it knows nothing of files moved since. */
  public List<IndexedSector> list() {
    List<IndexedSector> sectors = new ArrayList<>();
    client
        .call("StorageList")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .forEach(
                        sector ->
                            sectors.add(
                                Members.read(
                                    sector,
                                    "StorageList",
                                    members -> IndexedSector.of(path.getKey(), members)))));
    return List.copyOf(sectors);
  }

  /** The storage paths on the daemon's own host, by UUID. */
  public Map<String, Path> local() {
    Map<String, Path> told = Json.map(client.call("StorageLocal"), node -> Path.of(node.asText()));
    return miner.seen().map(view -> view.overPaths(told)).orElse(told);
  }

  /** A storage path, by UUID. */
  public StorageEntry info(String id) {
    return miner
        .seen()
        .flatMap(view -> view.attached(id))
        .map(directory -> StorageJson.read(directory.resolve(StoragePaths.STORE_FILE)))
        .map(StorageEntry::of)
        .orElseGet(() -> StorageEntry.of(client.call("StorageInfo", id)));
  }

  /** How full a storage path is, by UUID. */
  public StorageUsage stat(String id) {
    return StorageUsage.of(client.call("StorageStat", id));
  }

  /**
   * Where the files of a sector are, by the index.
   *
   * @param types which kinds of files
   */
  public List<StoredCopy> find(SectorId sector, Set<SectorFileType> types) {
    return Json.list(
            client.call("StorageFindSector", sector, bits(types), 0, false), "StorageFindSector")
        .map(StoredCopy::of)
        .toList();
  }

  /**
   * The storage paths that lotus-miner would put files of a sector on, best first.
   *
   * @param types which kinds of files, together
   * @param sealing whether to work on them; otherwise to keep them
   * @throws RpcRejectedException if there is none with enough room
   */
  public List<StorageEntry> bestAlloc(Set<SectorFileType> types, SectorSize size, boolean sealing) {
    return Json.list(
            client.call(
                "StorageBestAlloc",
                bits(types),
                size.bytes(),
                sealing ? "sealing" : "storage",
                miner.actorAddress().getActorId()),
            "StorageBestAlloc")
        .map(StorageEntry::of)
        .toList();
  }

  private static long bits(Set<SectorFileType> types) {
    return types.stream().mapToLong(SectorFileType::bit).reduce(0, (a, b) -> a | b);
  }

  /** The locks on files of sectors. */
  public List<StorageLock> locks() {
    return Members.of(client.call("StorageGetLocks"), "StorageGetLocks")
        .list("Locks", StorageLock::of);
  }

  /** Reads the directories of a storage path again, of all if empty, after files were moved. */
  public void redeclare(Optional<String> id, boolean dropMissing) {
    client.call("StorageRedeclareLocal", id.orElse(null), dropMissing);
  }

  /** Takes a directory on the daemon's host in as a storage path; storage.json is rewritten. */
  public void attach(Path directory) {
    client.call("StorageAddLocal", directory.toString());
  }

  /** Lets go of a storage path on the daemon's host; its files stay. */
  public void detach(Path directory) {
    client.call("StorageDetachLocal", directory.toString());
  }
}
