package io.sectorsh.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.TipSetHead;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.miner.SectorStatus;
import io.sectorsh.lotus.record.SectorFileType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which typed method stands for which method of lotus, called with recorded parameters. */
final class TypedCalls {
  /** Calls a typed method. */
  interface Typed {
    Object call(LotusNode node, LotusMiner miner, Params params);
  }

  /** Recorded parameters. */
  record Params(JsonNode json) {
    long number(int at) {
      return json.path(at).longValue();
    }

    String text(int at) {
      return json.path(at).asText();
    }

    ChainEpoch epoch(int at) {
      return new ChainEpoch(number(at));
    }

    <T> T value(int at, Class<T> type) {
      return Members.convert(json.path(at), "parameter", type);
    }

    Address address(int at) {
      return value(at, Address.class);
    }

    Cid cid(int at) {
      return value(at, Cid.class);
    }

    Optional<byte[]> bytes(int at) {
      return json.path(at).isNull()
          ? Optional.empty()
          : Optional.of(Base64.getDecoder().decode(text(at)));
    }

    List<Cid> tipset(int at) {
      List<Cid> key = new ArrayList<>();
      json.path(at).forEach(cid -> key.add(Members.convert(cid, "tipset", Cid.class)));
      return key;
    }

    LotusNode pinned(LotusNode node, int at) {
      List<Cid> key = tipset(at);
      return key.isEmpty()
          ? node
          : node.at(new TipSetHead(key, new ChainEpoch(0), Instant.EPOCH, TokenAmount.ZERO));
    }

    LotusNode ofMiner(LotusNode node, int at) {
      return pinned(node, at).of(address(0));
    }
  }

  private final Map<String, Typed> calls = new TreeMap<>();

  TypedCalls() {
    chain();
    messages();
    minerOnChain();
    sectorsOnChain();
    sectors();
    storage();
    sealing();
  }

  Optional<Typed> of(String method) {
    return Optional.ofNullable(calls.get(method.replace("Filecoin.", "")));
  }

  private void chain() {
    calls.put("ChainHead", (node, miner, p) -> node.chainHead());
    calls.put("ChainGetTipSet", (node, miner, p) -> node.tipset(p.tipset(0)));
    calls.put("ChainGetTipSetByHeight", (node, miner, p) -> p.pinned(node, 1).tipsetAt(p.epoch(0)));
    calls.put("StateNetworkName", (node, miner, p) -> node.networkName());
    calls.put("StateGetNetworkParams", (node, miner, p) -> node.networkParams());
    calls.put("StateNetworkVersion", (node, miner, p) -> p.pinned(node, 0).networkVersion());
    calls.put("NodeStatus", (node, miner, p) -> node.status());
    calls.put("SyncState", (node, miner, p) -> node.syncState());
    calls.put("WalletBalance", (node, miner, p) -> node.balance(p.address(0)));
    calls.put("WalletList", (node, miner, p) -> node.wallets());
    calls.put("StateGetActor", (node, miner, p) -> p.pinned(node, 1).actor(p.address(0)));
    calls.put("StateReadState", (node, miner, p) -> p.pinned(node, 1).actorState(p.address(0)));
    calls.put("StateLookupID", (node, miner, p) -> p.pinned(node, 1).idOf(p.address(0)));
    calls.put("StateAccountKey", (node, miner, p) -> p.pinned(node, 1).keyOf(p.address(0)));
    calls.put("StateGetBeaconEntry", (node, m, p) -> node.getRandomness().beaconEntry(p.epoch(0)));
    calls.put(
        "StateGetRandomnessFromBeacon",
        (node, miner, p) ->
            p.pinned(node, 3)
                .getRandomness()
                .fromBeacon((int) p.number(0), p.epoch(1), p.bytes(2)));
    calls.put(
        "StateGetRandomnessFromTickets",
        (node, miner, p) ->
            p.pinned(node, 3)
                .getRandomness()
                .fromTickets((int) p.number(0), p.epoch(1), p.bytes(2)));
    calls.put(
        "StateMarketBalance",
        (node, miner, p) -> p.pinned(node, 1).getMarket().balance(p.address(0)));
    calls.put(
        "StateMinerInitialPledgeForSector",
        (node, miner, p) ->
            p.pinned(node, 3)
                .initialPledge(SectorSize.ofBytes(p.number(1)), p.number(0), p.number(2)));
  }

  private void messages() {
    calls.put("ChainGetMessage", (node, miner, p) -> node.getMessages().find(p.cid(0)));
    calls.put("StateSearchMsg", (node, m, p) -> p.pinned(node, 0).getMessages().search(p.cid(1)));
    calls.put("StateReplay", (node, m, p) -> p.pinned(node, 0).getMessages().replay(p.cid(1)));
    calls.put(
        "StateDecodeParams",
        (node, miner, p) ->
            p.pinned(node, 3)
                .getMessages()
                .decodeParams(p.address(0), p.number(1), p.value(2, Base64Bytes.class)));
    calls.put("ChainGetParentMessages", (node, m, p) -> node.getMessages().ofParents(p.cid(0)));
    calls.put(
        "ChainGetParentReceipts", (node, m, p) -> node.getMessages().receiptsOfParents(p.cid(0)));
    calls.put(
        "StateListMessages",
        (node, miner, p) ->
            p.pinned(node, 1)
                .getMessages()
                .to(Address.parse(p.json().path(0).path("To").asText()), p.epoch(2))
                .toList());
    calls.put("MpoolPending", (node, miner, p) -> p.pinned(node, 0).getPool().pending());
    calls.put("MpoolGetNonce", (node, miner, p) -> node.getPool().nonce(p.address(0)));
  }

  private void minerOnChain() {
    calls.put("StateMinerInfo", (node, miner, p) -> p.ofMiner(node, 1).minerInfo());
    calls.put("StateMinerPower", (node, miner, p) -> p.ofMiner(node, 1).minerPower());
    calls.put("StateMinerSectorCount", (node, m, p) -> p.ofMiner(node, 1).minerSectorCount());
    calls.put(
        "StateMinerProvingDeadline", (node, miner, p) -> p.ofMiner(node, 1).provingDeadline());
    calls.put("StateMinerDeadlines", (node, miner, p) -> p.ofMiner(node, 1).minerDeadlines());
    calls.put(
        "StateMinerPartitions",
        (node, miner, p) -> p.ofMiner(node, 2).minerPartitions((int) p.number(1)));
    calls.put("StateMinerFaults", (node, miner, p) -> p.ofMiner(node, 1).minerFaults());
    calls.put("StateMinerRecoveries", (node, miner, p) -> p.ofMiner(node, 1).minerRecoveries());
    calls.put("StateMinerAllocated", (node, miner, p) -> p.ofMiner(node, 1).minerAllocated());
    calls.put(
        "StateMinerAvailableBalance",
        (node, miner, p) -> p.ofMiner(node, 1).minerAvailableBalance());
  }

  private void sectorsOnChain() {
    calls.put(
        "StateMinerSectors",
        (node, miner, p) ->
            p.json().path(1).isNull()
                ? p.ofMiner(node, 2).minerSectors().toList()
                : p.ofMiner(node, 2).minerSectors(p.value(1, SectorNumbers.class)).toList());
    calls.put(
        "StateMinerActiveSectors", (node, m, p) -> p.ofMiner(node, 1).activeSectors().toList());
    calls.put(
        "StateMinerSectorAllocated",
        (node, miner, p) -> p.ofMiner(node, 2).isAllocated(p.number(1)));
    calls.put("StateSectorGetInfo", (node, m, p) -> p.ofMiner(node, 2).sectorInfo(p.number(1)));
    calls.put("StateSectorPartition", (node, m, p) -> p.ofMiner(node, 2).sectorPlace(p.number(1)));
    calls.put(
        "StateSectorExpiration",
        (node, miner, p) -> p.ofMiner(node, 2).sectorExpiration(p.number(1)));
    calls.put(
        "StateSectorPreCommitInfo",
        (node, miner, p) -> p.ofMiner(node, 2).preCommittedSector(p.number(1)));
  }

  private void sectors() {
    calls.put("ActorAddress", (node, miner, p) -> miner.actorAddress());
    calls.put("ActorAddressConfig", (node, miner, p) -> miner.senderAddresses());
    calls.put("LogAlerts", (node, miner, p) -> miner.alerts());
    calls.put("MarketListDeals", (node, miner, p) -> miner.marketDeals().toList());
    calls.put("SectorsList", (node, miner, p) -> miner.sectorsList());
    calls.put(
        "SectorsListInStates",
        (node, miner, p) -> {
          List<String> states = new ArrayList<>();
          p.json().path(0).forEach(state -> states.add(state.asText()));
          return miner.sectorsListInStates(states);
        });
    calls.put("SectorsSummary", (node, miner, p) -> miner.sectorsSummary());
    calls.put(
        "SectorsStatus",
        (node, miner, p) -> {
          Optional<SectorStatus> status =
              miner.sectorsStatus(p.number(0), p.json().path(1).booleanValue());
          status.ifPresent(TypedCalls::readAll);
          return status;
        });
    calls.put("SectorNumAssignerMeta", (node, miner, p) -> miner.numberAssignment());
    calls.put("SectorNumReservations", (node, miner, p) -> miner.numberReservations());
    calls.put(
        "SectorNumReserve",
        (node, miner, p) -> {
          miner.reserveNumbers(
              p.text(0), p.value(1, SectorNumbers.class), p.json().path(2).booleanValue());
          return "";
        });
    calls.put(
        "SectorNumReserveCount", (node, miner, p) -> miner.reserveNumbers(p.text(0), p.number(1)));
    calls.put("SectorNumFree", (node, miner, p) -> done(() -> miner.freeNumbers(p.text(0))));
    calls.put(
        "SectorsUpdate",
        (node, miner, p) -> done(() -> miner.sectorsUpdate(p.number(0), p.text(1))));
    calls.put(
        "SectorTerminate", (node, miner, p) -> done(() -> miner.sectorTerminate(p.number(0))));
    calls.put("SectorUnseal", (node, miner, p) -> done(() -> miner.sectorUnseal(p.number(0))));
    calls.put(
        "SectorMarkForUpgrade",
        (node, miner, p) -> done(() -> miner.sectorMarkForUpgrade(p.number(0))));
    calls.put(
        "SectorAbortUpgrade",
        (node, miner, p) -> done(() -> miner.sectorAbortUpgrade(p.number(0))));
  }

  private void storage() {
    calls.put("StorageList", (node, miner, p) -> miner.getStorage().list());
    calls.put("StorageLocal", (node, miner, p) -> miner.getStorage().local());
    calls.put("StorageInfo", (node, miner, p) -> miner.getStorage().info(p.text(0)));
    calls.put("StorageStat", (node, miner, p) -> miner.getStorage().stat(p.text(0)));
    calls.put(
        "StorageBestAlloc",
        (node, miner, p) ->
            miner
                .getStorage()
                .bestAlloc(
                    SectorFileType.ofBits(p.number(0)),
                    SectorSize.ofBytes(p.number(1)),
                    p.text(2).equals("sealing")));
    calls.put("ComputeWindowPoSt", (node, miner, p) -> miner.computeWindowPoSt((int) p.number(0)));
    calls.put("StorageGetLocks", (node, miner, p) -> miner.getStorage().locks());
    calls.put(
        "CheckProvable",
        (node, miner, p) -> {
          Map<SectorId, SealProof> sectors = new LinkedHashMap<>();
          p.json()
              .path(1)
              .forEach(
                  sector ->
                      sectors.put(
                          new SectorId(
                              sector.path("ID").path("Miner").longValue(),
                              sector.path("ID").path("Number").longValue()),
                          SealProof.ofNumber(sector.path("ProofType").intValue())));
          return miner.checkProvable(PoStProof.ofNumber((int) p.number(0)), sectors);
        });
  }

  private void sealing() {
    calls.put("WorkerStats", (node, miner, p) -> miner.getSealing().workers());
    calls.put("WorkerJobs", (node, miner, p) -> miner.getSealing().jobs());
    calls.put("SealingSchedDiag", (node, miner, p) -> miner.getSealing().schedule());
    calls.put("SectorPreCommitPending", (n, miner, p) -> miner.getSealing().preCommitsPending());
    calls.put("SectorCommitPending", (n, miner, p) -> miner.getSealing().commitsPending());
    calls.put("SectorTerminatePending", (n, m, p) -> m.getSealing().terminationsPending());
    calls.put("SectorTerminateFlush", (n, miner, p) -> miner.getSealing().flushTerminations());
    calls.put("SectorGetSealDelay", (node, miner, p) -> miner.getSealing().waitForDeals());
    calls.put(
        "SectorSetSealDelay",
        (node, miner, p) ->
            done(() -> miner.getSealing().waitForDeals(Duration.ofNanos(p.number(0)))));
  }

  private static Object done(Runnable change) {
    change.run();
    return "";
  }

  /** Members of a status are decoded when they are asked for. */
  private static void readAll(SectorStatus status) {
    List<Object> members = new ArrayList<>();
    members.add(status.getState());
    members.add(status.getCommD());
    members.add(status.getCommR());
    members.add(status.getProof());
    members.add(status.getPieces());
    members.add(status.getTicket());
    members.add(status.getSeed());
    members.add(status.getPreCommitMessage());
    members.add(status.getCommitMessage());
    members.add(status.getReplicaUpdateMessage());
    members.add(status.getSealProof());
    members.add(status.getExpiration());
    members.add(status.getVerifiedDealWeight());
    members.add(status.getInitialPledge());
    if (members.contains(null)) {
      throw new AssertionError(members);
    }
  }
}
