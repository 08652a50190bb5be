package io.sectorsh.proofs.picture;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.chain.ChainMessages;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.MessageReceipt;
import io.sectorsh.lotus.chain.TipSetHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Finds messages to the miner: in the chain, and in the node's pool. */
public final class MinerMessages {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MOST = 2_000;

  private final LotusNode node;
  private final Pool pool;

  /** Asks that node, several questions at once. */
  public MinerMessages(LotusNode node, Pool pool) {
    this.node = node.patient(LONGEST);
    this.pool = pool;
  }

  /**
   * The messages that landed, oldest first.
   *
   * @param from first epoch
   * @param until the tipset that the search goes back from
   */
  public List<LandedMessage> landed(ChainEpoch from, TipSetHead until) {
    List<Callable<Optional<LandedMessage>>> tasks = new ArrayList<>();
    for (Cid cid : node.at(until).getMessages().to(node.getMinerAddress(), from).limit(MOST)) {
      tasks.add(() -> landed(cid));
    }
    return pool.all(tasks).stream()
        .flatMap(Optional::stream)
        .filter(landed -> !landed.height().isBefore(from))
        .sorted(Comparator.comparing(LandedMessage::height))
        .toList();
  }

  private Optional<LandedMessage> landed(Cid cid) {
    ChainMessages messages = node.getMessages();
    Optional<MinerMessage> message =
        messages
            .find(cid)
            .map(found -> MinerMessage.of(found, cid))
            .filter(found -> !(found.call() instanceof MinerCall.Other));
    return message.flatMap(
        sent -> messages.search(cid).map(found -> landed(sent, found.receipt(), found.height())));
  }

  private LandedMessage landed(MinerMessage sent, MessageReceipt receipt, ChainEpoch height) {
    String error = receipt.isOk() ? "" : error(sent.cid());
    return new LandedMessage(sent, height, receipt.exitCode(), receipt.gasUsed(), error);
  }

  /** The actor's words are only to be had by executing the message again. */
  private String error(Cid cid) {
    try {
      return node.call("StateReplay", null, cid).path("Error").asText("");
    } catch (OperatorException untold) {
      return "";
    }
  }

  /**
   * The messages whose effect cannot be seen yet: those in the pool, and those to the miner in the
   * newest tipset, which the next one carries out.
   */
  public List<MinerMessage> waiting(TipSetHead head) {
    List<MinerMessage> waiting = new ArrayList<>(pending());
    for (Cid cid :
        node.at(head).getMessages().to(node.getMinerAddress(), head.height()).limit(MOST)) {
      node.getMessages()
          .find(cid)
          .map(found -> MinerMessage.of(found, cid))
          .ifPresent(waiting::add);
    }
    return waiting;
  }

  /** All messages in the node's pool, whoever sent them. */
  public List<MinerMessage> pending() {
    return node.getPool().pending().stream()
        .flatMap(sent -> sent.cid().map(cid -> MinerMessage.of(sent, cid)).stream())
        .toList();
  }
}
