package io.sectorsh.lab.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.lab.population.Fate;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.population.Timeline;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Parameters;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The chain node's methods about the miner and its sectors. */
public final class MinerStateMethods {
  private final SimulatedChain chain;
  private final Actors actors;
  private final TipSets tipSets;
  private final SeededBytes seeded;
  private final MessageBook book;

  /** Answers for one chain. */
  public MinerStateMethods(
      SimulatedChain chain, Actors actors, TipSets tipSets, SeededBytes seeded, MessageBook book) {
    this.book = book;
    this.chain = chain;
    this.actors = actors;
    this.tipSets = tipSets;
    this.seeded = seeded;
  }

  /** Answers for the miner at an epoch; the parameters as given. */
  private interface Answer {
    JsonNode at(long epoch, Parameters call);
  }

  private void add(RpcTable table, String name, Answer answer, ParameterType... between) {
    ParameterType[] types = new ParameterType[between.length + 2];
    types[0] = ParameterType.ADDRESS;
    System.arraycopy(between, 0, types, 1, between.length);
    types[types.length - 1] = ParameterType.TIPSET_KEY;
    table.read(
        name,
        call -> {
          actors.requireMiner(call.address(0));
          return answer.at(tipSets.epochOf(call.node(types.length - 1)), call);
        },
        types);
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    add(table, "StateMinerInfo", (epoch, call) -> info());
    add(table, "StateMinerProvingDeadline", (epoch, call) -> provingDeadline(epoch));
    add(table, "StateMinerDeadlines", (epoch, call) -> deadlines(epoch));
    add(
        table,
        "StateMinerPartitions",
        (epoch, call) -> partitions(call.number(1), epoch),
        ParameterType.UINT64);
    add(
        table,
        "StateMinerSectors",
        (epoch, call) -> sectors(call.node(1), epoch),
        ParameterType.BITFIELD);
    add(
        table,
        "StateMinerActiveSectors",
        (epoch, call) -> json(chain.sectors(epoch), ChainSector::isActive));
    add(table, "StateMinerFaults", (epoch, call) -> numbers(epoch, ChainSector::isFaulty));
    add(
        table,
        "StateMinerRecoveries",
        (epoch, call) -> numbers(epoch, MinerStateMethods::isRecovering));
    add(table, "StateMinerAllocated", (epoch, call) -> LotusJson.bitfield(chain.allocated()));
    add(
        table,
        "StateMinerSectorAllocated",
        (epoch, call) -> BooleanNode.valueOf(chain.allocated().contains(call.number(1))),
        ParameterType.SECTOR_NUMBER);
    add(table, "StateMinerSectorCount", (epoch, call) -> counts(epoch));
    add(table, "StateMinerPower", (epoch, call) -> power(epoch));
    add(
        table,
        "StateMinerAvailableBalance",
        (epoch, call) -> TextNode.valueOf("91388554245839202617789"));
    addSector(table);
  }

  private void addSector(RpcTable table) {
    ParameterType number = ParameterType.SECTOR_NUMBER;
    add(table, "StateSectorGetInfo", (epoch, call) -> sector(call.number(1)), number);
    add(table, "StateSectorPartition", (epoch, call) -> partition(call.number(1)), number);
    add(table, "StateSectorExpiration", (epoch, call) -> expiration(epoch, call.number(1)), number);
    add(table, "StateSectorPreCommitInfo", (epoch, call) -> preCommit(call.number(1)), number);
  }

  private ObjectNode info() {
    String owner = Actors.id(Actors.OWNER).toString();
    ObjectNode json = GoJson.object();
    json.put("Owner", owner);
    json.put("Worker", Actors.id(Actors.WORKER).toString());
    json.put("NewWorker", "<empty>");
    json.set("ControlAddresses", GoJson.array().add(Actors.id(Actors.CONTROL).toString()));
    json.put("WorkerChangeEpoch", -1);
    json.put("PeerId", "12D3KooWCMebLVmqLDpqNTtJNYi2Eyrz2CNq3YaYH8DcvQXDmBCm");
    json.set("Multiaddrs", NullNode.instance);
    json.put("WindowPoStProofType", 10);
    json.put("SectorSize", PlannedSector.SIZE);
    json.put("WindowPoStPartitionSectors", chain.partitionSectors());
    json.put("ConsensusFaultElapsed", -1);
    json.set("PendingOwnerAddress", NullNode.instance);
    json.put("Beneficiary", owner);
    ObjectNode term = GoJson.object().put("Quota", "0").put("UsedQuota", "0").put("Expiration", 0);
    json.set("BeneficiaryTerm", term);
    return json.set("PendingBeneficiaryTerm", NullNode.instance);
  }

  /** DeadlineInfo at an epoch. */
  public static ObjectNode provingDeadline(long epoch) {
    int index = ProvingSchedule.deadlineAt(epoch);
    long start = ProvingSchedule.periodStart(epoch);
    long open = start + index * ProvingSchedule.WINDOW;
    return GoJson.object()
        .put("CurrentEpoch", epoch)
        .put("PeriodStart", start)
        .put("Index", index)
        .put("Open", open)
        .put("Close", open + ProvingSchedule.WINDOW)
        .put("Challenge", open - ProvingSchedule.LOOKBACK)
        .put("FaultCutoff", open - ProvingSchedule.FAULT_CUTOFF)
        .put("WPoStPeriodDeadlines", ProvingSchedule.DEADLINES)
        .put("WPoStProvingPeriod", ProvingSchedule.PERIOD)
        .put("WPoStChallengeWindow", ProvingSchedule.WINDOW)
        .put("WPoStChallengeLookback", ProvingSchedule.LOOKBACK)
        .put("FaultDeclarationCutoff", ProvingSchedule.FAULT_CUTOFF);
  }

  private ArrayNode deadlines(long epoch) {
    ArrayNode list = GoJson.array();
    for (int deadline = 0; deadline < ProvingSchedule.DEADLINES; deadline++) {
      List<List<ChainSector>> partitions = chain.partitions(deadline, epoch);
      boolean proven = !partitions.isEmpty() && book.isProvenNow(deadline, epoch);
      ObjectNode json = GoJson.object();
      ArrayNode submitted = GoJson.array().add(0);
      json.set("PostSubmissions", proven ? submitted.add(partitions.size()) : submitted);
      json.put("DisputableProofCount", partitions.isEmpty() ? 0 : 1);
      long live = partitions.stream().flatMap(List::stream).filter(ChainSector::isLive).count();
      list.add(json.put("DailyFee", Long.toString(185_812 * live)));
    }
    return list;
  }

  private JsonNode partitions(long deadline, long epoch) {
    if (deadline >= ProvingSchedule.DEADLINES) {
      throw RpcFault.application("failed to load the deadline: invalid deadline " + deadline);
    }
    List<List<ChainSector>> partitions = chain.partitions((int) deadline, epoch);
    if (partitions.isEmpty()) {
      return NullNode.instance;
    }
    ArrayNode list = GoJson.array();
    for (List<ChainSector> partition : partitions) {
      ObjectNode json = GoJson.object();
      json.set("AllSectors", bitfield(partition, all -> true));
      json.set("FaultySectors", bitfield(partition, ChainSector::isFaulty));
      json.set("RecoveringSectors", bitfield(partition, MinerStateMethods::isRecovering));
      json.set("LiveSectors", bitfield(partition, ChainSector::isLive));
      json.set("ActiveSectors", bitfield(partition, ChainSector::isActive));
      list.add(json);
    }
    return list;
  }

  private static boolean isRecovering(ChainSector sector) {
    return sector.fate() == Fate.RECOVERING;
  }

  private JsonNode sectors(JsonNode filter, long epoch) {
    if (filter.isNull()) {
      return json(chain.sectors(epoch), all -> true);
    }
    ArrayNode list = GoJson.array();
    long next = 0;
    for (int run = 0; run < filter.size(); run++) {
      long length = filter.get(run).asLong();
      for (long number = next; run % 2 == 1 && number < next + length; number++) {
        long wanted = number;
        list.add(
            chain
                .sector(number)
                .orElseThrow(() -> RpcFault.application("can't find sector " + wanted))
                .toJson());
      }
      next += length;
    }
    return list;
  }

  private static JsonNode json(List<ChainSector> sectors, Predicate<ChainSector> wanted) {
    ArrayNode list = GoJson.array();
    sectors.stream().filter(wanted).map(ChainSector::toJson).forEach(list::add);
    return list;
  }

  private JsonNode numbers(long epoch, Predicate<ChainSector> wanted) {
    return bitfield(chain.sectors(epoch), wanted);
  }

  private static ArrayNode bitfield(List<ChainSector> sectors, Predicate<ChainSector> wanted) {
    return LotusJson.bitfield(sectors.stream().filter(wanted).map(ChainSector::number).toList());
  }

  private ObjectNode counts(long epoch) {
    return GoJson.object()
        .put("Live", count(epoch, ChainSector::isLive))
        .put("Active", count(epoch, ChainSector::isActive))
        .put("Faulty", count(epoch, ChainSector::isFaulty));
  }

  private long count(long epoch, Predicate<ChainSector> wanted) {
    return chain.sectors(epoch).stream().filter(wanted).count();
  }

  private ObjectNode power(long epoch) {
    ObjectNode miner = GoJson.object();
    miner.put("RawBytePower", sum(epoch, active -> PlannedSector.SIZE));
    miner.put("QualityAdjPower", sum(epoch, ChainSector::qualityAdjustedPower));
    ObjectNode json = GoJson.object();
    json.set("MinerPower", miner);
    json.set("TotalPower", miner);
    return json.put("HasMinPower", true);
  }

  private String sum(long epoch, ToLongFunction<ChainSector> bytes) {
    return Long.toString(
        chain.sectors(epoch).stream().filter(ChainSector::isActive).mapToLong(bytes).sum());
  }

  private JsonNode sector(long number) {
    return chain.sector(number).<JsonNode>map(ChainSector::toJson).orElse(NullNode.instance);
  }

  private JsonNode partition(long number) {
    ChainSector sector =
        chain
            .sector(number)
            .orElseThrow(
                () -> RpcFault.application("sector " + number + " not due at any deadline"));
    return GoJson.object().put("Deadline", sector.deadline()).put("Partition", sector.partition());
  }

  private JsonNode expiration(long epoch, long number) {
    return chain
        .sector(number)
        .filter(ChainSector::isLive)
        .map(sector -> expiration(epoch, sector))
        .orElseThrow(() -> RpcFault.application("failed to find sector " + number));
  }

  /** A fault ends a sector 42 proving periods after the deadline that it missed. */
  public static JsonNode expiration(long epoch, ChainSector sector) {
    if (sector.isFaulty()) {
      long missed = ProvingSchedule.lastOpen(sector.deadline(), Timeline.START_EPOCH) + 59;
      return GoJson.object().put("OnTime", 0).put("Early", missed + 42 * ProvingSchedule.PERIOD);
    }
    return GoJson.object()
        .put("OnTime", ProvingSchedule.roundedUp(sector.deadline(), sector.expiration()))
        .put("Early", 0);
  }

  private JsonNode preCommit(long number) {
    return chain.preCommit(number).map(this::preCommit).orElse(NullNode.instance);
  }

  private JsonNode preCommit(PlannedSector<?> sector) {
    ObjectNode info = GoJson.object();
    info.put("SealProof", 5);
    info.put("SectorNumber", sector.number());
    info.set("SealedCID", LotusJson.cid(sector.sealedCid()));
    info.put("SealRandEpoch", sector.timeline().ticket());
    info.set("DealIDs", NullNode.instance);
    info.put("Expiration", sector.timeline().expiration());
    boolean empty = sector.sealedPieces().isEmpty();
    info.set("UnsealedCid", empty ? NullNode.instance : LotusJson.cid(sector.unsealedCid()));
    ObjectNode json = GoJson.object();
    json.set("Info", info);
    return json.put(
            "PreCommitDeposit", Long.toString(909_544_654_210L + seeded.below("deposit", 9)))
        .put("PreCommitEpoch", sector.timeline().preCommit());
  }
}
