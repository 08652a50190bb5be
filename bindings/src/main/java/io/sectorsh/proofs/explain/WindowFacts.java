package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.picture.LandedMessage;
import io.sectorsh.proofs.picture.MinerCall;
import io.sectorsh.proofs.picture.MinerMessage;
import io.sectorsh.proofs.picture.Phase;
import io.sectorsh.proofs.picture.Window;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was found out about one window. Any part may be missing, and then says why.
 *
 * @param window which one
 * @param wall what time it is on this machine
 * @param chain the state of the miner on chain
 * @param landed messages to the miner in the chain, from well before the window on
 * @param pending messages in the node's pool
 * @param senders who may send proofs
 * @param lotus lotus-miner
 * @param damocles the damocles manager
 * @param files the stores, and the files of the sectors to prove
 */
record WindowFacts(
    Window window,
    Instant wall,
    ChainFacts chain,
    Fact<List<LandedMessage>> landed,
    Fact<List<MinerMessage>> pending,
    Fact<List<SenderFacts>> senders,
    Fact<LotusFacts> lotus,
    Fact<DamoclesFacts> damocles,
    Fact<FileFacts> files) {

  /** The proofs for this window that landed in it or soon after. */
  List<LandedMessage> posts() {
    return landed.value().orElse(List.of()).stream()
        .filter(message -> isPost(message.message()))
        .filter(message -> !message.height().isBefore(window.open()))
        .toList();
  }

  /** The proofs for this window that still wait; of no use once it has closed. */
  List<MinerMessage> waitingPosts() {
    return pending.value().orElse(List.of()).stream().filter(this::isPost).toList();
  }

  private boolean isPost(MinerMessage message) {
    return message.call() instanceof MinerCall.Post post && post.deadline() == window.deadline();
  }

  /** Partitions that a proof was taken for. */
  SectorNumbers provenPartitions() {
    Stream<SectorNumbers> posted =
        posts().stream()
            .filter(LandedMessage::succeeded)
            .map(message -> ((MinerCall.Post) message.message().call()).indexes());
    SectorNumbers found = posted.reduce(SectorNumbers.EMPTY, SectorNumbers::union);
    return window.phase() == Phase.OPEN ? found.union(chain.submitted()) : found;
  }

  /** Partitions with something to prove that no proof was taken for; none before it opens. */
  SectorNumbers openPartitions() {
    return window.phase() == Phase.AHEAD
        ? SectorNumbers.EMPTY
        : chain.partitionsToProve().subtract(provenPartitions());
  }

  /** Sectors that a taken proof left out. */
  SectorNumbers skipped() {
    return posts().stream()
        .filter(LandedMessage::succeeded)
        .map(message -> ((MinerCall.Post) message.message().call()).skipped())
        .reduce(SectorNumbers.EMPTY, SectorNumbers::union);
  }

  /** Whether lotus-miner has sectors of the deadline, as far as can be known. */
  boolean isLotusProver() {
    return has(lotus.get(LotusFacts::sectors).orElse(SectorNumbers.EMPTY))
        || (lotus.isKnown() && !isDamoclesOwner());
  }

  /** Whether the manager has sectors of the deadline, as far as can be known. */
  boolean isDamoclesProver() {
    boolean lotusOwns = has(lotus.get(LotusFacts::sectors).orElse(SectorNumbers.EMPTY));
    return isDamoclesOwner() || (damocles.isKnown() && !lotusOwns);
  }

  private boolean isDamoclesOwner() {
    return has(damocles.get(DamoclesFacts::sectors).orElse(SectorNumbers.EMPTY));
  }

  private boolean has(SectorNumbers known) {
    return !known.intersect(chain.live()).isEmpty();
  }
}
