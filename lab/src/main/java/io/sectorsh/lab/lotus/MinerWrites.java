package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.chain.ChainSector;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.files.DirectoryTree;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Permission;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import io.sectorsh.lotus.record.LogEntry;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

/**
 * lotus-miner's methods that change sectors, with what it does wrong: none of them asks whether the
 * sector is there. An event for an unknown number makes a record of sector 0 under that number, and
 * what follows is done to sector 0.
 */
public final class MinerWrites {
  private static final Set<String> FAILED_UPGRADES =
      Set.of(
          "SnapDealsAddPieceFailed",
          "SnapDealsDealsExpired",
          "SnapDealsRecoverDealIDs",
          "ReplicaUpdateFailed",
          "FinalizeReplicaUpdateFailed");

  private final LotusRepo repo;
  private final RunningMetadata metadata;
  private final MinerPaths paths;
  private final SimulatedChain chain;
  private final SeededBytes seeded;
  private final Set<Long> terminations = new TreeSet<>();

  /** Changes the repository of a miner that runs, and the files on its paths. */
  public MinerWrites(LotusRepo repo, MinerPaths paths, SimulatedChain chain, SeededBytes seeded) {
    this.repo = repo;
    this.metadata = new RunningMetadata(repo.getMetadataPath());
    this.paths = paths;
    this.chain = chain;
    this.seeded = seeded;
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    change(table, "SectorRemove", this::remove);
    change(table, "SectorTerminate", this::terminate);
    change(table, "SectorStartSealing", this::startSealing);
    change(table, "SectorAbortUpgrade", this::abortUpgrade);
    table.admin(
        "SectorMarkForUpgrade",
        call -> markForUpgrade(call.number(0)),
        ParameterType.SECTOR_NUMBER,
        ParameterType.BOOL);
    table.admin(
        "SectorsUpdate",
        call -> event(call.number(0), "SectorForceState", call.text(1)),
        ParameterType.SECTOR_NUMBER,
        ParameterType.STRING);
    table.admin("SectorTerminatePending", none -> pending());
    table.admin("SectorTerminateFlush", none -> flush());
    table.admin("CreateBackup", none -> noBackupPath(), ParameterType.STRING);
  }

  private static void change(RpcTable table, String name, LongFunction<JsonNode> handler) {
    table.add(
        name, Permission.ADMIN, call -> handler.apply(call.number(0)), ParameterType.SECTOR_NUMBER);
  }

  /** As lotus' state machines do: a number without a record gets one of nothing. */
  private SectorInfo record(long number) {
    return repo.findSector(number).orElseGet(() -> SectorInfo.builder(0).build());
  }

  private synchronized JsonNode event(long number, String event, String state) {
    SectorInfo before = record(number);
    if (before.getState().equals("Removed")) {
      throw RpcFault.application("normal shutdown of state machine");
    }
    List<LogEntry> log = new ArrayList<>(before.getLog());
    long now = chain.clock().seconds(chain.clock().head());
    log.add(new LogEntry(now, "event;sealing." + event, "{\"User\":{}}", ""));
    metadata.put("/sectors/" + number, before.toBuilder().state(state).log(log).build().encode());
    return NullNode.instance;
  }

  /** Files go by the number in the record, which is not always the one that was called. */
  private JsonNode remove(long number) {
    long recorded = record(number).getRecordedNumber();
    event(number, "SectorRemove", "Removing");
    deleteFiles(recorded, MinerPaths.KINDS);
    return event(number, "SectorRemoved", "Removed");
  }

  private void deleteFiles(long number, List<String> kinds) {
    String name = new SectorId(Population.MINER, number).fileName();
    for (Path path : paths.all().values()) {
      for (String kind : kinds) {
        try {
          DirectoryTree.delete(path.resolve(kind).resolve(name));
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }

  private JsonNode terminate(long number) {
    long recorded = record(number).getRecordedNumber();
    if (chain.sector(recorded).filter(ChainSector::isLive).isPresent()) {
      synchronized (this) {
        terminations.add(number);
      }
      return event(number, "SectorTerminate", "Terminating");
    }
    if (chain.preCommit(recorded).isPresent()) {
      return event(number, "SectorTerminate", "TerminateFailed");
    }
    event(number, "SectorTerminate", "Terminating");
    return remove(number);
  }

  private synchronized JsonNode pending() {
    ArrayNode list = GoJson.array();
    for (long number : terminations) {
      list.addObject()
          .put("Miner", Population.MINER)
          .put("Number", record(number).getRecordedNumber());
    }
    return list;
  }

  private synchronized JsonNode flush() {
    if (terminations.isEmpty()) {
      return NullNode.instance;
    }
    ObjectNode cid = LotusJson.cid(seeded.chainCid("terminate " + terminations));
    terminations.forEach(number -> event(number, "SectorTerminating", "TerminateWait"));
    terminations.clear();
    return cid;
  }

  private JsonNode startSealing(long number) {
    String state = record(number).getState();
    return switch (state) {
      case "WaitDeals" -> event(number, "SectorStartPacking", "Packing");
      case "SnapDealsWaitDeals" -> event(number, "SectorStartPacking", "SnapDealsPacking");
      default -> event(number, "SectorStartPacking", state);
    };
  }

  private JsonNode abortUpgrade(long number) {
    SectorInfo record = record(number);
    if (FAILED_UPGRADES.contains(record.getState())) {
      deleteFiles(record.getRecordedNumber(), List.of("update", "update-cache"));
      return event(number, "SectorAbortUpgrade", "Proving");
    }
    boolean offered = record.getState().equals("Available");
    return event(number, "SectorAbortUpgrade", offered ? "Proving" : record.getState());
  }

  private JsonNode markForUpgrade(long number) {
    SectorInfo record =
        repo.findSector(number)
            .orElseThrow(
                () ->
                    RpcFault.application(
                        "getting sector info: No state for /%d: datastore: key not found"
                            .formatted(number)));
    if (!record.getState().equals("Proving")) {
      throw RpcFault.application("unable to snap-up sectors not in the 'Proving' state");
    }
    if (record.getPieces().stream().anyMatch(piece -> piece.dealInfo().isPresent())) {
      throw RpcFault.application("not a CC sector");
    }
    return event(number, "SectorMarkForUpdate", "Available");
  }

  private static JsonNode noBackupPath() {
    throw RpcFault.application("LOTUS_BACKUP_BASE_PATH env var not set");
  }
}
