package io.sectorsh.proofs.explain;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.ActorState;
import io.sectorsh.lotus.chain.ChainRandomness;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.MinerInfo;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.chain.TipSetHead;
import io.sectorsh.proofs.picture.Phase;
import io.sectorsh.proofs.picture.Picture;
import io.sectorsh.proofs.picture.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the chain says of one window, and of those who may send proofs. */
final class ChainReader {
  private final LotusNode node;
  private final TipSetHead head;
  private final Window window;
  private boolean dropped;

  ChainReader(LotusNode node, TipSetHead head, Window window) {
    this.node = node;
    this.head = head;
    this.window = window;
  }

  ChainFacts read() {
    LotusNode newest = node.at(head);
    List<Partition> now = newest.minerPartitions(window.deadline());
    List<Partition> before = window.phase() == Phase.AHEAD ? now : old(false, now);
    List<Partition> after = window.phase() == Phase.PAST ? old(true, now) : now;
    return new ChainFacts(
        head,
        newest.minerInfo(),
        before,
        after,
        now,
        newest.minerDeadlines().get(window.deadline()).postSubmissions(),
        sectors(newest, Picture.union(now, Partition::live)),
        !dropped,
        randomness(newest));
  }

  /** Partitions at the window's begin or end; a node that has dropped old states gives today's. */
  private List<Partition> old(boolean end, List<Partition> now) {
    try {
      TipSetHead then = end ? node.tipsetFrom(window.close()) : node.tipsetAt(window.open());
      return node.at(then).minerPartitions(window.deadline());
    } catch (OperatorException gone) {
      dropped = true;
      return now;
    }
  }

  private static Map<Long, OnChainSector> sectors(LotusNode newest, SectorNumbers live) {
    Map<Long, OnChainSector> sectors = new TreeMap<>();
    newest.minerSectors(live).forEach(sector -> sectors.put(sector.number(), sector));
    return sectors;
  }

  private byte[] randomness(LotusNode newest) {
    if (!window.isChallengeKnown()) {
      return new byte[0];
    }
    try {
      return newest
          .getRandomness()
          .fromBeacon(ChainRandomness.WINDOW_POST, window.challenge())
          .toBytes();
    } catch (OperatorException unknown) {
      return new byte[0];
    }
  }

  /** Control addresses first, then worker, then owner, as lotus tries them. */
  List<SenderFacts> senders(MinerInfo info) {
    Map<Address, String> roles = new LinkedHashMap<>();
    info.controlAddresses().forEach(address -> roles.putIfAbsent(address, "control address"));
    roles.putIfAbsent(info.worker(), "worker");
    roles.putIfAbsent(info.owner(), "owner");
    List<SenderFacts> senders = new ArrayList<>();
    roles.forEach((address, role) -> senders.add(sender(address, role)));
    return List.copyOf(senders);
  }

  private SenderFacts sender(Address address, String role) {
    long nonce = node.at(head).actor(address).map(ActorState::nonce).orElse(0L);
    return new SenderFacts(role, address, key(address), node.balance(address), nonce);
  }

  private Address key(Address address) {
    try {
      return node.at(head).keyOf(address);
    } catch (OperatorException multisig) {
      return address;
    }
  }
}
